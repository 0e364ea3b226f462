"""`benchmarks.soak`: the same results with many threads, and memory that stops growing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import files, process, soak
from piaoju.engine import Engine
from piaoju.errors import PiaojuError
from piaoju.lab.synth import VARIANTS
from piaoju.model.document import PageReading, Reading
from piaoju.reading.decode import open_pages


class Moody(Engine):
    """Reads each file once in one way and then in another."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()

    def read(self, source: bytes, **_: object) -> Reading:  # type: ignore[override]
        again = source in self.seen
        self.seen.add(source)
        return Reading("ok", pages=(PageReading(1, 100, 100, int(again)),))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Sequence[Path]:
    """Twelve small files of few words, two of them cut short."""
    monkeypatch.setattr(files, "VARIANTS", {"train_ticket": VARIANTS["train_ticket"]})
    monkeypatch.setattr(files, "LONG_SIDES_PX", (900, 1300, 700))
    monkeypatch.setattr(files, "CUT_SHORT_EACH", 6)
    return [files.draw(tmp_path, place) for place in range(12)]


def test_another_reading_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a", "b")]
    for path in paths:
        path.write_bytes(path.name.encode())
    assert soak.sameness(Moody(), paths, 2).different == ("a", "b")


def test_growth_is_of_later_readings_over_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = iter([100.0, 110.0, 105.0, 121.0, 90.0])
    monkeypatch.setattr(process, "held_mib", lambda: next(held))
    path = tmp_path / "a"
    path.write_bytes(b"a")
    found = soak.growth(Moody(), [path], readings=5, first=2)
    assert (found.first_mib, found.later_mib) == (110.0, 121.0)
    assert found.share == pytest.approx(0.1)


@pytest.mark.parametrize("words", [["--files", "0"], ["--files", "300"], ["--first", "2000"], ["--threads", "0"]])
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        soak.main(words)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_files_are_of_all_formats_and_the_same_each_time(small: Sequence[Path], tmp_path: Path) -> None:
    assert {path.suffix for path in small} == {".jpeg", ".png", ".pdf", ".webp", ".bmp", ".tiff", ".gif"}
    cut_short = small[11]
    again = files.draw(tmp_path, 11)
    assert again.read_bytes() == cut_short.read_bytes()
    with pytest.raises(PiaojuError), open_pages(cut_short.read_bytes()) as source:
        source.read(1)


def test_memory_held_is_at_most_the_peak() -> None:
    assert 10 < process.held_mib() <= process.peak_mib()


@pytest.mark.models
@pytest.mark.slow
def test_many_threads_read_what_one_reads(small: Sequence[Path]) -> None:
    found = soak.sameness(Engine(), small, threads=8)
    assert found.different == ()
    assert found.documents >= 6
    assert found.statuses == {"ok": 10, "partial": 1, "failed": 1}


@pytest.mark.models
@pytest.mark.slow
def test_memory_stops_growing(small: Sequence[Path]) -> None:
    assert soak.growth(Engine(), small, readings=60, first=24).share < soak.GROWTH_LIMIT
