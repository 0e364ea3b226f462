"""Our own lossless JSON: the objects of the command line and the native API. Assembly only."""

from piaoju.dialects.native.auth import admit, claims, examine
from piaoju.dialects.native.problems import FAULTS, refuse
from piaoju.dialects.native.routes import OPERATIONS
from piaoju.dialects.native.served import NAME
from piaoju.dialects.native.webhooks import JOBS
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name=NAME,
    title="The native API",
    operations=OPERATIONS,
    claims=claims,
    examine=examine,
    admit=admit,
    refuse=refuse,
    faults=FAULTS,
    notes=(
        "Sign-in by `Authorization: Bearer` and the account's API key.",
        "A file that cannot be read or fetched fails alone: its result says so, the reply is 200.",
        "A job is kept for 1 h after it ended, and for 4 h after its submission at most; then its id is unknown.",
        'A webhook is a POST of `{"type": "job.done" or "job.failed", "data": {"id", "result"}}`, signed as '
        "[Standard Webhooks](https://www.standardwebhooks.com) has it, and repeated until it is answered 2xx, 17 "
        "deliveries in all; `webhook-id` is the job's id.",
        "`/v1/jobs/{id}/events` is `text/event-stream`: events `state`, the last one `end` with the result.",
    ),
    jobs=JOBS,
)

__all__ = ["DIALECT"]
