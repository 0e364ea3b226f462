"""What a dialect asks the service for, and what comes back.

A task names its outcome's type, `Read` being a `Task[Reading]`, so that a call cannot be answered with another's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from piaoju.dialects.wire.sign_in import Credential
from piaoju.model.document import Reading

OutcomeT = TypeVar("OutcomeT")


class Task(Generic[OutcomeT]):
    """Something to be done; the parameter is the type of what comes of it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A file that came with the request."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A file to be fetched, within `timeout_s` in all."""

    url: str
    timeout_s: float


@dataclass(frozen=True, slots=True)
class FileRules:
    """What files an operation accepts; the settings' ceilings hold in any case.

    Attributes:
        formats: as the decode stage names them; None for all that it reads.
        max_bytes: of the file.
        min_side_px: of pictures; PDF pages have no pixels of their own.
        max_side_px: likewise.
        max_pixels: likewise, of the whole picture.
        paged: formats that the task's pages are of; of others the first page is read. None for all.
    """

    formats: frozenset[str] | None = None
    max_bytes: int | None = None
    min_side_px: int = 0
    max_side_px: int | None = None
    max_pixels: int | None = None
    paged: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Read(Task[Reading]):
    """Read a file.

    Attributes:
        source: the file.
        rules: that it has to keep to.
        types: document types to look for; None for all.
        pages: 1-based; None for all.
    """

    source: Content | Link
    rules: FileRules = FileRules()
    types: tuple[str, ...] | None = None
    pages: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ReadAll(Task[Sequence[Reading]]):
    """Read several files, each failing alone; one reading a file, in their order.

    Attributes:
        reads: the files.
        limit_s: for all of them; what is not read by then fails with `deadline_exceeded`. None for no limit.
        at_once: how many are worked on at a time. More than one keeps a slow file from holding up the others, and has
            its price: the call has as many turns as several calls.
    """

    reads: tuple[Read, ...]
    limit_s: float | None = None
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Project:
    """A project of an account."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ListProjects(Task[Sequence[Project]]):
    """List the account's projects of a name; all if it is empty."""

    credential: Credential
    name: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token that stands for an account until it expires."""

    text: str = field(repr=False)
    issued_at: datetime
    expires_at: datetime
    project: Project


@dataclass(frozen=True, slots=True)
class IssueToken(Task[Token]):
    """Issue a token for the account's project."""

    credential: Credential


@dataclass(frozen=True, slots=True)
class ListTypes(Task[Sequence[str]]):
    """List the ids of the document types that are read."""
