"""`piaoju demo`: what is drawn is read, shown and compared."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from piaoju.cli import app

RUNNER = CliRunner()


class TestWithoutModels:
    """A stand-in for the synthesiser writes one file that the stand-in for the engine reads."""

    @pytest.fixture(autouse=True)
    def _drawn(self, engine: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = tmp_path / "vat_invoice.png"
        label = {
            "type": "vat_invoice",
            "kind": "synthetic",
            "fields": {"invoice_number": "24312000000012345678", "payee": "张三"},
        }
        self.path.with_suffix(".json").write_text(json.dumps(label), encoding="utf-8")
        monkeypatch.setattr("piaoju.cli.demo._draw", lambda *_: [self.path])

    def test_shows_fields_and_those_not_as_drawn(self) -> None:
        self.path.write_text("ok", encoding="utf-8")
        result = RUNNER.invoke(app, ["demo"])
        assert result.exit_code == 0
        assert "24312000000012345678" in result.stdout
        assert "payee: drawn 张三, read nothing" in result.stdout

    def test_document_that_is_not_found_is_a_failure(self) -> None:
        self.path.write_text("empty", encoding="utf-8")
        assert RUNNER.invoke(app, ["demo"]).exit_code == 1

    def test_missing_model_points_to_the_doctor(self) -> None:
        self.path.write_text("no model", encoding="utf-8")
        result = RUNNER.invoke(app, ["demo"])
        assert result.exit_code == 1
        assert "piaoju doctor" in result.stderr


@pytest.mark.models
@pytest.mark.parametrize("level", ["clean", "scan"])
def test_draws_and_reads_every_type(tmp_path: Path, level: str) -> None:
    result = RUNNER.invoke(app, ["demo", "--folder", str(tmp_path), "--level", level])
    assert result.exit_code == 0, result.output
    assert result.stdout.count("As drawn: ") == len(list(tmp_path.glob("*.json"))) >= 2
