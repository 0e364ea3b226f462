"""Work that outlives its request: what a dialect submits, and what it hears of it later.

A job is one file to be read. When it ends, its dialect's `JobForm.report` writes down once what came of it; those
bytes are kept, answer every later question and are delivered to whoever asked to be told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from piaoju.dialects.wire.task import Read, Task
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
        content: what `JobForm.report` wrote; None before it ended.
    """

    id: str
    state: JobState
    context: Context
    submitted_at: datetime
    finished_at: datetime | None = None
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Submit(Task[Sequence[Job]]):
    """Accept jobs for the asking account, all or none; kept before the answer, in their order."""

    dialect: str
    jobs: tuple[NewJob, ...]


@dataclass(frozen=True, slots=True)
class LookUp(Task[Sequence[Job | None]]):
    """Say how jobs stand, in the order of their ids; None for unknown, expired and other accounts' ones."""

    dialect: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A delivery: headers beside Content-Length, and the body."""

    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class JobForm:
    """How a dialect writes what came of its jobs; pure functions.

    Attributes:
        report: a job's id, its context and its outcome, to the content that is kept.
        dress: the content, a job's id, whom to tell and the time of sending, to the delivery.
    """

    report: Callable[[str, Context, Reading | ErrorItem], bytes]
    dress: Callable[[bytes, str, Notify, datetime], Notice]
