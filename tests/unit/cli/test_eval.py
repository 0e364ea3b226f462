"""`piaoju eval`: which files are measured, and what is reported."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from piaoju.cli import app

pytestmark = pytest.mark.usefixtures("engine")
RUNNER = CliRunner()
TRUTH = {
    "vat_invoice": {"invoice_number": "24312000000012345678", "remark": "nothing like it"},
    "train_ticket": {"train_number": "G1"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold an invoice of which one field of two will be read right, and a ticket of which none will."""
    for document_type, fields in TRUTH.items():
        label = {"id": document_type, "type": document_type, "kind": "photo", "fields": fields}
        (tmp_path / f"{document_type}.json").write_text(json.dumps(label), encoding="utf-8")
    (tmp_path / "vat_invoice.jpg").write_text("ok", encoding="utf-8")
    (tmp_path / "train_ticket.png").write_text("failed", encoding="utf-8")
    return tmp_path


def measure(folder: Path, *options: str) -> dict[str, Any]:
    result = RUNNER.invoke(app, ["eval", str(folder), "--format", "json", *options])
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def scored(report: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Return document type -> right and labelled fields."""
    return {score["group"]["type"]: (score["fields"]["count"], score["fields"]["total"]) for score in report["groups"]}


def test_all_labelled_files_are_measured(folder: Path) -> None:
    assert scored(measure(folder)) == {"vat_invoice": (1, 2), "train_ticket": (0, 1)}


def test_types_are_chosen(folder: Path) -> None:
    assert set(scored(measure(folder, "--type", "train_ticket"))) == {"train_ticket"}


@pytest.mark.parametrize("suffix", ["png", ".PNG"])
def test_files_are_left_out_by_suffix(folder: Path, suffix: str) -> None:
    assert set(scored(measure(folder, "--exclude", suffix))) == {"vat_invoice"}


def test_wrong_fields_are_listed_on_demand(folder: Path) -> None:
    assert measure(folder)["wrong"] == []
    wrong = measure(folder, "--errors")["wrong"]
    assert {(each["document"], each["field"]) for each in wrong} >= {("vat_invoice.jpg", "remark")}


def test_text_is_markdown(folder: Path) -> None:
    result = RUNNER.invoke(app, ["eval", str(folder), "--errors"])
    assert result.exit_code == 0
    assert "| vat_invoice | photo |" in result.stdout
    assert "nothing like it" in result.stdout


@pytest.mark.parametrize("options", [("--type", "love_letter"), ("--format", "xml")])
def test_wrong_usage(folder: Path, options: tuple[str, ...]) -> None:
    assert RUNNER.invoke(app, ["eval", str(folder), *options]).exit_code == 2


def test_folder_without_labels_is_wrong_usage(tmp_path: Path) -> None:
    assert RUNNER.invoke(app, ["eval", str(tmp_path)]).exit_code == 2
    assert RUNNER.invoke(app, ["eval", str(tmp_path / "absent")]).exit_code == 2


def test_missing_model_points_to_the_doctor(folder: Path) -> None:
    (folder / "vat_invoice.jpg").write_text("no model", encoding="utf-8")
    result = RUNNER.invoke(app, ["eval", str(folder)])
    assert result.exit_code == 1
    assert "piaoju doctor" in result.stderr


def test_destinations_are_written_only_if_named(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("out")
    before = set(folder.iterdir())
    names = {option: out / option for option in ("markdown", "json", "html")}
    options = [word for option, path in names.items() for word in (f"--{option}", str(path))]
    result = RUNNER.invoke(app, ["eval", str(folder), "--threads", "2", *options])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "| vat_invoice | photo |" in names["markdown"].read_text(encoding="utf-8")
    assert "nothing like it" not in names["markdown"].read_text(encoding="utf-8")
    assert "nothing like it" in names["html"].read_text(encoding="utf-8")
    stored = json.loads(names["json"].read_text(encoding="utf-8"))
    assert {document["file"] for document in stored["judged"]} == {"train_ticket.png", "vat_invoice.jpg"}
    assert set(folder.iterdir()) == before


def test_a_destination_in_no_folder_is_wrong_usage_before_anything_is_read(folder: Path, engine: Any) -> None:
    for path in (folder / "absent" / "report.html", folder):
        assert RUNNER.invoke(app, ["eval", str(folder), "--html", str(path)]).exit_code == 2
    assert engine.calls == []


def test_a_destination_that_cannot_be_written_is_told(folder: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    result = RUNNER.invoke(app, ["eval", str(folder), "--json", str(full)])
    assert result.exit_code == 1
    assert "No space left" in result.stderr


def test_two_reports_are_compared(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("out")
    measure(folder, "--json", str(out / "a"))
    label = {"type": "vat_invoice", "kind": "photo", "fields": TRUTH["vat_invoice"] | {"remark": "a\x1b[31m[bold]b"}}
    (folder / "vat_invoice.json").write_text(json.dumps(label), encoding="utf-8")
    measure(folder, "--json", str(out / "b"))
    words = ["eval", "--compare", str(out / "a"), str(out / "b")]
    text = RUNNER.invoke(app, words)
    assert text.exit_code == 0
    assert "Fields that became right: 1" in text.stdout
    assert "Fields that became wrong: 0" in text.stdout
    assert "\x1b" not in text.stdout
    data = json.loads(RUNNER.invoke(app, [*words, "--format", "json"]).stdout)
    assert [group["documents"] for group in data["accuracy"]] == [2, 1, 1]
    RUNNER.invoke(app, [*words, "--markdown", str(out / "c")])
    assert (out / "c").read_text(encoding="utf-8") == text.stdout


@pytest.mark.parametrize("extra", [("DIR",), ("--json", "x"), ("--html", "x")])
def test_a_comparison_reads_no_folder(folder: Path, tmp_path: Path, extra: tuple[str, ...]) -> None:
    measure(folder, "--json", str(tmp_path / "a.report"))
    words = [str(folder) if word == "DIR" else word for word in extra]
    reports = [str(tmp_path / "a.report")] * 2
    assert RUNNER.invoke(app, ["eval", *words, "--compare", *reports]).exit_code == 2


def test_nothing_to_do_and_no_reports_are_wrong_usage(tmp_path: Path) -> None:
    assert RUNNER.invoke(app, ["eval"]).exit_code == 2
    (tmp_path / "a").write_text("{}", encoding="utf-8")
    assert RUNNER.invoke(app, ["eval", "--compare", str(tmp_path / "a"), str(tmp_path / "b")]).exit_code == 2
