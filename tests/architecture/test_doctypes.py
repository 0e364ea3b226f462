"""A document type is one folder, and complete."""

import ast
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, SOURCE, document_types

REQUIRED = (
    "src/piaoju/doctypes/{type}/__init__.py",
    "src/piaoju/doctypes/{type}/schema.py",
    "src/piaoju/doctypes/{type}/cues.py",
    "src/piaoju/doctypes/{type}/extract.py",
    "src/piaoju/doctypes/{type}/rules.py",
    "src/piaoju/lab/synth/layouts/{type}.py",
    "tests/golden/{type}",
    "docs/reference/doctypes/{type}.md",
)


def test_there_are_document_types() -> None:
    assert document_types()


def test_every_folder_has_a_schema() -> None:
    folders = {path.parent.name for path in (SOURCE / "doctypes").glob("*/__init__.py")}
    assert folders == set(document_types())


@pytest.mark.parametrize("document_type", document_types())
@pytest.mark.parametrize("pattern", REQUIRED)
def test_document_type_is_complete(document_type: str, pattern: str) -> None:
    path = ROOT / pattern.format(type=document_type)
    assert path.exists(), f"{document_type} lacks {pattern}"
    if not path.suffix:
        assert any(path.iterdir()), f"{document_type}: {pattern} is empty"


@pytest.mark.parametrize("document_type", document_types())
def test_package_is_a_docstring_only(document_type: str) -> None:
    tree = ast.parse(_package(document_type).read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


def _package(document_type: str) -> Path:
    return SOURCE / "doctypes" / document_type / "__init__.py"
