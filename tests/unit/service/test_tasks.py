"""Tasks: what a file has to keep to, and what comes of several."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from piaoju.dialects.wire.task import Content, FileRules, Link, ListProjects, ListTypes, Project, Read, ReadAll, Task
from piaoju.errors import (
    CorruptInput,
    DownloadFailed,
    ForbiddenAddress,
    ImageTooSmall,
    ModelMissing,
    Overloaded,
    PayloadTooLarge,
    UnsupportedFormat,
)
from piaoju.model.document import PageReading, Reading
from piaoju.reading.decode import DecodeLimits
from piaoju.service.fetch import Fetcher, Guard
from piaoju.service.tasks import Tasks
from piaoju.service.tokens import Tokens
from tests.serving import NOTHING, Teller, picture
from tests.unit.dialects.desks import Book, credential
from tests.unit.service.at_once import NOW, AtOnce

T = TypeVar("T")
PDF = b"%PDF-1.7"


def run(task: Task[T], teller: Teller | None = None) -> T:
    tokens = Tokens(Book(), lambda: NOW)
    limits = DecodeLimits(max_bytes=5000, max_side_px=9000)
    tasks = Tasks(teller or Teller(), Fetcher(Guard()), tokens, AtOnce(), limits)
    return asyncio.run(tasks.run(task, "acme"))


def read(data: bytes, rules: FileRules, teller: Teller | None = None) -> Reading:
    return run(Read(Content(data), rules), teller)


def test_formats() -> None:
    rules = FileRules(formats=frozenset({"png"}))
    assert read(picture("PNG"), rules) == NOTHING
    with pytest.raises(UnsupportedFormat):
        read(picture("JPEG"), rules)
    with pytest.raises(UnsupportedFormat):
        read(b"nothing known", FileRules())
    with pytest.raises(CorruptInput):
        read(b"", FileRules())


def test_bytes() -> None:
    assert read(picture(), FileRules()) == NOTHING
    for rules, data in ((FileRules(max_bytes=10), picture()), (FileRules(max_bytes=10_000), b"x" * 5001)):
        with pytest.raises(PayloadTooLarge) as caught:
            read(data, rules)
        assert caught.value.what == "file"


@pytest.mark.parametrize(("side", "kept"), [(None, 9000), (4096, 4096), (20_000, 9000)])
def test_longest_side(side: int | None, kept: int) -> None:
    teller = Teller()
    read(picture(), FileRules(max_side_px=side), teller)
    assert teller.limits is not None
    assert teller.limits.max_side_px == kept
    read(PDF, FileRules(max_side_px=side), teller)
    assert teller.limits.max_side_px == 9000


def test_pages_of_formats_that_have_them() -> None:
    teller = Teller()
    for data, paged in ((picture(), {"pdf"}), (PDF, {"pdf"}), (picture(), None)):
        rules = FileRules(paged=None if paged is None else frozenset(paged))
        run(Read(Content(data), rules, pages=(3,)), teller)
    assert [pages for _, pages in teller.asked] == [(1,), (3,), (3,)]


def test_shortest_side() -> None:
    teller = Teller(Reading("ok", pages=(PageReading(1, 99, 1000, 0),)))
    with pytest.raises(ImageTooSmall):
        read(picture(), FileRules(min_side_px=100), teller)
    assert read(picture(), FileRules(min_side_px=99), teller).status == "ok"
    assert read(PDF, FileRules(min_side_px=100), teller).status == "ok"


def test_several_files_fail_alone() -> None:
    files = (Content(picture()), Content(b"?"), Link("http://127.0.0.1/a.jpg", 1.0), Content(PDF))
    readings = run(ReadAll(tuple(Read(file) for file in files)))
    assert [reading.status for reading in readings] == ["ok", "failed", "failed", "ok"]
    assert [(error.code, error.stage) for reading in readings for error in reading.errors] == [
        ("unsupported_format", "decode"),
        ("forbidden_address", "fetch"),
    ]


@pytest.mark.parametrize("error", [ModelMissing("gone"), Overloaded(1.0)])
def test_what_is_not_a_file_s_fault_fails_all(error: Exception) -> None:
    with pytest.raises(type(error)):
        run(ReadAll((Read(Content(picture())),)), Teller(error=error))


def test_one_file_that_may_not_be_fetched() -> None:
    with pytest.raises(ForbiddenAddress):
        run(Read(Link("http://[::1]/a.jpg", 1.0)))


@pytest.mark.parametrize(("name", "is_listed"), [("", True), ("cn-north-4", True), ("cn-north", False)])
def test_projects(name: str, is_listed: bool) -> None:
    account = credential("huawei")
    project = Project(account.details["project_id"], "cn-north-4")
    listed = run(ListProjects(account, name))
    assert list(listed) == ([project] if is_listed else [])


def test_types() -> None:
    types = run(ListTypes())
    assert list(types) == list(Teller().type_ids)


def test_a_task_that_nobody_runs() -> None:
    with pytest.raises(TypeError):
        run(Task())


@dataclass(slots=True)
class Napper(Teller):
    """A reader that takes long over files that begin with `slow`, in PDF as anywhere."""

    nap_s: float = 0.0

    def read(self, source: bytes, **wishes: Any) -> Reading:
        time.sleep(self.nap_s if b"slow" in source else 0.0)
        return Teller.read(self, source, **wishes)


class InThreads:
    """Turns that never have to be waited for."""

    async def run(self, account: str, work: Callable[[], T]) -> T:
        del account
        return await asyncio.to_thread(work)


@pytest.mark.parametrize(("at_once", "expected"), [(1, ["failed", "failed", "failed"]), (2, ["failed", "ok", "ok"])])
def test_a_limit_of_time(at_once: int, expected: list[str]) -> None:
    """What takes too long fails alone, and lets others through if several are read at a time."""
    tokens = Tokens(Book(), lambda: NOW)
    tasks = Tasks(Napper(nap_s=0.5), Fetcher(Guard()), tokens, InThreads(), DecodeLimits())
    reads = tuple(Read(Content(PDF + what)) for what in (b"slow", b"", b""))
    readings = asyncio.run(tasks.run(ReadAll(reads, 0.2, at_once), "acme"))
    assert [reading.status for reading in readings] == expected
    assert [error.code for error in readings[0].errors] == ["deadline_exceeded"]


def test_no_files() -> None:
    readings = run(ReadAll((), 1.0, 8))
    assert len(readings) == 0


@pytest.mark.parametrize(("most", "kept"), [(None, 250_000_000), (1000, 1000), (10**9, 250_000_000)])
def test_most_pixels(most: int | None, kept: int) -> None:
    teller = Teller()
    read(picture(), FileRules(max_pixels=most), teller)
    assert teller.limits is not None
    assert teller.limits.max_pixels == kept


def test_what_tells_errors_of_one_code_apart_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer_404(*args: object, **kwargs: object) -> bytes:
        raise DownloadFailed("the host answers 404", 404)

    monkeypatch.setattr(Fetcher, "fetch", answer_404)
    (reading,) = run(ReadAll((Read(Link("http://example.com/a.jpg", 1.0)),)))
    assert [(error.code, error.aspect, error.stage) for error in reading.errors] == [
        ("download_failed", "404", "fetch")
    ]
