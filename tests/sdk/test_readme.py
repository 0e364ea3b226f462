"""The calls of README.md, as they stand there: against a live server, the address and the keys put in."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi import FastAPI, Response

from piaoju.service.account_blocks import Account
from piaoju.service.accounts import read_accounts
from piaoju.service.keys import add_account
from tests.architecture.repository import ROOT
from tests.serving import Teller, app_for, document, live, picture, reading_of

pytestmark = pytest.mark.sdk

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
CALLS = {
    "huaweicloudsdkocr": "244031000011",
    "tencentcloud": "144031700110",
    "requests.post": "044031900111",
    "aliyunsdkgreen": "Z53M012345",
}
"""A mark of each vendor's call -> what is read of its picture."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a user: pictures, and the virtual environment as `make serve` leaves it."""
    for name in ("invoice.jpg", "quota.jpg", "vehicle.jpg"):
        (tmp_path / name).write_bytes(picture("JPEG"))
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "piaoju").symlink_to(Path(sys.executable).with_name("piaoju"))
    return tmp_path


@pytest.fixture
def accounts(folder: Path) -> Path:
    """The accounts as the first `make serve` makes them, in the data folder of that user."""
    path = folder / ".local" / "share" / "piaoju" / "accounts.toml"
    path.parent.mkdir(parents=True)
    add_account(path, "default")
    return path


@pytest.fixture(scope="module")
def files() -> Iterator[str]:
    """`host:port` of a server that has a picture."""
    app = FastAPI()

    @app.get("/ticket.jpg")
    def ticket() -> Response:
        return Response(picture("JPEG", size=(400, 300)), media_type="image/jpeg")

    with live(app) as where:
        yield where


@pytest.fixture
def host(accounts: Path, files: str) -> Iterator[str]:
    """`host:port` of a server that reads on every picture a document of every type."""
    reading = reading_of(
        document("quota_invoice", {"invoice_code": "244031000011"}),
        document("motor_vehicle_invoice", {"invoice_code": "144031700110"}),
        document("vat_invoice", {"invoice_code": "044031900111"}),
        document("train_ticket", {"ticket_number": "Z53M012345"}),
    )
    with live(app_for(Teller(reading), accounts, None, fetch={"allow": [files]})) as where:
        yield where


def call(mark: str) -> str:
    """Return the snippet with that mark."""
    (found,) = [text for language, text in BLOCKS if language in ("python", "sh") and mark in text]
    return str(found)


def keys(account: Account) -> Mapping[str, Mapping[str, str]]:
    """Return what stands in place of each name in capitals, by the mark of the call."""
    huawei, tencent, deepfinch, aliyun = account.huawei, account.tencent, account.deepfinch, account.aliyun
    assert aliyun is not None
    assert huawei is not None
    assert tencent is not None
    assert deepfinch is not None
    return {
        "huaweicloudsdkocr": {
            "ACCESS_KEY": huawei.access_key,
            "SECRET_KEY": huawei.secret_key,
            "PROJECT_ID": huawei.project_id,
        },
        "tencentcloud": {"SECRET_ID": tencent.secret_id, "SECRET_KEY": tencent.secret_key},
        "aliyunsdkgreen": {
            "ACCESS_KEY_ID": aliyun.access_key_id,
            "ACCESS_KEY_SECRET": aliyun.access_key_secret,
        },
        "requests.post": {"API_ID": deepfinch.api_id, "API_SECRET": deepfinch.api_secret},
    }


def run(command: list[str], folder: Path) -> str:
    """Run a command in that user's folder, without proxies, and return what it prints."""
    proxies = {name: "" for name in os.environ if name.lower().endswith("_proxy")}
    environment = os.environ | proxies | {"HOME": str(folder), "NO_PROXY": "*"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("mark", CALLS)
def test_vendors(mark: str, host: str, files: str, accounts: Path, folder: Path) -> None:
    code = call(mark).replace("127.0.0.1:8000", host).replace("https://example.com", f"http://{files}")
    for name, value in keys(read_accounts(accounts)[0])[mark].items():
        assert f'"{name}"' in code
        code = code.replace(f'"{name}"', f'"{value}"')
    assert CALLS[mark] in run([sys.executable, "-c", code], folder)


def test_native(host: str, folder: Path) -> None:
    printed = run(["bash", "-c", call("curl").replace("127.0.0.1:8000", host)], folder)
    (result,) = json.loads(printed)["results"]
    assert result["input"] == "invoice.jpg"
    assert [found["type"] for found in result["documents"]][:2] == ["quota_invoice", "motor_vehicle_invoice"]


def test_every_call_is_run() -> None:
    calls = [text for language, text in BLOCKS if language in ("python", "sh") and "import piaoju" not in text]
    assert len(calls) == len(CALLS) + 1
