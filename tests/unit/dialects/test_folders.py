"""A vendor is one folder, with the same files in each."""

from pathlib import Path

import pytest

import piaoju.dialects
from piaoju.dialects import dialect_names, load_dialects
from piaoju.dialects.wire.dialect import Dialect

FOLDER = Path(piaoju.dialects.__file__).parent
FILES = ("auth.py", "envelope.py", "faults.py", "fields.py", "SOURCES.md")
VENDORS = [name for name in dialect_names() if name != "native"]


@pytest.mark.parametrize("vendor", VENDORS)
def test_vendor_is_complete(vendor: str) -> None:
    folder = FOLDER / vendor
    assert [name for name in FILES if not (folder / name).is_file()] == []
    modules = {path.stem for path in (folder / "operations").glob("*.py")}
    assert modules > {"__init__"}


def test_dialects_are_named_after_their_folders() -> None:
    assert tuple(dialect.name for dialect in load_dialects()) == dialect_names()


@pytest.mark.parametrize("dialect", load_dialects(), ids=lambda dialect: dialect.name)
def test_what_is_not_supported_is_told(dialect: Dialect) -> None:
    assert dialect.notes
    assert dialect.gaps or dialect.name == "native"  # which has no vendor to fall short of


def test_operations_are_told_apart() -> None:
    for dialect in load_dialects():
        names = [operation.name for operation in dialect.operations]
        assert len(names) == len(set(names)) > 0
