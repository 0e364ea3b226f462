"""What operators ask the application for."""

import hashlib
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import NoMatchFound

from piaoju.reading.ocr import models
from piaoju.reading.ocr.models import ModelFile
from piaoju.server.app import create_app
from piaoju.server.readiness import Readiness
from tests.serving import Teller, services_for, write_accounts

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


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    services = services_for(Teller(), write_accounts(tmp_path / "accounts.toml"))
    return TestClient(create_app(services, Readiness([MODEL])))


def test_alive_without_models(client: TestClient) -> None:
    reply = client.get("/healthz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_ready_with_every_model(installed: Path, client: TestClient) -> None:
    installed.write_bytes(CONTENT)
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_not_ready_without_a_model(installed: Path, client: TestClient) -> None:
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json() == {
        "status": "unavailable",
        "problems": [{"model": "det_test", "code": "model_missing"}],
    }


def test_not_ready_with_a_damaged_model(installed: Path, client: TestClient) -> None:
    installed.write_bytes(b"other")
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["problems"] == [{"model": "det_test", "code": "model_corrupt"}]


def test_becomes_ready_when_the_model_arrives_and_stays_so(installed: Path, client: TestClient) -> None:
    caller = client
    assert caller.get("/readyz").status_code == 503
    installed.write_bytes(CONTENT)
    assert caller.get("/readyz").status_code == 200
    installed.unlink()
    assert caller.get("/readyz").status_code == 200


def test_no_page_needs_an_asset_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "POST /v1/read" in page.text
    assert [mark for mark in ("http:", "https:", "<script", "<link", "<img", "@import") if mark in page.text] == []
    assert client.get("/redoc").status_code == 404


def test_what_no_dialect_claims(client: TestClient) -> None:
    reply = client.get("/nowhere")
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/problem+json")


def test_dialects_have_no_names_to_be_found_by(client: TestClient) -> None:
    assert isinstance(client.app, FastAPI)
    with pytest.raises(NoMatchFound):
        client.app.url_path_for("huawei")


def test_metrics(client: TestClient) -> None:
    client.post("/v2/p/ocr/quota-invoice", json={})
    client.post("/v2/p/ocr/any", json={})
    text = client.get("/metrics").text
    assert 'piaoju_requests_total{dialect="huawei",operation="unknown",outcome="APIG.0301"} 1.0' in text
    assert 'piaoju_requests_total{dialect="huawei",operation="unknown",outcome="APIG.0101"} 1.0' in text
    assert 'piaoju_rejects_total{dialect="huawei",reason="unauthenticated"} 1.0' in text
    assert "piaoju_reading_slots" in text
