"""`benchmarks.load`: calls that every dialect accepts, answers compared with the known ones, criteria."""

import asyncio
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks import load
from benchmarks.calls import LEVELS, PLAN, TYPES, build, draw
from benchmarks.load_clients import Known, Level, Sender, in_rounds, learn, press
from benchmarks.load_server import Server
from benchmarks.results import circumstances
from piaoju.model.document import Reading
from piaoju.service.accounts import read_accounts
from tests.serving import Teller, app_for, document, live, picture, reading_of, write_accounts

GOOD = Level(8, 100, 10.0, 0.5, 0.9, 1.0, 0, 0, 900.0, 1000.0, 1010.0, 1100.0, 18.0, 0.5)


@dataclass(slots=True)
class ByContent(Teller):
    """Reads from each picture a number of its own; the same from all once it is mixed up."""

    is_mixed_up: bool = False

    def read(self, source: bytes, *, types: Sequence[str] | None = None, **options: object) -> Reading:
        del options
        number = "0" if self.is_mixed_up else sha256(source).hexdigest()[:8]
        return reading_of(document((types or ("vat_invoice",))[0], {"invoice_number": number}))


@pytest.fixture
def pictures(tmp_path: Path) -> list[tuple[str, Path]]:
    """A small picture for every operation, each of another size."""
    made = []
    for place, operation in enumerate(PLAN):
        path = tmp_path / f"{place}.png"
        path.write_bytes(picture(size=(200 + place, 200)))
        made.append((operation, path))
    return made


@pytest.fixture
def reader() -> ByContent:
    return ByContent()


@pytest.fixture
def server(tmp_path: Path, reader: ByContent) -> Iterator[Server]:
    accounts = write_accounts(tmp_path / "accounts.toml")
    with live(app_for(reader, accounts)) as host:
        yield Server(host, read_accounts(accounts)[0], os.getpid())


def test_every_operation_has_an_answer_of_its_own(server: Server, pictures: list[tuple[str, Path]]) -> None:
    async def scenario() -> tuple[list[Known], Level]:
        async with Sender(server) as sender:
            known = await learn(sender, build(pictures, "0123456789abcdef0123456789abcdef"))
            return known, await press(sender, known, 4, 0.2)

    known, level = asyncio.run(scenario())
    assert [one.call.operation for one in known] == list(PLAN)
    for one in known:
        assert sha256(one.call.picture.read_bytes()).hexdigest()[:8] in json.dumps(one.content)
    assert (level.server_errors, level.wrong) == (0, 0)
    assert level.answers >= len(known)
    assert level.answers % len(known) == 0
    assert level.seconds >= 0.2


def test_answers_to_the_wrong_client_are_counted(
    server: Server, reader: ByContent, pictures: list[tuple[str, Path]]
) -> None:
    async def scenario() -> Level:
        async with Sender(server) as sender:
            known = await learn(sender, build(pictures, "0123456789abcdef0123456789abcdef"))
            reader.is_mixed_up = True
            return await press(sender, known, 2, 0.01)

    level = asyncio.run(scenario())
    assert level.wrong == level.answers


def test_calls_without_an_answer_of_their_own_are_left_out(
    server: Server, reader: ByContent, pictures: list[tuple[str, Path]]
) -> None:
    async def scenario() -> list[Known]:
        async with Sender(server) as sender:
            calls = build(pictures, "0123456789abcdef0123456789abcdef")
            return await learn(sender, [*calls[1:], replace(calls[1], path="/v2/p/ocr/quota-invoice"), calls[1]])

    assert [one.call.operation for one in asyncio.run(scenario())] == list(PLAN)[2:]


def test_rounds_are_whole() -> None:
    done: list[int] = []

    async def work(thing: int) -> None:
        done.append(thing)
        await asyncio.sleep(0.002)

    asyncio.run(in_rounds(range(5), work, workers=3, seconds=0.02))
    assert len(done) > 5
    assert sorted(done) == sorted(list(range(5)) * (len(done) // 5))


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (GOOD, []),
        (replace(GOOD, answers=79), ["8 clients: 79 % of the offline rate"]),
        (replace(GOOD, answers=79, clients=1), []),
        (replace(GOOD, server_errors=1), ["8 clients: 1 answers of status 500 or more"]),
        (replace(GOOD, wrong=2), ["8 clients: 2 answers that are not the known ones"]),
        (replace(GOOD, later_mib=1050.0), ["8 clients: memory grew by 5.0 %"]),
    ],
)
def test_criteria(level: Level, words: list[str]) -> None:
    assert load.failures(level, 10.0) == words


def test_table_has_a_row_for_each_number_of_clients() -> None:
    text = load.to_markdown(circumstances(), [GOOD, replace(GOOD, clients=64)], 12.5, 24)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1
    assert [row.split(" | ")[:4] for row in rows[2:]] == [
        ["| 8", "100", "10.00", "80 %"],
        ["| 64", "100", "10.00", "80 %"],
    ]


def test_pictures_are_of_all_operations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.calls.PLAN", {"native": ("train_ticket",), "quota-invoice": ("quota_invoice",)})
    drawn = draw(tmp_path, 1)
    assert sorted(operation for operation, _ in drawn) == ["native", "quota-invoice"]
    assert all(path.with_suffix(".json").is_file() for _, path in drawn)
    assert drawn == draw(tmp_path, 1)
    assert set(TYPES) == set(PLAN)
    assert len(set(LEVELS)) > 1


@pytest.mark.parametrize("words", [["--seconds", "0"], ["--clients", "0"], ["--seeds", "0"]])
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        load.main(words)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err
