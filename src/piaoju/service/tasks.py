"""Running tasks: what a dialect asks for in, what it answers with out."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar, cast

from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import (
    FileRules,
    IssueToken,
    Link,
    ListProjects,
    ListTypes,
    OutcomeT,
    Project,
    Read,
    ReadAll,
    Task,
)
from piaoju.errors import CapacityError, DeploymentError, ImageTooSmall, PayloadTooLarge, PiaojuError, UnsupportedFormat
from piaoju.model.document import ErrorItem, Reading
from piaoju.reading.decode import DecodeLimits
from piaoju.reading.decode.sniff import sniff
from piaoju.service.fetch import Fetcher
from piaoju.service.tokens import Tokens

T = TypeVar("T")


class Reader(Protocol):
    """What reads files: the engine."""

    @property
    def type_ids(self) -> tuple[str, ...]:
        """The document types that it reads."""

    def read(
        self,
        source: bytes,
        *,
        types: Sequence[str] | None = None,
        pages: Sequence[int] | None = None,
        limits: DecodeLimits | None = None,
    ) -> Reading:
        """Read one file, see `Engine.read`."""


class Turns(Protocol):
    """Runs work elsewhere when it is its account's turn."""

    def run(self, account: str, work: Callable[[], T]) -> Awaitable[T]:
        """Return what the work returns."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """Runs tasks.

    Attributes:
        reader: for pictures and other files.
        fetcher: for links.
        tokens: of those who sign in.
        turns: where reading happens.
        limits: ceilings for every file.
    """

    reader: Reader
    fetcher: Fetcher
    tokens: Tokens
    turns: Turns
    limits: DecodeLimits

    async def run(self, task: Task[OutcomeT], account: str) -> OutcomeT:
        """Return a task's outcome.

        Args:
            task: to be run.
            account: whose turn it takes.

        Raises:
            InputError: the file is not one that the task accepts.
            SourceError: it cannot be fetched.
            CapacityError: there is no room for it now.
            DeploymentError: the installation is not complete.
        """
        return cast("OutcomeT", await self._outcome(task, account))

    async def _outcome(self, task: Task[OutcomeT], account: str) -> object:
        match task:
            case Read():
                return await self._read(task, account)
            case ReadAll():
                # One after the other, so that a call with many files has no more turns than one with a single file.
                return [await self._read_or_say(read, account) for read in task.reads]
            case IssueToken():
                return self.tokens.issue(task.credential)
            case ListProjects():
                return _projects(task.credential, task.name)
            case ListTypes():
                return self.reader.type_ids
            case _:
                raise TypeError(f"nobody runs a {type(task).__name__}")

    async def _read(self, task: Read, account: str) -> Reading:
        rules = task.rules
        max_bytes = min(self.limits.max_bytes, rules.max_bytes or self.limits.max_bytes)
        if isinstance(task.source, Link):
            link = task.source
            data = await self.fetcher.fetch(link.url, timeout_s=link.timeout_s, max_bytes=max_bytes)
        else:
            data = task.source.data
        if len(data) > max_bytes:
            raise PayloadTooLarge(len(data), max_bytes)
        file_format = sniff(data)
        if rules.formats is not None and file_format not in rules.formats:
            raise UnsupportedFormat(f"{file_format.upper()} files are not accepted here")
        is_picture = file_format != "pdf"
        limits = self.limits
        if is_picture and rules.max_side_px is not None:
            limits = replace(limits, max_side_px=min(limits.max_side_px, rules.max_side_px))
        work = partial(self.reader.read, data, types=task.types, pages=task.pages, limits=limits)
        reading = await self.turns.run(account, work)
        if is_picture:
            _check_sides(reading, rules)
        return reading

    async def _read_or_say(self, task: Read, account: str) -> Reading:
        """Read one of several files, whose failure is its own affair."""
        try:
            return await self._read(task, account)
        except (CapacityError, DeploymentError):
            raise
        except PiaojuError as error:
            stage = "fetch" if isinstance(task.source, Link) else "decode"
            return Reading("failed", errors=(ErrorItem(error.code, str(error), stage, None),))


def _check_sides(reading: Reading, rules: FileRules) -> None:
    for page in reading.pages:
        if min(page.width, page.height) < rules.min_side_px:
            raise ImageTooSmall(f"{page.width} x {page.height} px: a side is shorter than {rules.min_side_px} px")


def _projects(credential: Credential, name: str) -> tuple[Project, ...]:
    project = Project(credential.details["project_id"], credential.details["project_name"])
    return (project,) if name in ("", project.name) else ()
