"""Sizes and names of modules, and the import contracts."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, SOURCE, name_of, python_modules, source_modules

MAX_LINES = 300
TOO_LONG: frozenset[str] = frozenset()  # may only shrink
MAX_FUNCTION_LINES = 50
LONG_FUNCTIONS: frozenset[str] = frozenset()  # may only shrink
MAX_PARAMETERS = 5
FORBIDDEN_NAMES = {"utils", "util", "common", "helpers", "helper", "misc"}


@pytest.mark.parametrize("path", python_modules(), ids=name_of)
def test_module_is_not_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if name_of(path) in TOO_LONG:
        assert lines > MAX_LINES, "take it off the list of exemptions"
    else:
        assert lines <= MAX_LINES


@pytest.mark.parametrize("path", python_modules(), ids=name_of)
def test_functions_are_not_too_long(path: Path) -> None:
    long = [
        function.name
        for function in _functions(path)
        if _body_lines(function) > MAX_FUNCTION_LINES and f"{name_of(path)}::{function.name}" not in LONG_FUNCTIONS
    ]
    assert not long


@pytest.mark.parametrize("path", source_modules(without="cli"), ids=name_of)
def test_functions_have_few_parameters(path: Path) -> None:
    # Exempt: commands, where a parameter is an option, and drawing, where four are spent on coordinates.
    if "synth" in path.parts:
        return
    many = [function.name for function in _functions(path) if len(_parameters(function)) > MAX_PARAMETERS]
    assert not many


@pytest.mark.parametrize("path", python_modules(), ids=name_of)
def test_module_is_named_after_what_it_holds(path: Path) -> None:
    assert not FORBIDDEN_NAMES & {path.stem, *path.relative_to(ROOT).parts[:-1]}


@pytest.mark.parametrize("path", source_modules(without="__main__"), ids=name_of)
def test_exported_names_exist(path: Path) -> None:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    module = import_module(".".join(part for part in parts if part != "__init__"))
    exported = getattr(module, "__all__", [])
    assert len(exported) == len(set(exported))
    assert [name for name in exported if not hasattr(module, name)] == []


def test_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def _body_lines(function: Function) -> int:
    """Count the lines of the body, its docstring not."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


def _parameters(function: Function) -> list[ast.arg]:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument for argument in named if argument.arg not in ("self", "cls")]
