"""`piaoju synth` writes what was asked for, and says what was wrong with the question."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from piaoju.cli import app
from piaoju.cli.synth import FrozenSet, SynthLevel
from piaoju.lab.synth import Level, frozen

RUNNER = CliRunner()


def test_writes_pictures_labels_and_manifest(tmp_path: Path) -> None:
    options = ["--types", "train_ticket, negative", "--count", "2", "--seed", "4", "--level", "scan"]
    result = RUNNER.invoke(app, ["synth", "--out", str(tmp_path / "new"), *options])
    assert result.exit_code == 0, result.output
    assert result.stdout == f"2 documents in {tmp_path / 'new'}\n"
    manifest = json.loads((tmp_path / "new" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["recipe"] == {"types": ["train_ticket", "negative"], "count": 2, "seed": 4, "level": "scan"}
    assert sorted(manifest["files"]) == sorted(
        path.name for path in (tmp_path / "new").iterdir() if path.name != "manifest.json"
    )


def test_writes_a_contact_sheet(tmp_path: Path) -> None:
    contact = tmp_path / "contact.png"
    options = ["--types", "train_ticket", "--count", "1", "--contact", str(contact)]
    assert RUNNER.invoke(app, ["synth", "--out", str(tmp_path / "new"), *options]).exit_code == 0
    assert contact.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (["--types", "passport"], "passport"),
        (["--recipe", "dev", "--level", "scan"], "--recipe"),
        (["--recipe", "dev", "--seed", "0"], "--recipe"),
        (["--count", "0"], "--count"),
        (["--level", "easy"], "easy"),
    ],
)
def test_wrong_usage_is_refused(options: list[str], part: str, tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["synth", "--out", str(tmp_path / "new"), *options])
    assert result.exit_code == 2
    assert part in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    options = ["--types", "train_ticket", "--count", "1"]
    result = RUNNER.invoke(app, ["synth", "--out", str(tmp_path / "file" / "below"), *options])
    assert result.exit_code == 1
    assert "cannot write" in result.stderr


@pytest.mark.parametrize(("differences", "code"), [([], 0), (["train_ticket-paper-scan-1000001"], 1)])
def test_a_frozen_set_is_checked(
    differences: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = frozen.tasks(frozen.RECIPES["dev"], 1)[:1]
    monkeypatch.setattr(frozen, "tasks", lambda *_: first)
    monkeypatch.setattr(frozen, "differences", lambda _: differences)
    result = RUNNER.invoke(app, ["synth", "--out", str(tmp_path), "--recipe", "dev", "--count", "1"])
    assert result.exit_code == code
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["recipe"] == {"name": "dev", "split": "dev", "seed": 1_000_000, "size": 1}
    assert all(name in result.stderr for name in differences)


def test_choices_are_those_of_the_synthesiser() -> None:
    assert [one.value for one in SynthLevel] == [one.value for one in Level]
    assert [one.value for one in FrozenSet] == list(frozen.RECIPES)
