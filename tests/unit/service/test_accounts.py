"""Accounts: what the file may say, that changes are seen, and that nothing secret is shown."""

import logging
from pathlib import Path

import pytest

from piaoju.errors import BadConfig, InvalidParameter, PermissionDenied, RateLimited
from piaoju.service.access import Access
from piaoju.service.account_blocks import VENDORS
from piaoju.service.accounts import Accounts, read_accounts
from piaoju.service.keys import add_account, rotate_keys, set_enabled
from tests.serving import HUAWEI, write_accounts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_accounts(tmp_path / "accounts.toml")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_by_key_and_user(path: Path) -> None:
    accounts = Accounts(path)
    found = accounts.by_key("huawei", HUAWEI["access_key"])
    assert found is not None
    assert (found.account, found.secret, found.uid) == ("acme", HUAWEI["secret_key"], "1234567890123456")
    assert accounts.by_user("huawei", "acme", "clerk") == found
    assert accounts.by_key("tencent", HUAWEI["access_key"]) is None
    assert accounts.by_user("huawei", "acm", "eclerk") is None
    assert HUAWEI["secret_key"] not in repr(found)
    assert HUAWEI["access_key"] not in repr(found)


def test_changes_are_seen_without_a_restart(path: Path) -> None:
    accounts = Accounts(path)
    set_enabled(path, "acme", is_enabled=False)
    found = accounts.by_key("huawei", HUAWEI["access_key"])
    assert found is not None
    assert not found.is_enabled
    rotate_keys(path, "acme", "huawei")
    assert accounts.by_key("huawei", HUAWEI["access_key"]) is None


@pytest.mark.parametrize("damage", ["[[account", '[[account]]\nname = "x"\n'])
def test_a_damaged_file_leaves_the_accounts_as_they_were(
    damage: str, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    accounts = Accounts(path)
    write(path, damage)
    with caplog.at_level(logging.ERROR):
        assert accounts.account("acme") is not None
        assert accounts.account("acme") is not None
    assert len(caplog.records) == 1
    path.unlink()
    assert accounts.account("acme") is not None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o700])
def test_others_may_not_read_it(mode: int, path: Path) -> None:
    path.chmod(mode)
    with pytest.raises(BadConfig, match=f"mode {mode:04o}"):
        Accounts(path)


ACME = '[[account]]\nname = "acme"\nuid = "1"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("secret =", "not TOML"),
        (ACME + ACME, "same name"),
        (ACME + 'colour = "red"\n', r"account\.0\.colour"),
        (ACME + '[account.native]\napi_key = ""\n', r"account\.0\.native\.api_key"),
        (ACME + "[account.native]\n", r"account\.0\.native\.api_key"),
        (ACME + '[account.limits]\nnative = "often"\n', r"account\.0\.limits\.native.*no limit"),
        (
            ACME
            + '[account.native]\napi_key = "k"\n'
            + ACME.replace("acme", "other")
            + '[account.native]\napi_key = "k"\n',
            "same native key",
        ),
    ],
)
def test_what_the_file_may_not_say(text: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=complaint):
        read_accounts(write(tmp_path / "a.toml", text))


def test_complaints_quote_no_secrets(tmp_path: Path) -> None:
    bad = write(tmp_path / "a.toml", ACME + '[account.deepfinch]\napi_id = "hidden"\napi_secret = 777\n')
    with pytest.raises(BadConfig) as caught:
        read_accounts(bad)
    assert "hidden" not in str(caught.value)
    assert "777" not in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="cannot be read"):
        Accounts(tmp_path / "none.toml")


def test_adding_makes_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "accounts.toml"
    add_account(path, "default")
    add_account(path, "other", uid="42")
    assert path.stat().st_mode & 0o777 == 0o600
    first, second = read_accounts(path)
    assert (first.name, second.name, second.uid) == ("default", "other", "42")
    for vendor in VENDORS:
        assert getattr(first, vendor) != getattr(second, vendor) is not None
    assert [entry.name for entry in path.parent.iterdir()] == ["accounts.toml"]


def test_comments_survive(path: Path) -> None:
    write(path, "# ours\n" + path.read_text(encoding="utf-8"))
    add_account(path, "other")
    rotate_keys(path, "acme")
    assert path.read_text(encoding="utf-8").startswith("# ours\n")


def test_rotation_keeps_what_is_not_secret(path: Path) -> None:
    rotate_keys(path, "acme")
    (account,) = read_accounts(path)
    assert account.huawei is not None
    assert (account.huawei.project_id, account.huawei.user) == (HUAWEI["project_id"], HUAWEI["user"])
    for name in ("access_key", "secret_key", "password"):
        assert getattr(account.huawei, name) != HUAWEI[name]


def test_names_that_cannot_be_used(path: Path) -> None:
    for name in ("acme", " "):
        with pytest.raises(InvalidParameter):
            add_account(path, name)
    with pytest.raises(InvalidParameter):
        set_enabled(path, "nobody", is_enabled=True)
    with pytest.raises(InvalidParameter):
        rotate_keys(path, "acme", "nobody")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(BadConfig, match="cannot be written"):
        add_account(tmp_path / "data" / "accounts.toml", "acme")


def test_limits_per_account_and_operation(tmp_path: Path) -> None:
    other = '[[account]]\nname = "other"\nuid = "2"\ndisabled_operations = ["huawei.mvs-invoice"]\n'
    path = write_accounts(tmp_path / "a.toml", other + '[account.limits]\nhuawei = "2/minute"\n')
    access = Access(Accounts(path), {"huawei": "1/hour"})
    access.check("acme", "huawei", "quota-invoice")
    access.check("acme", "huawei", "mvs-invoice")
    access.check("other", "huawei", "quota-invoice")
    access.check("other", "huawei", "quota-invoice")
    for account, limit, period_s in (("acme", 1, 3600), ("other", 2, 60)):
        with pytest.raises(RateLimited) as caught:
            access.check(account, "huawei", "quota-invoice")
        assert (caught.value.limit, caught.value.period_s) == (limit, period_s)
        assert 0 < caught.value.retry_after_s <= period_s
    with pytest.raises(PermissionDenied):
        access.check("other", "huawei", "mvs-invoice")
    access.check("acme", "nobody", "anything")
    access.check("gone", "huawei", "mvs-invoice")
