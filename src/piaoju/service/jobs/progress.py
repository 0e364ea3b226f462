"""Jobs as their worker sees them: taken, fetched, ended, told of.

A worker that dies may leave any of this to be done again: what is done twice leaves what doing it once does.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from piaoju.dialects.wire.jobs import JobState
from piaoju.service.jobs import records
from piaoju.service.jobs.records import Telling, Work
from piaoju.service.jobs.store import UNFINISHED, JobStore
from piaoju.service.jobs.tables import counts, files, jobs

NO_ERROR = "ok"
"""What is counted of a job that ended well."""
DELIVERED = "200"
"""What is written down of a delivery that was accepted, also where a dialect takes other statuses for that."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended.

    Attributes:
        state: done or failed.
        error: code of what went wrong; empty if nothing did.
        content: what is kept of it; None if it could not be written.
    """

    state: JobState
    error: str
    content: bytes | None


class Progress:
    """What workers write down of jobs. Safe from any thread."""

    def __init__(self, store: JobStore) -> None:
        """Remember where the jobs are."""
        self._store = store
        self._engine = store.engine

    def take(self, job_id: str, *, to_read: bool) -> Work | None:
        """Mark a job as running and return it; None if there is nothing left to do.

        Args:
            job_id: of the job.
            to_read: whether an attempt at reading begins, which is counted.
        """
        open_ = sa.and_(jobs.c.id == job_id, jobs.c.state.in_(UNFINISHED), jobs.c.expires_at > self._store.now())
        attempts = jobs.c.attempts + int(to_read)
        update = jobs.update().where(open_).values(state=JobState.RUNNING, attempts=attempts).returning(jobs)
        with self._engine.begin() as connection:
            row = connection.execute(update).one_or_none()
            if row is None:
                return None
            if to_read:
                _count(connection, "attempt", row.dialect, "")
            return Work(
                id=row.id,
                account=row.account,
                dialect=row.dialect,
                context=records.parse_context(row.context),
                read=records.parse_read(row.read),
                attempts=row.attempts,
            )

    def file(self, job_id: str) -> bytes | None:
        """Return a job's file; None if it was not fetched, or is not needed any more."""
        with self._engine.connect() as connection:
            data: bytes | None = connection.execute(
                sa.select(files.c.data).where(files.c.job_id == job_id)
            ).scalar_one_or_none()
        return data

    def keep_file(self, job_id: str, data: bytes) -> None:
        """Keep the file of a job that has not ended."""
        with self._engine.begin() as connection:
            open_ = sa.select(sa.literal(job_id), sa.literal(data, sa.LargeBinary)).where(
                sa.exists().where(jobs.c.id == job_id, jobs.c.state.in_(UNFINISHED))
            )
            insert = _insert(connection, files).from_select(["job_id", "data"], open_).on_conflict_do_nothing()
            connection.execute(insert)

    def end(self, work: Work, ending: Ending) -> bool:
        """End a job, drop its file, and have it told of if somebody asked for that; false if it had ended before."""
        now = self._store.now()
        values = {
            "state": ending.state,
            "content": ending.content,
            "error": ending.error or None,
            "finished_at": now,
            "expires_at": self._store.end(now),
        }
        open_ = sa.and_(jobs.c.id == work.id, jobs.c.state.in_(UNFINISHED))
        with self._engine.begin() as connection:
            row = connection.execute(jobs.update().where(open_).values(values).returning(jobs.c.notify)).one_or_none()
            if row is None:
                return False
            connection.execute(files.delete().where(files.c.job_id == work.id))
            _count(connection, "end", work.dialect, ending.error or NO_ERROR)
            if row.notify is not None and ending.content is not None:
                self._store.queues.tell(connection, work.id, work.account, 1, 0.0)
        return True

    def to_tell(self, job_id: str, delivery: int) -> Telling | None:
        """Return what has to be told of a job; None if that delivery was made, or the job is gone."""
        query = sa.select(jobs).where(
            jobs.c.id == job_id, jobs.c.deliveries < delivery, jobs.c.expires_at > self._store.now()
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or row.content is None or row.notify is None:
            return None
        return Telling(row.id, row.account, row.dialect, records.parse_notify(row.notify), row.content)

    def told(self, telling: Telling, delivery: int, outcome: str, delay_s: float | None) -> None:
        """Write down what came of a delivery, and have it repeated after a while unless the delay is None."""
        first = sa.and_(jobs.c.id == telling.id, jobs.c.deliveries < delivery)
        with self._engine.begin() as connection:
            if not connection.execute(
                jobs.update().where(first).values(deliveries=delivery, delivered=outcome)
            ).rowcount:
                return
            _count(connection, "delivery", telling.dialect, outcome)
            if delay_s is not None:
                self._store.queues.tell(connection, telling.id, telling.account, delivery + 1, delay_s)


def _count(connection: sa.Connection, event: str, dialect: str, outcome: str) -> None:
    row = {"event": event, "dialect": dialect, "outcome": outcome, "total": 1}
    connection.execute(
        _insert(connection, counts)
        .values(row)
        .on_conflict_do_update(index_elements=["event", "dialect", "outcome"], set_={"total": counts.c.total + 1})
    )


def _insert(connection: sa.Connection, table: sa.Table) -> Any:
    """Return an INSERT that can say what to do on a conflict, which each database spells for itself."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
