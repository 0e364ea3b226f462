"""What the application is made of: one of each service, built from the settings."""

from dataclasses import dataclass
from datetime import UTC, datetime

from piaoju.dialects.wire.sign_in import Desk
from piaoju.reading.ocr.pool import available_cores
from piaoju.server.metrics import Metrics
from piaoju.server.turns import FairTurns
from piaoju.service.access import Access
from piaoju.service.accounts import Accounts
from piaoju.service.config import Settings
from piaoju.service.fetch import Fetcher, Guard
from piaoju.service.nonces import Nonces
from piaoju.service.tasks import Reader, Tasks
from piaoju.service.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that answering a request takes."""

    desk: Desk
    access: Access
    tasks: Tasks
    turns: FairTurns
    metrics: Metrics
    request_timeout_s: float


def build_services(settings: Settings, accounts: Accounts, reader: Reader) -> Services:
    """Put the services together.

    Args:
        settings: of the server.
        accounts: that may call.
        reader: the engine.
    """
    # The models run on as many threads as there are cores; one reading more keeps them busy while another is decoded.
    turns = FairTurns(available_cores() + 1, settings.server.queue)
    tokens = Tokens(accounts, _now)
    return Services(
        desk=Desk(accounts, _now, Nonces(), tokens.open),
        access=Access(accounts, settings.limits.model_dump()),
        tasks=Tasks(reader, Fetcher(Guard(settings.fetch.allow)), tokens, turns, settings.decode.limits()),
        turns=turns,
        metrics=Metrics(turns),
        request_timeout_s=settings.server.request_timeout_s,
    )


def _now() -> datetime:
    return datetime.now(UTC)
