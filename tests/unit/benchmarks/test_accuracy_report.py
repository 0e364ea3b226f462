"""The accuracy benchmark: its page, and one short run of the command."""

import json
from pathlib import Path

import pytest

from benchmarks import accuracy_report
from benchmarks.ablation import DEFAULT, ENTRANTS
from benchmarks.accuracy_page import page
from benchmarks.measured_sets import Comparison, MeasuredSet, Run
from benchmarks.results import Circumstances
from piaoju.lab.evaluate.dataset import LabelledDocument
from piaoju.lab.evaluate.difference import difference
from piaoju.lab.evaluate.pairing import pair
from piaoju.lab.evaluate.report import Report
from piaoju.lab.evaluate.scoring import SampleOutcome, build_report
from tests.unit.lab.evaluate.readings import document, sample

NOW = Circumstances("abc1234", False, "some processor", 2, 8.0, "Linux", "3.11.7", 0.5, {"piaoju": "0.1.0"})
LABEL = LabelledDocument("taxi_receipt", {"fare": "10.00", "plate": "A1"})


def report(**readings: dict[str, str]) -> Report:
    outcomes = [
        SampleOutcome(
            sample(Path(name), LABEL, kind="synthetic", level="photo"),
            pairing=pair([LABEL], [document(values)], {"taxi_receipt": frozenset({"fare"})}),
        )
        for name, values in readings.items()
    ]
    return build_report(outcomes, seed=0)


def test_the_page_has_sums_by_type_and_level_and_the_choice_of_readers() -> None:
    before = report(a={"fare": "10.00", "plate": "A1"}, b={"fare": "10.00", "plate": "A1"})
    after = report(a={"fare": "10.00"}, b={"fare": "99.00", "plate": "A1"})
    runs = (Run(DEFAULT, before, 1.25), Run("tiny+tiny", after, 0.5, difference(before, after).accuracy))
    measured = [MeasuredSet("dev", 2, "0f", runs[0], Comparison(2, runs)), MeasuredSet("test", 2, "1f", runs[0])]
    text = page(NOW, measured, is_whole=True)
    assert "| taxi_receipt |  |  | 100.0 % (100.0–100.0) |  | 100.0 % (100.0–100.0) |" in text
    assert "| all | all | 2/2 (100.0 %) | 4/4 (100.0 %) | 100.0–100.0 |" in text
    assert "| taxi_receipt | photo | 2/2 (100.0 %) |" in text
    assert f"| **{DEFAULT}** | 4/4 (100.0 %) | 100.0–100.0 |  | 2/2 (100.0 %) |  |" in text
    assert "| tiny+tiny | 2/4 (50.0 %) | 50.0–50.0 | -50.00 (-50.00 to -50.00) | 1/2 (50.0 %) |" in text
    assert "| 0.50 |" in text
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings[:4] == ["## Set *test*", "## Set *dev*", "## What the columns say", "## Which reader"]
    assert text.count("### Fields") == text.count("### Types as labelled") == 2
    assert "quick run" not in text
    assert "abc1234," in text


def test_the_page_of_a_quick_run_says_so() -> None:
    one = MeasuredSet("test", 1, "0f", Run(DEFAULT, report(a={"fare": "10.00"}), 1.0))
    assert "This is a quick run" in page(NOW, [one], is_whole=False)


def test_the_default_reader_takes_part() -> None:
    assert DEFAULT in ENTRANTS
    assert {"small+small", "tiny+small", "tiny+tiny", "cascade", "rapidocr"} <= ENTRANTS.keys()
    assert {"no decoding", "no reconciling", "no second look"} <= ENTRANTS.keys()


@pytest.mark.parametrize(
    "words",
    [
        ["--sets", "all"],
        ["--readers", "nobody"],
        *([name, "0"] for name in ("--count", "--compared", "--threads", "--size")),
    ],
)
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        accuracy_report.main(words)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_kept_set_is_not_mixed_with_another(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    with pytest.raises(SystemExit) as end:
        accuracy_report.main(["--count", "1", "--keep", str(tmp_path)])
    assert end.value.code == 2


@pytest.mark.models
@pytest.mark.slow
def test_a_quick_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, kept = tmp_path / "results", tmp_path / "kept"
    words = ["--count", "4", "--size", "1", "--compared", "1", "--readers", "cascade", "no second look"]
    assert accuracy_report.main([*words, "--results", str(results), "--keep", str(kept)]) == 0
    assert "| cascade |" in capsys.readouterr().out
    (path,) = results.iterdir()
    dev, test = json.loads(path.read_text(encoding="utf-8"))["accuracy_quick"]["sets"]
    assert (dev["name"], test["name"], dev["files"], test["files"]) == ("dev", "test", 4, 4)
    assert dev["comparison"]["files"] == 1
    assert [run["reader"] for run in dev["comparison"]["runs"]] == [DEFAULT, "cascade", "no second look"]
    assert test["run"]["reader"] == DEFAULT
    assert "comparison" not in test
    assert "judged" not in test["run"]
    names = ("dev", f"dev-{DEFAULT}", "dev-cascade", "dev-no-second-look")
    assert {one.name for one in kept.iterdir()} == {"dev", *(f"{name}.json" for name in names)}
