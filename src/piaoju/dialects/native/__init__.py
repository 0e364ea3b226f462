"""Our own lossless JSON: the objects of the command line and the native API. Assembly only."""

from piaoju.dialects.native.auth import admit, claims, examine
from piaoju.dialects.native.problems import FAULTS, refuse
from piaoju.dialects.native.routes import OPERATIONS
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name="native",
    title="The native API",
    operations=OPERATIONS,
    claims=claims,
    examine=examine,
    admit=admit,
    refuse=refuse,
    faults=FAULTS,
    notes=(
        "Sign-in by `Authorization: Bearer` and the account's API key.",
        "A file that cannot be read or fetched fails alone: its result says so, the reply is 200.",
    ),
)

__all__ = ["DIALECT"]
