"""What the application is made of: one of each service, built from the settings."""

from dataclasses import dataclass
from pathlib import Path

from piaoju.dialects.wire.sign_in import Desk
from piaoju.reading.cores import available_cores
from piaoju.server.metrics import Metrics
from piaoju.server.turns import FairTurns
from piaoju.service.access import Access
from piaoju.service.accounts import Accounts
from piaoju.service.clock import now
from piaoju.service.config import Settings
from piaoju.service.fetch import Fetcher, Guard
from piaoju.service.jobs.assembly import build_runner, open_store
from piaoju.service.jobs.runner import Runner
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
    jobs: Runner | None = None


def build_services(settings: Settings, accounts: Accounts, reader: Reader, folder: Path | None = None) -> Services:
    """Put the services together.

    Args:
        settings: of the server.
        accounts: that may call.
        reader: the engine.
        folder: with the data; None for no jobs.

    Raises:
        BadConfig: the jobs' database cannot be used.
    """
    # The models run on as many threads as there are cores; one reading more keeps them busy while another is decoded.
    turns = FairTurns(available_cores() + 1, settings.server.queue)
    tokens = Tokens(accounts, now)
    guard = Guard(settings.fetch.allow)
    store = None if folder is None else open_store(settings.jobs, folder, now)
    tasks = Tasks(reader, Fetcher(guard), tokens, turns, settings.decode.limits(), store)
    return Services(
        desk=Desk(accounts, now, Nonces(), tokens.open),
        access=Access(accounts, settings.limits.model_dump()),
        tasks=tasks,
        turns=turns,
        metrics=Metrics(turns, store),
        request_timeout_s=settings.server.request_timeout_s,
        jobs=None if store is None else build_runner(settings, store, tasks, turns.slots),
    )
