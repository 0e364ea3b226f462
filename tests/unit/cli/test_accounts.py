"""`piaoju accounts`: secrets are shown only to those who ask for them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from piaoju.cli import app
from piaoju.service.account_blocks import VENDORS
from piaoju.service.accounts import read_accounts
from piaoju.service.keys import SECRETS

RUNNER = CliRunner()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path / ".local/share/piaoju/accounts.toml"


def run(*words: str) -> Result:
    return RUNNER.invoke(app, ["accounts", *words])


def test_life_of_an_account(path: Path) -> None:
    assert run("add", "acme", "--uid", "42").exit_code == 0
    assert run("list").stdout == "acme\t42\tenabled\thuawei,tencent,aliyun,deepfinch,native\n"
    assert run("disable", "acme").exit_code == 0
    assert "disabled" in run("list").stdout
    assert run("disable", "acme", "--undo").exit_code == 0
    before = read_accounts(path)
    assert run("rotate", "acme", "--vendor", "tencent").exit_code == 0
    (after,) = read_accounts(path)
    assert (after.tencent == before[0].tencent, after.huawei == before[0].huawei) == (False, True)


def test_secrets(path: Path) -> None:
    run("add", "acme")
    hidden, shown = run("show", "acme").stdout, run("show", "acme", "--secrets").stdout
    (account,) = read_accounts(path)
    for vendor in VENDORS:
        for field, value in getattr(account, vendor).model_dump().items():
            assert f"{vendor}.{field}\t{value}\n" in shown
            assert (value in hidden) == (field not in SECRETS[vendor])
    assert "enabled\tTrue" in hidden


@pytest.mark.parametrize(
    "words", [("show", "nobody"), ("disable", "nobody"), ("rotate", "acme", "--vendor", "nobody"), ("add", "acme")]
)
def test_wrong_usage(words: tuple[str, ...], path: Path) -> None:
    run("add", "acme")
    refused = run(*words)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("piaoju: ")
    assert refused.stdout == ""


def test_another_file(path: Path, tmp_path: Path) -> None:
    run("add", "acme", "--accounts", str(tmp_path / "my.toml"))
    assert not path.exists()
    assert run("list").exit_code == 2
    assert "acme" in run("list", "--accounts", str(tmp_path / "my.toml")).stdout
