"""The commands of the benchmarks: wrong usage, and one short run of each."""

import json
from pathlib import Path

import pytest

from benchmarks import latency, memory


@pytest.mark.parametrize(
    "words",
    [
        ["--threads", "0"],
        ["--rounds", "0"],
        ["--readers", "nobody"],
        ["--seeds", "0"],
        ["--samples", "absent"],
    ],
)
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        latency.main(words)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.models
@pytest.mark.slow
def test_quick_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert latency.main(["--quick", "--readers", "piaoju", "--results", str(tmp_path)]) == 0
    assert "| synthetic_photo | piaoju" in capsys.readouterr().out
    (path,) = tmp_path.iterdir()
    section = json.loads(path.read_text(encoding="utf-8"))["latency_quick"]
    (reader,) = section["readers"]
    assert section["images"] == {"synthetic_scan": 1, "synthetic_photo": 1}
    (accuracy,) = section["accuracy"]
    assert all(group["fields"]["total"] >= group["fields"]["count"] > 0 for group in accuracy["groups"].values())
    assert all(group["read"] == 1 and group["timings"]["mean_s"] > 0 for group in reader["groups"].values())


@pytest.mark.models
@pytest.mark.slow
def test_a_large_photo_fits_into_the_memory(tmp_path: Path) -> None:
    assert memory.main(["--results", str(tmp_path)]) == 0
