"""What goes to stderr, and that it is harmless."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piaoju.cli.output import printable, program, progress


def test_progress_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("reading a.jpg") as show:
        show("reading b.jpg")
    assert capsys.readouterr() == ("", "")


def test_progress_goes_to_stderr_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress("reading a.jpg") as show:
        show("reading [bold]b\x1b.jpg")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "reading [bold]b\ufffd.jpg" in shown.err


def test_program_is_called_as_the_user_called_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [".venv/bin/piaoju", "demo"])
    assert program() == ".venv/bin/piaoju"
    (tmp_path / "piaoju").touch(mode=0o755)
    assert program() == "piaoju"


def test_program_has_its_name_where_another_one_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["__main__.py", "demo"])
    assert program() == "piaoju"


@given(st.text())
def test_printable_keeps_length_and_holds_no_control(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert "\x1b" not in shown
    assert printable(shown) == shown
