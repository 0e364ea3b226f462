"""Work that outlives its request: what a dialect submits, and what it hears of it later.

A job is one file to be read. When it ends, its dialect's `JobForm.report` writes down once what came of it; those
bytes are kept, answer every later question and are delivered to whoever asked to be told.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus

from piaoju.dialects.wire.task import OutcomeT, Read, Task
from piaoju.model.document import ErrorItem, Reading

Context = Mapping[str, str]
"""What a dialect wants back with a job: an id that the client chose, the card that it asked for."""


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Notify:
    """Whom to tell when a job ends.

    Attributes:
        url: where a POST goes; it passes the same guard as links to files.
        details: what `JobForm.dress` takes, such as a seed; kept with the job, never logged.
    """

    url: str
    details: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be accepted."""

    read: Read
    context: Context = field(default_factory=dict)
    notify: Notify | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    Attributes:
        id: unguessable, without blanks, at most 64 characters.
        state: how far it is.
        context: as submitted.
        submitted_at: when it was accepted.
        finished_at: when it ended; None before.
        content: what `JobForm.report` wrote; None before it ended, of cancelled jobs, and if `report` itself failed.
    """

    id: str
    state: JobState
    context: Context
    submitted_at: datetime
    finished_at: datetime | None = None
    content: bytes | None = field(default=None, repr=False)


class JobTask(Task[OutcomeT]):
    """Something that is asked of the jobs of the asking account."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Submit(JobTask[Sequence[Job]]):
    """Accept jobs for the asking account, all or none; kept before the answer, in their order."""

    dialect: str
    jobs: tuple[NewJob, ...]


@dataclass(frozen=True, slots=True)
class LookUp(JobTask[Sequence[Job | None]]):
    """Say how jobs stand, in the order of their ids; None for unknown, expired and other accounts' ones."""

    dialect: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListJobs(JobTask[Sequence[Job]]):
    """List the asking account's jobs that are kept, the newest first.

    Attributes:
        dialect: whose jobs.
        state: that they are in; None for any.
        limit: how many at most.
        offset: how many of the newest to pass over.
    """

    dialect: str
    state: JobState | None = None
    limit: int = 100
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CancelJob(JobTask[Job | None]):
    """Cancel a job that has not ended, and say how it stands then; None if `LookUp` would say so.

    A cancelled job has no content, and nobody is told of its end.
    """

    dialect: str
    id: str


@dataclass(frozen=True, slots=True)
class DeleteJob(JobTask[bool]):
    """Forget a job, having cancelled it if it has not ended; false if `LookUp` does not know it."""

    dialect: str
    id: str


@dataclass(frozen=True, slots=True)
class FollowJob(JobTask[AsyncIterator[Job] | None]):
    """Watch a job: how it stands, again at every change, until it ended; None if `LookUp` does not know it.

    While nothing changes it is given again now and then, so that a connection is not taken for dead.
    """

    dialect: str
    id: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A delivery: headers beside Content-Length, and the body."""

    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)


def _is_ok(status: int) -> bool:
    return status == HTTPStatus.OK


@dataclass(frozen=True, slots=True)
class JobForm:
    """How a dialect writes what came of its jobs; pure functions.

    Attributes:
        report: a job's id, its context and its outcome, to the content that is kept.
        dress: the content, a job's id, whom to tell and the time of sending, to the delivery.
        is_delivered: whether a host that answers with that status of HTTP has accepted a delivery.
    """

    report: Callable[[str, Context, Reading | ErrorItem], bytes]
    dress: Callable[[bytes, str, Notify, datetime], Notice]
    is_delivered: Callable[[int], bool] = _is_ok
