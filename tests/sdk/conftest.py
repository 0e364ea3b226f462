"""A live server that the official SDKs call."""

import logging
from collections.abc import Iterator

import pytest

from tests.serving import Teller, app_for, live, write_accounts

DISABLED = """
[[account]]
name = "limited"
uid = "2"
disabled_operations = ["huawei.mvs-invoice"]
[account.limits]
huawei = "1/minute"
[account.huawei]
access_key = "HWAKLIMITED"
secret_key = "limited"
project_id = "1"
project_name = "cn-east-3"
user = "limited"
password = "limited"
domain = "limited"

[[account]]
name = "former"
uid = "3"
enabled = false
[account.huawei]
access_key = "HWAKFORMER"
secret_key = "former"
project_id = "2"
project_name = "cn-east-3"
user = "former"
password = "former"
domain = "former"
"""


@pytest.fixture(scope="session")
def teller() -> Teller:
    """What the server reads, which a test may set; reset before every test."""
    return Teller()


@pytest.fixture(scope="session")
def address(teller: Teller, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`host:port` of the server."""
    accounts = write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml", DISABLED)
    with live(app_for(teller, accounts, server={"request_timeout_s": 2.0})) as where:
        yield where


@pytest.fixture(autouse=True)
def fresh(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the test before told, and keep proxies and log handlers of SDKs out."""
    fresh = Teller()
    for name in ("reading", "error", "delay_s", "asked"):
        setattr(teller, name, getattr(fresh, name))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(logging, "raiseExceptions", False)
