"""`piaoju serve`: where it listens."""

import pytest
from typer.testing import CliRunner

from piaoju.cli import app

RUNNER = CliRunner()


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
