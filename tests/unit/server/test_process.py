"""The server as a process with the engine: what its log and metrics say of a busy hour, and how it stops."""

import asyncio
import base64
import json
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from benchmarks import calls
from benchmarks.calls import Call, told
from benchmarks.load_clients import Sender
from benchmarks.load_server import serving
from piaoju.service.account_blocks import VENDORS, Account
from piaoju.service.keys import SECRETS

pytestmark = [pytest.mark.models, pytest.mark.slow]

PLAN = {
    "native": ("vat_invoice", "train_ticket"),
    "quota-invoice": ("quota_invoice",),
    "mvs-invoice": ("used_vehicle_invoice",),
    "CarInvoiceOCR": ("motor_vehicle_invoice",),
    "value_add_tax_invoice": ("vat_invoice",),
}
PASSWORD = "not the right password"
ADDRESS = "http://127.0.0.1:1/picture.png?token=of-somebody"
STAGES = ("decode", "detect", "recognize", "extract", "total")


@dataclass(slots=True)
class Hour:
    """What a server was asked, what it answered, and what it wrote."""

    account: Account
    statuses: list[int] = field(default_factory=list)
    answers: list[object] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    metrics: str = ""
    at_the_end: list[int] = field(default_factory=list)
    too_late: str = ""
    log: str = ""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Path]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calls, "PLAN", PLAN)
        return calls.draw(tmp_path_factory.mktemp("pictures"), 1)


@pytest.fixture(scope="module")
def hour(pictures: list[tuple[str, Path]], tmp_path_factory: pytest.TempPathFactory) -> Hour:
    folder = tmp_path_factory.mktemp("data")
    lived = asyncio.run(_live(folder, pictures))
    lived.log = (folder / "server.log").read_text(encoding="utf-8")
    return lived


async def _live(folder: Path, pictures: list[tuple[str, Path]]) -> Hour:
    async with serving(folder) as server, Sender(server) as sender:
        hour = Hour(server.account)
        made = calls.build(pictures, server.account.huawei.project_id if server.account.huawei else "")
        replies = await asyncio.gather(*(sender.send(call) for call in made))
        hour.statuses = [reply.status_code for reply in replies]
        hour.answers = [told(reply.json()) for reply in replies]
        async with httpx2.AsyncClient(base_url=f"http://{server.host}", trust_env=False, timeout=60) as client:
            hour.refused = [status async for status in _trouble(client, server.account)]
            hour.metrics = (await client.get("/metrics")).text
            await _stop(client, sender, made[0], hour)
    return hour


async def _trouble(client: httpx2.AsyncClient, account: Account) -> AsyncIterator[int]:
    """Ask for what is refused, with secrets in every place where a client can put one."""
    huawei, native = account.huawei, account.native
    assert huawei is not None
    assert native is not None
    bearer = {"Authorization": f"Bearer {native.api_key}"}
    user = {"name": huawei.user, "password": PASSWORD, "domain": {"name": huawei.domain}}
    identity = {"methods": ["password"], "password": {"user": user}}
    damaged = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"words of a document").decode()
    for request in (
        client.build_request("POST", "/v3/auth/tokens", json={"auth": {"identity": identity}}),
        client.build_request("GET", f"/nowhere?key={native.api_key}"),
        client.build_request("POST", "/v1/read", headers={"Authorization": f"Bearer {PASSWORD}"}),
        client.build_request("POST", "/v1/read", headers=bearer, json={"types": ["words of a document"]}),
        client.build_request("POST", "/v1/read", headers=bearer, json={"files": [{"url": ADDRESS}]}),
        client.build_request("POST", "/v1/read", headers=bearer, json={"files": [{"content": damaged}]}),
    ):
        yield (await client.send(request)).status_code


