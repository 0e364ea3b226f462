"""The two questions of a supervisor."""

import hashlib
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from piaoju.reading.ocr import models
from piaoju.reading.ocr.models import ModelFile
from piaoju.server.app import create_app
from piaoju.server.readiness import Readiness

CONTENT = b"weights"
MODEL = ModelFile("det_test", "det.onnx", hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that the manifest's files are installed in a folder of this test."""
    path = tmp_path / "det.onnx"

    def locate(model: ModelFile) -> Path:
        return tmp_path / model.path

    monkeypatch.setattr(models, "locate", locate)
    return path


def client() -> TestClient:
    return TestClient(create_app(Readiness([MODEL])))


def test_alive_without_models() -> None:
    reply = client().get("/healthz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_ready_with_every_model(installed: Path) -> None:
    installed.write_bytes(CONTENT)
    reply = client().get("/readyz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_not_ready_without_a_model(installed: Path) -> None:
    reply = client().get("/readyz")
    assert reply.status_code == 503
    assert reply.json() == {
        "status": "unavailable",
        "problems": [{"model": "det_test", "code": "model_missing"}],
    }


def test_not_ready_with_a_damaged_model(installed: Path) -> None:
    installed.write_bytes(b"other")
    reply = client().get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["problems"] == [{"model": "det_test", "code": "model_corrupt"}]


def test_becomes_ready_when_the_model_arrives_and_stays_so(installed: Path) -> None:
    caller = client()
    assert caller.get("/readyz").status_code == 503
    installed.write_bytes(CONTENT)
    assert caller.get("/readyz").status_code == 200
    installed.unlink()
    assert caller.get("/readyz").status_code == 200


def test_no_page_needs_an_asset_from_elsewhere() -> None:
    assert client().get("/docs").status_code == 404
    assert client().get("/redoc").status_code == 404
