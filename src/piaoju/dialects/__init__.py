"""One folder per vendor's wire format; native is our own, lossless; wire is the toolkit that they share."""

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from piaoju.dialects.wire.dialect import Dialect

_TOOLKIT = "wire"


def dialect_names() -> tuple[str, ...]:
    """Return the names of all dialects, sorted: the names of the folders here.

    >>> "huawei" in dialect_names()
    True
    """
    folders = (module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    return tuple(sorted(name for name in folders if name != _TOOLKIT))


def load_dialects() -> "tuple[Dialect, ...]":
    """Import every dialect."""
    return tuple(import_module(f"{__name__}.{name}").DIALECT for name in dialect_names())