async def _stop(client: httpx2.AsyncClient, sender: Sender, call: Call, hour: Hour) -> None:
    """Send requests, tell the server to end while they are read, and try to send one more."""
    waiting = [asyncio.create_task(sender.send(call)) for _ in range(8)]
    async with asyncio.timeout(30):
        while "piaoju_requests_in_work 8.0" not in (await client.get("/metrics")).text:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    os.kill(sender.server.pid, signal.SIGTERM)
    await asyncio.sleep(0.5)
    try:
        async with httpx2.AsyncClient(trust_env=False) as late:
            await late.get(f"http://{sender.server.host}/healthz")
    except httpx2.TransportError as error:
        hour.too_late = type(error).__name__
    hour.at_the_end = [reply.status_code for reply in await asyncio.gather(*waiting)]


def words_of(value: object) -> set[str]:
    """Return all strings in JSON that say something of a document: no names of fields, no words of ours."""
    if isinstance(value, dict):
        return set().union(*map(words_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(words_of, value))
    return {value} if isinstance(value, str) and len(value) > 3 and not _is_ours(value) else set()


def _is_ours(word: str) -> bool:
    """Say whether a word is one of the program, or a number so short that times and ids of requests hold it too."""
    is_short_number = len(word) < 8 and word.replace(".", "").isdecimal()
    return is_short_number or (word.isascii() and word.replace("_", "").isalpha() and word.islower())


def test_everything_was_answered(hour: Hour) -> None:
    assert hour.statuses == [200] * len(hour.answers)
    assert hour.refused == [401, 404, 401, 400, 200, 200]


def test_log_is_one_json_object_a_line(hour: Hour) -> None:
    lines = [json.loads(line) for line in hour.log.splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["message"] == "request"]
    called = {(line["dialect"], line["operation"]) for line in requests}
    assert {
        ("native", "read"),
        ("huawei", "quota-invoice"),
        ("huawei", "mvs-invoice"),
        ("tencent", "CarInvoiceOCR"),
        ("deepfinch", "value_add_tax_invoice"),
    } <= called
    assert len({line["request_id"] for line in requests}) == len(requests)
    assert [line for line in hour.log.splitlines() if not line.startswith("{")][1:] == []  # but for the account's file


def test_log_and_metrics_hold_no_secret(hour: Hour) -> None:
    secrets = {PASSWORD, "of-somebody", "picture.png"}
    for vendor in VENDORS:
        block = getattr(hour.account, vendor)
        secrets |= {getattr(block, name) for name in SECRETS[vendor]}
    assert len(secrets) > 10
    assert {secret for secret in secrets if secret in hour.log or secret in hour.metrics} == set()


def test_log_and_metrics_hold_nothing_of_the_documents(hour: Hour, pictures: list[tuple[str, Path]]) -> None:
    words = {"words of a document"}.union(*map(words_of, hour.answers))
    for _, picture in pictures:
        words |= words_of(json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))["fields"])
        words.add(picture.name)
    assert len(words) > 100
    assert {word for word in words if word in hour.log or word in hour.metrics} == set()


def test_metrics_count_everything(hour: Hour) -> None:
    for dialect, operation in (("huawei", "quota-invoice"), ("huawei", "mvs-invoice"), ("tencent", "CarInvoiceOCR")):
        series = f'piaoju_requests_total{{dialect="{dialect}",operation="{operation}",outcome="ok"}} 1.0'
        assert series in hour.metrics
    for stage in STAGES:
        assert f'piaoju_stage_seconds_count{{stage="{stage}"}}' in hour.metrics
    assert 'piaoju_rejects_total{dialect="native",reason="unauthenticated"} 1.0' in hour.metrics
    gauges = ("piaoju_requests_in_work", "piaoju_readings_running", "piaoju_readings_waiting", "piaoju_reading_slots")
    assert [gauge for gauge in gauges if f"\n{gauge} " not in hour.metrics] == []


def test_what_is_being_read_when_it_stops_is_answered_and_nothing_else(hour: Hour) -> None:
    assert hour.at_the_end == [200] * 8
    assert hour.too_late == "ConnectError"
