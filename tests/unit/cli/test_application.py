"""The command line as a whole: help, examples, start-up."""

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

import piaoju
from piaoju.cli import app

RUNNER = CliRunner()
COMMANDS = sorted(getattr(typer.main.get_command(app), "commands"))  # noqa: B009


def test_commands() -> None:
    assert COMMANDS == ["demo", "doctor", "eval", "read", "serve", "version"]


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
    heavy = {"numpy", "cv2", "onnxruntime", "fastapi"}
    program = f"import sys, piaoju.cli; print({heavy} & set(sys.modules))"
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == "set()"


def test_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "piaoju", "version"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=True)
    assert outcome.stdout == f"{piaoju.__version__}\n"
