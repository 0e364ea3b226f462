"""`benchmarks.profile`: time by stage, without the stages within."""

import json
import time
from pathlib import Path

import pytest

from benchmarks import profile
from benchmarks.profile import REST, STAGES, Ledger


def test_time_of_an_inner_stage_is_not_counted_twice() -> None:
    ledger = Ledger()
    with ledger.stage("outer"):
        time.sleep(0.01)
        ledger.timed("inner", time.sleep)(0.03)
    inner, outer = ledger.spent["inner"], ledger.spent["outer"]
    assert inner.wall_s >= 0.03
    assert 0.01 <= outer.wall_s < 0.03
    assert (inner.calls, outer.calls) == (1, 1)


def test_some_stages_keep_what_they_call() -> None:
    ledger = Ledger()
    with ledger.stage("extract"), ledger.stage("second looks"), ledger.stage("cropping"):
        time.sleep(0.01)
    assert "cropping" not in ledger.spent
    assert ledger.spent["second looks"].wall_s >= 0.01


def test_time_is_counted_where_a_stage_fails() -> None:
    ledger = Ledger()
    with pytest.raises(ZeroDivisionError), ledger.stage("outer"), ledger.stage("inner"):
        _ = 1 / 0
    assert ledger.spent.keys() == {"outer", "inner"}


def test_the_product_is_as_before_afterwards() -> None:
    functions = [(owner, name, getattr(owner, name)) for stage in STAGES.values() for owner, name in stage]
    with profile.wrapped(Ledger()):
        assert all(getattr(owner, name) is not function for owner, name, function in functions)
    assert all(getattr(owner, name) is function for owner, name, function in functions)


@pytest.mark.models
@pytest.mark.slow
def test_every_stage_of_a_scan_has_its_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "profile.json"
    assert profile.main(["--repeats", "1", "--samples", str(tmp_path / "none"), "--results", str(place)]) == 0
    assert "| recognition inference |" in capsys.readouterr().out
    pictures = json.loads(place.read_text(encoding="utf-8"))["profile"]["pictures"]
    assert pictures.keys() == {"synthetic_scan", "synthetic_photo"}
    for spent in pictures.values():
        assert spent.keys() <= {*STAGES, REST}
        assert set(STAGES) - spent.keys() <= {"second looks"}
        assert all(stage["calls"] >= 1 for stage in spent.values())
        total = sum(stage["cpu_s"] for stage in spent.values())
        assert spent[REST]["cpu_s"] < 0.2 * total, "a stage is not wrapped any more"
