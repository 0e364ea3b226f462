"""Jobs as those see them who submitted them: accepted, looked up, listed, cancelled, deleted."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import sqlalchemy as sa

from piaoju.dialects.wire.jobs import (
    CancelJob,
    DeleteJob,
    Job,
    JobState,
    JobTask,
    ListJobs,
    LookUp,
    NewJob,
    Submit,
)
from piaoju.dialects.wire.task import Content, OutcomeT
from piaoju.errors import Overloaded
from piaoju.service.jobs import records
from piaoju.service.jobs.queues import Queues
from piaoju.service.jobs.tables import files, jobs

UNFINISHED = (JobState.QUEUED, JobState.RUNNING)
_ID_BYTES = 16
_RETRY_AFTER_S = 5.0
_HEAD = (jobs.c.id, jobs.c.state, jobs.c.context, jobs.c.submitted_at, jobs.c.finished_at)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a job is kept.

    Attributes:
        finished_s: after it ended.
        total_s: after it was submitted, whether it ended or not.
    """

    finished_s: float
    total_s: float


class JobStore:
    """The jobs of all accounts. Safe from any thread."""

    def __init__(
        self, engine: sa.Engine, queues: Queues, retention: Retention, max_waiting: int, clock: Callable[[], datetime]
    ) -> None:
        """Remember the database.

        Args:
            engine: of `open_database`.
            queues: in the same database.
            retention: of every job.
            max_waiting: jobs of an account that have not ended.
            clock: the present, aware.
        """
        self.engine = engine
        self.queues = queues
        self.retention = retention
        self._max_waiting = max_waiting
        self.clock = clock

    def now(self) -> float:
        """Return the present in seconds since the epoch."""
        return self.clock().timestamp()

    def run(self, task: JobTask[OutcomeT], account: str) -> OutcomeT:
        """Return what comes of a task, which touches the account's own jobs only.

        Raises:
            Overloaded: the database does not answer, or too many of the account's jobs wait.
        """
        try:
            return cast("OutcomeT", self._outcome(task, account))
        except sa.exc.SQLAlchemyError as error:
            logger.warning("jobs: the database does not answer", exc_info=True)
            raise Overloaded(_RETRY_AFTER_S) from error

    def _outcome(self, task: JobTask[OutcomeT], account: str) -> object:
        match task:
            case Submit():
                return self._submit(task, account)
            case LookUp():
                return self._look_up(task, account)
            case ListJobs():
                return self._list(task, account)
            case CancelJob():
                self._cancel(task, account)
                return self._look_up(LookUp(task.dialect, (task.id,)), account)[0]
            case DeleteJob():
                return self._delete(task, account)
            case _:
                raise TypeError(f"nobody runs a {type(task).__name__}")

    def _submit(self, task: Submit, account: str) -> list[Job]:
        now = self.clock()
        accepted = [Job(secrets.token_hex(_ID_BYTES), JobState.QUEUED, new.context, now) for new in task.jobs]
        waiting = sa.select(sa.func.count()).where(jobs.c.account == account, jobs.c.state.in_(UNFINISHED))
        with self.engine.begin() as connection:
            if connection.execute(waiting).scalar_one() + len(accepted) > self._max_waiting:
                raise Overloaded(_RETRY_AFTER_S)
            for job, new in zip(accepted, task.jobs, strict=True):
                connection.execute(jobs.insert(), self._row(job, new, task.dialect, account))
                if isinstance(new.read.source, Content):
                    connection.execute(files.insert(), {"job_id": job.id, "data": new.read.source.data})
                self.queues.read(connection, job.id, account)
        return accepted

    def _row(self, job: Job, new: NewJob, dialect: str, account: str) -> dict[str, object]:
        submitted_at = job.submitted_at.timestamp()
        return {
            "id": job.id,
            "account": account,
            "dialect": dialect,
            "state": job.state,
            "context": records.write_context(new.context),
            "read": records.write_read(new.read),
            "notify": records.write_notify(new.notify),
            "submitted_at": submitted_at,
            "expires_at": submitted_at + self.retention.total_s,
        }

    def _look_up(self, task: LookUp, account: str) -> list[Job | None]:
        query = sa.select(*_HEAD, jobs.c.content).where(self._kept(account, task.dialect), jobs.c.id.in_(task.ids))
        with self.engine.connect() as connection:
            found = {row.id: _job(row, row.content) for row in connection.execute(query)}
        return [found.get(each) for each in task.ids]

    def _list(self, task: ListJobs, account: str) -> list[Job]:
        query = sa.select(*_HEAD).where(self._kept(account, task.dialect))
        if task.state is not None:
            query = query.where(jobs.c.state == task.state)
        query = query.order_by(jobs.c.submitted_at.desc(), jobs.c.id).limit(task.limit).offset(task.offset)
        with self.engine.connect() as connection:
            return [_job(row, None) for row in connection.execute(query)]

    def _cancel(self, task: CancelJob, account: str) -> None:
        """Cancel a job. Its reading may still run, and is dropped when it ends."""
        now = self.now()
        own = sa.and_(self._kept(account, task.dialect), jobs.c.id == task.id, jobs.c.state.in_(UNFINISHED))
        ended = {"state": JobState.CANCELLED, "finished_at": now, "expires_at": self.end(now)}
        with self.engine.begin() as connection:
            if connection.execute(jobs.update().where(own).values(ended)).rowcount:
                connection.execute(files.delete().where(files.c.job_id == task.id))

    def _delete(self, task: DeleteJob, account: str) -> bool:
        """Drop all that a job holds; its row is swept later, with what the library keeps of it."""
        own = sa.and_(self._kept(account, task.dialect), jobs.c.id == task.id)
        state = sa.case((jobs.c.state.in_(UNFINISHED), JobState.CANCELLED), else_=jobs.c.state)
        # Expired by any clock: nobody is to find a row of which nothing is left.
        dropped = {"state": state, "expires_at": 0.0, "content": None, "notify": None, "context": "{}"}
        with self.engine.begin() as connection:
            is_known = bool(connection.execute(jobs.update().where(own).values(dropped)).rowcount)
            if is_known:
                connection.execute(files.delete().where(files.c.job_id == task.id))
        return is_known

    def end(self, finished_at: float) -> sa.ColumnElement[float]:
        """Return when a job that ends now is no longer kept."""
        latest = jobs.c.submitted_at + self.retention.total_s
        soonest = finished_at + self.retention.finished_s
        return sa.case((latest < soonest, latest), else_=soonest)

    def _kept(self, account: str, dialect: str) -> sa.ColumnElement[bool]:
        return sa.and_(jobs.c.account == account, jobs.c.dialect == dialect, jobs.c.expires_at > self.now())


def _job(row: sa.Row[*tuple[Any, ...]], content: bytes | None) -> Job:
    return Job(
        id=row.id,
        state=JobState(row.state),
        context=records.parse_context(row.context),
        submitted_at=_moment(row.submitted_at),
        finished_at=None if row.finished_at is None else _moment(row.finished_at),
        content=content,
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
