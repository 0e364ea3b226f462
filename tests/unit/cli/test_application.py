"""The command line as a whole: help, examples, start-up."""

import signal
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

import piaoju
from piaoju import cli
from piaoju.cli import app

RUNNER = CliRunner()
COMMANDS = sorted(getattr(typer.main.get_command(app), "commands"))  # noqa: B009


def test_commands() -> None:
    assert COMMANDS == ["accounts", "demo", "doctor", "eval", "jobs", "read", "serve", "synth", "version", "worker"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = RUNNER.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"Example: piaoju {command}" in result.stdout


def test_without_a_command_shows_help() -> None:
    result = RUNNER.invoke(app, [])
    assert result.exit_code == 2
    assert "piaoju" in result.output


def test_version_is_the_version_alone() -> None:
    assert RUNNER.invoke(app, ["version"]).stdout == f"{piaoju.__version__}\n"


def test_start_loads_nothing_heavy() -> None:
    heavy = {"numpy", "cv2", "openvino", "fastapi"}
    program = f"import sys, piaoju.cli; print({heavy} & set(sys.modules))"
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == "set()"


@pytest.mark.parametrize(("code", "is_ignored"), [(cli.INTERRUPTED, True), (1, False)])
def test_second_interrupt_is_ignored_on_the_way_out(
    code: int, is_ignored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end() -> None:
        raise SystemExit(code)

    monkeypatch.setattr(cli, "app", end)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background may ignore it
    try:
        with pytest.raises(SystemExit):
            cli.main()
        assert (signal.getsignal(signal.SIGINT) is signal.SIG_IGN) == is_ignored
    finally:
        signal.signal(signal.SIGINT, before)


def test_interrupted_command_ends_with_that_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("piaoju.cli.read._readings", interrupt)
    assert RUNNER.invoke(app, ["read", "a.jpg"]).exit_code == cli.INTERRUPTED


def test_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "piaoju", "version"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=True)
    assert outcome.stdout == f"{piaoju.__version__}\n"
