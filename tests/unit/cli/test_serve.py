"""`piaoju serve`: where it listens, with which settings, for whom."""

from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from piaoju.cli import app
from piaoju.service.accounts import read_accounts

RUNNER = CliRunner()


class Terminal(StringIO):
    """An stderr that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr("piaoju.server.logs.set_up", lambda: None)
    return tmp_path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Return where the server was started, without starting it."""
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr("uvicorn.run", lambda _, host, port, **__: calls.append((host, port)))
    return calls


def test_on_this_machine_only_by_default(served: list[tuple[str, int]]) -> None:
    assert RUNNER.invoke(app, ["serve"]).exit_code == 0
    assert served == [("127.0.0.1", 8000)]


def test_where_told(served: list[tuple[str, int]]) -> None:
    RUNNER.invoke(app, ["serve", "--host", "0.0.0.0", "--port", "9000"])  # noqa: S104
    assert served == [("0.0.0.0", 9000)]  # noqa: S104


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_wrong_port(served: list[tuple[str, int]], port: str) -> None:
    assert RUNNER.invoke(app, ["serve", "--port", port]).exit_code == 2
    assert served == []


def test_the_first_start_makes_an_account_and_shows_no_secret(served: list[tuple[str, int]], home: Path) -> None:
    path = home / ".local/share/piaoju/accounts.toml"
    first = RUNNER.invoke(app, ["serve"])
    (account,) = read_accounts(path)
    assert account.name == "default"
    assert str(path) in first.stderr
    assert account.native is not None
    assert account.native.api_key not in first.output
    assert str(path) not in RUNNER.invoke(app, ["serve"]).stderr
    assert read_accounts(path) == (account,)
    assert len(served) == 2


def test_a_terminal_is_told_how_to_call(
    served: list[tuple[str, int]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "curl" not in RUNNER.invoke(app, ["serve"]).stderr
    monkeypatch.setattr("piaoju.cli.serve.sys", SimpleNamespace(argv=[".venv/bin/piaoju"], stderr=Terminal()))
    told = RUNNER.invoke(app, ["serve", "--port", "9000"]).stderr
    assert ".venv/bin/piaoju accounts show default --secrets\n" in told
    assert "http://127.0.0.1:9000/v1/read" in told
    elsewhere = home / "my accounts.toml"
    told = RUNNER.invoke(app, ["serve", "--accounts", str(elsewhere)]).stderr
    assert f"show default --secrets --accounts '{elsewhere}'\n" in told
    shown = RUNNER.invoke(app, ["accounts", "show", "default", "--secrets", "--accounts", str(elsewhere)])
    assert "native.api_key\tpj_" in shown.stdout


def test_data_folder_and_files(served: list[tuple[str, int]], home: Path) -> None:
    folder = home / "data"
    assert RUNNER.invoke(app, ["serve", "--data", str(folder)]).exit_code == 0
    assert (folder / "accounts.toml").exists()
    assert RUNNER.invoke(app, ["serve", "--accounts", str(home / "my.toml")]).exit_code == 0
    assert (home / "my.toml").exists()
    (folder / "piaoju.toml").write_text("[server]\nqueue = 0\n", encoding="utf-8")
    refused = RUNNER.invoke(app, ["serve", "--data", str(folder)])
    assert refused.exit_code == 2
    assert "server.queue" in refused.stderr
    assert RUNNER.invoke(app, ["serve", "--config", str(home / "none.toml")]).exit_code == 2


def test_accounts_that_others_may_read(served: list[tuple[str, int]], home: Path) -> None:
    path = home / "my.toml"
    path.touch(mode=0o644)
    path.chmod(0o644)
    refused = RUNNER.invoke(app, ["serve", "--accounts", str(path)])
    assert refused.exit_code == 2
    assert "0644" in refused.stderr
    assert served == []
