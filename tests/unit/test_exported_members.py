"""The public API of the package root."""

import subprocess
import sys
from types import ModuleType

import pytest

import piaoju
from piaoju import errors


def test_all_is_sorted() -> None:
    assert piaoju.__all__ == sorted(piaoju.__all__)


def test_exported_names_exist() -> None:
    assert [name for name in piaoju.__all__ if not hasattr(piaoju, name)] == []


def test_exported_names_are_listed_before_they_are_used() -> None:
    assert set(piaoju.__all__) <= set(dir(piaoju))


def test_every_error_is_exported() -> None:
    taxonomy = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.PiaojuError)
    }
    assert taxonomy <= set(piaoju.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(piaoju, "read_documents")


def test_importing_loads_nothing_heavy() -> None:
    heavy = {"numpy", "cv2", "openvino", "fastapi", "typer"}
    program = f"import sys, piaoju; print({heavy} & set(sys.modules))"
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == "set()"


def test_read_document_keeps_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class EngineStub:
        def __init__(self) -> None:
            made.append("engine")

        def read(self, *given: object, **options: object) -> object:
            return given, options

    module = ModuleType("piaoju.engine")
    module.__dict__["Engine"] = EngineStub
    monkeypatch.setitem(sys.modules, "piaoju.engine", module)
    piaoju._default_engine.cache_clear()
    try:
        first: object = piaoju.read_document("a.jpg", pages=[1])
        piaoju.read_document(b"")
    finally:
        piaoju._default_engine.cache_clear()
    assert first == (("a.jpg",), {"types": None, "pages": [1]})
    assert made == ["engine"]
