"""Aliyun's SDK and results that are no longer kept; a server of its own, with a shorter memory."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.sdk.aliyun.clients import Sdk, host
from tests.serving import Teller, app_for, live, write_accounts

pytestmark = [pytest.mark.sdk, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]


@pytest.mark.parametrize(
    ("jobs", "delay_s", "code"),
    [({"retention_s": 0.5}, 0.0, 200), ({"max_age_s": 1.0}, 0.0, 200), ({"max_age_s": 0.5}, 2.0, 594)],
)
def test_retention(jobs: Mapping[str, float], delay_s: float, code: int, teller: Teller, tmp_path: Path) -> None:
    """A result is kept for a while after it is there; a task is never kept longer than for a while in all."""
    teller.delay_s = delay_s
    accounts = write_accounts(tmp_path / "accounts.toml")
    with (
        host() as pictures,
        live(app_for(teller, accounts, tmp_path, fetch={"allow": [pictures.address]}, jobs=jobs)) as address,
    ):
        sdk = Sdk(address)
        task = {"url": pictures.url()}
        (accepted,) = sdk.data("asyncscan", {"scenes": ["ocr"], "extras": {"card": "invoice"}, "tasks": [task]})
        ids = [accepted["taskId"]]
        assert sdk.results(ids)[0]["code"] == code
        time.sleep(1.1)
        assert sdk.data("results", ids) == [{"code": 594, "msg": "EXPIRED", "taskId": ids[0]}]
