"""Running tasks: what a dialect asks for in, what it answers with out."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar, cast

from piaoju.dialects.wire.faults import as_item
from piaoju.dialects.wire.jobs import FollowJob, JobTask
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
from piaoju.errors import (
    CapacityError,
    DeadlineExceeded,
    DeploymentError,
    ImageTooSmall,
    PayloadTooLarge,
    PiaojuError,
    UnsupportedFormat,
)
from piaoju.model.document import Reading
from piaoju.reading.decode import DecodeLimits
from piaoju.reading.decode.sniff import sniff
from piaoju.service.fetch import Fetcher
from piaoju.service.jobs.desk import JobDesk, follow
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
        tokens: of those who sign in; None where nobody does.
        turns: where reading happens.
        limits: ceilings for every file.
        jobs: that outlive their requests; None where there are none.
    """

    reader: Reader
    fetcher: Fetcher
    tokens: Tokens | None
    turns: Turns
    limits: DecodeLimits
    jobs: JobDesk | None = None

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
                return await self._read_all(task, account)
            case IssueToken() if self.tokens is not None:
                return self.tokens.issue(task.credential)
            case ListProjects():
                return _projects(task.credential, task.name)
            case ListTypes():
                return self.reader.type_ids
            case FollowJob() if self.jobs is not None:
                return await follow(self.jobs, task, account)
            case JobTask() if self.jobs is not None:
                return await asyncio.to_thread(self.jobs.run, task, account)
            case _:
                raise TypeError(f"nobody runs a {type(task).__name__}")

    async def content(self, task: Read) -> bytes:
        """Return the bytes of the file that a task is about.

        Raises:
            SourceError: it cannot be fetched.
            PayloadTooLarge: it is longer than accepted.
        """
        max_bytes = min(self.limits.max_bytes, task.rules.max_bytes or self.limits.max_bytes)
        if isinstance(task.source, Link):
            link = task.source
            data = await self.fetcher.fetch(link.url, timeout_s=link.timeout_s, max_bytes=max_bytes)
        else:
            data = task.source.data
        if len(data) > max_bytes:
            raise PayloadTooLarge(len(data), max_bytes)
        return data

    async def _read(self, task: Read, account: str) -> Reading:
        rules = task.rules
        data = await self.content(task)
        file_format = sniff(data)
        if rules.formats is not None and file_format not in rules.formats:
            raise UnsupportedFormat(f"{file_format.upper()} files are not accepted here")
        is_picture = file_format != "pdf"
        limits = self.limits
        if is_picture:
            limits = replace(
                limits,
                max_side_px=min(limits.max_side_px, rules.max_side_px or limits.max_side_px),
                max_pixels=min(limits.max_pixels, rules.max_pixels or limits.max_pixels),
            )
        pages = task.pages if rules.paged is None or file_format in rules.paged else (1,)
        work = partial(self.reader.read, data, types=task.types, pages=pages, limits=limits)
        reading = await self.turns.run(account, work)
        if is_picture:
            _check_sides(reading, rules)
        return reading

    async def _read_all(self, task: ReadAll, account: str) -> list[Reading]:
        """Read several files, as many at a time as the task says, until its time is over."""
        room = asyncio.Semaphore(task.at_once)

        async def read_in_room(read: Read) -> Reading:
            async with room:
                return await self._read_or_say(read, account)

        working = [asyncio.create_task(read_in_room(read)) for read in task.reads]
        try:
            if working:
                await asyncio.wait(working, timeout=task.limit_s, return_when=asyncio.FIRST_EXCEPTION)
            return [each.result() if each.done() else _late() for each in working]
        finally:
            for each in working:
                each.cancel()
            await asyncio.gather(*working, return_exceptions=True)

    async def _read_or_say(self, task: Read, account: str) -> Reading:
        """Read one of several files, whose failure is its own affair."""
        try:
            return await self._read(task, account)
        except (CapacityError, DeploymentError):
            raise
        except PiaojuError as error:
            stage = "fetch" if isinstance(task.source, Link) else "decode"
            return Reading("failed", errors=(as_item(error, stage),))


def _late() -> Reading:
    return Reading("failed", errors=(as_item(DeadlineExceeded("the time for all files is over"), "read"),))


def _check_sides(reading: Reading, rules: FileRules) -> None:
    for page in reading.pages:
        if min(page.width, page.height) < rules.min_side_px:
            raise ImageTooSmall(f"{page.width} x {page.height} px: a side is shorter than {rules.min_side_px} px")


def _projects(credential: Credential, name: str) -> tuple[Project, ...]:
    project = Project(credential.details["project_id"], credential.details["project_name"])
    return (project,) if name in ("", project.name) else ()
