"""Designs that are kept as data: the `.toml` files beside this module."""

import tomllib
from importlib.resources import files
from typing import Any


def design_table(name: str) -> list[dict[str, Any]]:
    """Return the designs of a file by its stem, in its order, with tuples for lists.

    >>> design_table("taxi_designs")[0]["size_mm"]
    (60.0, 165.0)
    """
    data = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return [_frozen(row) for row in data["design"]]


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(part) for key, part in value.items()}
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
