"""Which operation a path and method name."""

import re
from collections.abc import Iterator

from piaoju.dialects.native.operations.events import EVENTS
from piaoju.dialects.native.operations.jobs import CANCEL, DELETE, LIST, SHOW, SUBMIT
from piaoju.dialects.native.operations.read import READ
from piaoju.dialects.native.operations.types import TYPES
from piaoju.dialects.wire.dialect import Operation
from piaoju.dialects.wire.message import WireRequest
from piaoju.errors import UnknownOperation

OPERATIONS = (READ, TYPES, SUBMIT, LIST, SHOW, CANCEL, DELETE, EVENTS)
_PATHS = {
    operation.path: re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(operation.path))) for operation in OPERATIONS
}


def find_operation(request: WireRequest) -> Operation:
    """Return the operation.

    Raises:
        UnknownOperation: there is none of that path and method.
    """
    for operation in _of_path(request.path):
        if request.method == operation.method:
            return operation
    raise UnknownOperation(f"there is no {request.method} {request.path}")


def allowed_methods(path: str) -> tuple[str, ...]:
    """Return the methods that a path has; none if there is no such path.

    >>> allowed_methods("/v1/jobs/some-id")
    ('GET', 'DELETE')
    """
    return tuple(operation.method for operation in _of_path(path))


def _of_path(path: str) -> Iterator[Operation]:
    return (operation for operation in OPERATIONS if _PATHS[operation.path].fullmatch(path))
