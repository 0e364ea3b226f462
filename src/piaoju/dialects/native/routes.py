"""Which operation a path and method name."""

from piaoju.dialects.native.operations.read import READ
from piaoju.dialects.native.operations.types import TYPES
from piaoju.dialects.wire.dialect import Operation
from piaoju.dialects.wire.message import WireRequest
from piaoju.errors import UnknownOperation

PREFIX = "/v1/"
OPERATIONS = (READ, TYPES)


def find_operation(request: WireRequest) -> Operation:
    """Return the operation.

    Raises:
        UnknownOperation: there is none of that path and method.
    """
    for operation in OPERATIONS:
        if (request.method, request.path) == (operation.method, operation.path):
            return operation
    raise UnknownOperation(f"there is no {request.method} {request.path}")


def allowed_methods(path: str) -> tuple[str, ...]:
    """Return the methods that a path has; none if there is no such path."""
    return tuple(operation.method for operation in OPERATIONS if operation.path == path)
