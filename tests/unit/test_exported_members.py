"""The public API of the package root."""

import subprocess
import sys

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
    heavy = {"numpy", "cv2", "onnxruntime", "fastapi", "typer"}
    program = f"import sys, piaoju; print({heavy} & set(sys.modules))"
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == "set()"
