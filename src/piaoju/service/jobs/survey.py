"""Jobs as operators see them: all accounts', without what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from piaoju.dialects.wire.jobs import JobState
from piaoju.dialects.wire.task import Link
from piaoju.errors import InvalidParameter, UnknownJob
from piaoju.service.jobs import records
from piaoju.service.jobs.progress import DELIVERED
from piaoju.service.jobs.store import UNFINISHED, JobStore
from piaoju.service.jobs.tables import counts, jobs

_SWEPT_AT_ONCE = 500
_HEAD = tuple(column for column in jobs.c if column.name not in ("content", "context", "read", "notify"))


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job in a list; moments are aware.

    Attributes:
        attempts: how often reading it began.
        error: code of what went wrong; None if nothing did.
        deliveries: how often the callback was tried.
        delivered: what came of the last: a status, or the code of an error; None if there was none.
    """

    id: str
    account: str
    dialect: str
    state: JobState
    submitted_at: datetime
    finished_at: datetime | None
    expires_at: datetime
    attempts: int
    error: str | None
    deliveries: int
    delivered: str | None


@dataclass(frozen=True, slots=True)
class Happened:
    """How often something happened to jobs since the database was made.

    Attributes:
        event: attempt, end or delivery.
        dialect: of the jobs.
        outcome: of an end, the code of what went wrong or `ok`; of a delivery, its status or the code of an error.
    """

    event: str
    dialect: str
    outcome: str
    total: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is to be done: jobs by state, and for how long the first has waited, 0 if none does."""

    queued: int
    running: int
    oldest_queued_s: float


def list_jobs(
    store: JobStore, state: JobState | None = None, account: str | None = None, limit: int = 100
) -> list[JobLine]:
    """Return jobs that are kept, the latest first."""
    query = sa.select(*_HEAD).where(jobs.c.expires_at > store.now())
    if state is not None:
        query = query.where(jobs.c.state == state)
    if account is not None:
        query = query.where(jobs.c.account == account)
    with store.engine.connect() as connection:
        found = connection.execute(query.order_by(jobs.c.submitted_at.desc(), jobs.c.id).limit(limit))
        return [_line(row) for row in found]


def find_job(store: JobStore, job_id: str) -> JobLine:
    """Return a job.

    Raises:
        UnknownJob: there is none of that id, or it is no longer kept.
    """
    with store.engine.connect() as connection:
        query = sa.select(*_HEAD).where(jobs.c.id == job_id, jobs.c.expires_at > store.now())
        row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownJob("there is no such job")
    return _line(row)


def retry_job(store: JobStore, job_id: str) -> None:
    """Have a failed job of a link read anew, or an end told of anew that nobody accepted.

    Raises:
        UnknownJob: there is none of that id, or it is no longer kept.
        InvalidParameter: there is nothing that could be tried again.
    """
    line = find_job(store, job_id)
    with store.engine.connect() as connection:
        row = connection.execute(sa.select(jobs.c.read, jobs.c.notify).where(jobs.c.id == job_id)).one()
    is_link = isinstance(records.parse_read(row.read).source, Link)
    values: dict[str, object] = {"deliveries": 0, "delivered": None}
    reads_anew = line.state == JobState.FAILED and is_link
    if reads_anew:
        values |= {"state": JobState.QUEUED, "finished_at": None, "content": None, "error": None, "attempts": 0}
        values["expires_at"] = jobs.c.submitted_at + store.retention.total_s
    elif line.finished_at is None or row.notify is None or line.delivered == DELIVERED:
        reason = "its file came with the request and is not kept" if line.state == JobState.FAILED else "nothing failed"
        raise InvalidParameter("id", f"it is {line.state}: {reason}")
    unchanged = sa.and_(jobs.c.id == job_id, jobs.c.state == line.state, jobs.c.deliveries == line.deliveries)
    with store.engine.begin() as connection:
        if not connection.execute(jobs.update().where(unchanged).values(values)).rowcount:
            raise InvalidParameter("id", "it is being worked on")
        store.queues.forget(connection, [(job_id, line.deliveries)])
        if reads_anew:
            store.queues.read(connection, job_id, line.account)
        else:
            store.queues.tell(connection, job_id, line.account, 1, 0.0)


def sweep(store: JobStore) -> int:
    """Remove the jobs that are no longer kept, and what the library keeps of them; return how many they were."""
    expired = sa.select(jobs.c.id, jobs.c.deliveries).where(jobs.c.expires_at <= store.now()).limit(_SWEPT_AT_ONCE)
    removed = 0
    while True:
        with store.engine.connect() as connection:
            gone = connection.execute(expired).all()
        if not gone:
            return removed
        with store.engine.begin() as connection:
            store.queues.forget(connection, [(row.id, row.deliveries) for row in gone])
            connection.execute(jobs.delete().where(jobs.c.id.in_([row.id for row in gone])))
        removed += len(gone)


def purge(store: JobStore, states: Sequence[JobState]) -> int:
    """Remove all jobs in these states, whosever they are; return how many they were."""
    with store.engine.begin() as connection:
        connection.execute(jobs.update().where(jobs.c.state.in_(states)).values(expires_at=store.now()))
    return sweep(store)


def backlog(store: JobStore) -> Backlog:
    """Return what is to be done."""
    now = store.now()
    query = (
        sa.select(jobs.c.state, sa.func.count(), sa.func.min(jobs.c.submitted_at))
        .where(jobs.c.state.in_(UNFINISHED), jobs.c.expires_at > now)
        .group_by(jobs.c.state)
    )
    with store.engine.connect() as connection:
        found = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
    queued, since = found.get(JobState.QUEUED, (0, now))
    running, _ = found.get(JobState.RUNNING, (0, now))
    return Backlog(queued, running, max(0.0, now - since))


def happened(store: JobStore) -> list[Happened]:
    """Return how often what happened."""
    with store.engine.connect() as connection:
        return [Happened(*row) for row in connection.execute(sa.select(counts))]


def _line(row: sa.Row[*tuple[Any, ...]]) -> JobLine:
    values = dict(row._mapping)
    for name in ("submitted_at", "finished_at", "expires_at"):
        values[name] = None if values[name] is None else datetime.fromtimestamp(values[name], UTC)
    return JobLine(**values | {"state": JobState(values["state"])})
