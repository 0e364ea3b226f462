"""`piaoju read`: formats, exit codes, and what goes where."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from piaoju.cli import app
from piaoju.reading.decode import DecodeLimits
from tests.unit.cli.conftest import EngineStub

pytestmark = pytest.mark.usefixtures("inputs")
RUNNER = CliRunner()


@pytest.mark.usefixtures("engine")
class TestFormats:
    def test_jsonl_is_one_object_a_line_in_input_order(self) -> None:
        result = RUNNER.invoke(app, ["read", "ok.jpg", "failed.jpg", "ok.jpg", "--format", "jsonl"])
        objects = [json.loads(line) for line in result.stdout.splitlines()]
        assert [(each["input"], each["status"]) for each in objects] == [
            ("ok.jpg", "ok"),
            ("failed.jpg", "failed"),
            ("ok.jpg", "ok"),
        ]
        assert "*服务*测试" in result.stdout, "readable, not escaped"

    def test_json_is_one_array(self) -> None:
        result = RUNNER.invoke(app, ["read", "ok.jpg", "empty.jpg", "--format", "json"])
        assert [each["input"] for each in json.loads(result.stdout)] == ["ok.jpg", "empty.jpg"]

    def test_table_shows_fields_items_and_findings(self) -> None:
        result = RUNNER.invoke(app, ["read", "ok.jpg"])
        for shown in (
            "24312000000012345678",
            "0.997",
            "03<8",
            "*服务*测试",
            "0.750",
            "total_matches_words",
            "1.50 s",
        ):
            assert shown in result.stdout

    def test_table_shows_foreign_text_without_obeying_it(self) -> None:
        result = RUNNER.invoke(app, ["read", "ok.jpg"])
        assert "\x1b" not in result.stdout
        assert "[31m[bold]b" in result.stdout

    def test_table_has_the_order_of_the_schema(self) -> None:
        # The stub reads the remark before the cipher area; on the form and in the schema it stands behind it.
        text = RUNNER.invoke(app, ["read", "ok.jpg"]).stdout
        places = [text.index(name) for name in ("invoice_number", "cipher_area", "remark")]
        assert places == sorted(places)

    def test_table_says_that_there_is_no_document(self) -> None:
        assert "no document found" in RUNNER.invoke(app, ["read", "empty.jpg"]).stdout


@pytest.mark.usefixtures("engine")
class TestExitCodes:
    @pytest.mark.parametrize(
        ("files", "code"),
        [
            (["ok.jpg", "empty.jpg"], 0),
            (["ok.jpg", "failed.jpg"], 1),
            (["partial.jpg", "ok.jpg"], 1),
            (["absent.jpg"], 1),
            (["."], 1),
            (["no model.jpg"], 1),
            ([], 2),
            (["ok.jpg", "--pages", "0"], 2),
            (["ok.jpg", "--pages", "two"], 2),
            (["ok.jpg", "--type", "love_letter"], 2),
            (["ok.jpg", "--format", "xml"], 2),
        ],
    )
    def test_exit_code(self, files: list[str], code: int) -> None:
        assert RUNNER.invoke(app, ["read", *files]).exit_code == code

    def test_unreadable_path_is_a_failed_input_between_others(self) -> None:
        result = RUNNER.invoke(app, ["read", "absent.jpg", "ok.jpg", "--format", "jsonl"])
        first, second = (json.loads(line) for line in result.stdout.splitlines())
        assert first["status"] == "failed"
        assert first["errors"][0]["code"] == "corrupt_input"
        assert second["status"] == "ok"


@pytest.mark.usefixtures("engine")
class TestErrors:
    def test_each_is_one_line_on_stderr(self) -> None:
        result = RUNNER.invoke(app, ["read", "failed.jpg", "partial.jpg", "--format", "jsonl"])
        assert result.stderr.splitlines() == [
            "piaoju: failed.jpg: corrupt_input: cut off",
            "piaoju: partial.jpg: image_too_large: too wide (page 2)",
        ]

    def test_nothing_on_stderr_when_all_is_well(self) -> None:
        assert RUNNER.invoke(app, ["read", "ok.jpg", "--format", "jsonl"]).stderr == ""

    def test_missing_model_points_to_the_doctor(self) -> None:
        result = RUNNER.invoke(app, ["read", "no model.jpg"])
        assert "model_missing" in result.stderr
        assert "piaoju doctor" in result.stderr

    @pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
    def test_name_that_is_not_utf8(self, inputs: Path) -> None:
        name = os.fsdecode(b"\xff.jpg")
        (inputs / name).write_text("ok", encoding="utf-8")
        result = RUNNER.invoke(app, ["read", name, "--format", "jsonl"])
        assert json.loads(result.stdout)["input"] == "\ufffd.jpg"


def test_choice_reaches_the_engine(engine: EngineStub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("piaoju.cli.selection.type_ids", lambda: ("train_ticket", "vat_invoice"))
    RUNNER.invoke(app, ["read", "ok.jpg", "--pages", "1,3-4", "--type", "vat_invoice", "--type", "vat_invoice"])
    assert engine.calls == [(Path("ok.jpg"), ("vat_invoice",), (1, 3, 4))]


def test_all_is_read_without_a_choice(engine: EngineStub) -> None:
    RUNNER.invoke(app, ["read", "ok.jpg"])
    assert engine.calls == [(Path("ok.jpg"), None, None)]


class TestSettings:
    def test_limits_reach_the_engine(self, engine: EngineStub, inputs: Path) -> None:
        (inputs / "my.toml").write_text("[decode]\nmax_pages = 7\n", encoding="utf-8")
        RUNNER.invoke(app, ["read", "ok.jpg", "--config", "my.toml"], env={"PIAOJU_DECODE__MAX_SIDE_PX": "900"})
        limits = engine.options["limits"]
        assert isinstance(limits, DecodeLimits)
        assert (limits.max_pages, limits.max_side_px) == (7, 900)

    @pytest.mark.parametrize("content", ["[decode]\nmax_pages = 0\n", "[decode", None])
    def test_bad_settings_are_wrong_usage(self, engine: EngineStub, inputs: Path, content: str | None) -> None:
        if content is not None:
            (inputs / "my.toml").write_text(content, encoding="utf-8")
        result = RUNNER.invoke(app, ["read", "ok.jpg", "--config", "my.toml"])
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        assert result.stderr.startswith("piaoju: bad_config: ")
        assert engine.calls == []
