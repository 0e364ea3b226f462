"""What a request says: the parameters common to all actions, and the action's own.

With a TC3 signature the common ones are headers, with one of v1 they stand among the action's own. Whatever comes in
a query or a form is text, also what is documented as a boolean or an integer.
"""

import re
from collections.abc import Mapping, Sequence

from piaoju.dialects.wire.body import json_object
from piaoju.dialects.wire.dialect import Parameter
from piaoju.dialects.wire.forms import query_parts
from piaoju.dialects.wire.message import WireRequest
from piaoju.errors import InvalidParameter

MISSING = "missing parameter"
"""The name under which an absent parameter is reported; the reason is what it is called."""
UNKNOWN = "unknown parameter"
"""Likewise of one that the action does not define."""
VALUE = "parameter value"
"""The name under which a value of the right type, yet out of range, is reported."""
_COMMON = frozenset(
    {
        *("Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Signature", "SignatureMethod"),
        *("Token", "Language", "RequestClient"),
    }
)
_FORM = "application/x-www-form-urlencoded"
_BOOLEANS = {"true": True, "false": False}
_INTEGER = re.compile(r"-?[0-9]{1,9}")


def is_v1(request: WireRequest) -> bool:
    """Say whether a request is signed in the old way, among its parameters."""
    return "Authorization" not in request.headers


def has_form(request: WireRequest) -> bool:
    """Say whether the body is a form, by its type."""
    return request.headers.get("Content-Type").partition(";")[0].strip().lower() == _FORM


def common_parameters(request: WireRequest) -> Mapping[str, str]:
    """Return the parameters that all actions have, by the names of v1, those that are not empty.

    Raises:
        InvalidParameter: `body`; there are too many.
    """
    if is_v1(request):
        found = {name: value for name, value in text_parameters(request).items() if name in _COMMON}
    else:
        found = {name: request.headers.get(f"X-TC-{name}").strip() for name in _COMMON}
    return {name: value for name, value in found.items() if value}


def action_parameters(request: WireRequest, defined: Sequence[Parameter]) -> Mapping[str, object]:
    """Return the action's own parameters; null and empty ones count as absent.

    Raises:
        InvalidParameter: `body`, as above, or it is no JSON object; one that is not defined.
    """
    if is_v1(request) or request.method == "GET":
        kinds = {each.name: each.kind for each in defined}
        texts = text_parameters(request)
        found = {name: _typed(text, kinds.get(name)) for name, text in texts.items() if name not in _COMMON}
    else:
        found = dict(json_object(request.body))
    unknown = found.keys() - {each.name for each in defined}
    if unknown:
        raise InvalidParameter(UNKNOWN, min(unknown))
    return {name: value for name, value in found.items() if value is not None and value != ""}


def text_parameters(request: WireRequest) -> Mapping[str, str]:
    """Return what a query, or the form of a POST, says.

    Raises:
        InvalidParameter: as above.
    """
    if request.method == "GET":
        said = request.query
    else:
        said = request.body.decode("utf-8", errors="replace") if has_form(request) else ""
    return {part.name: part.text for part in query_parts(said)}


def integer(fields: Mapping[str, object], name: str, default: int) -> int:
    """Return a JSON integer.

    Raises:
        InvalidParameter: it is of another type.
    """
    value = fields.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidParameter(name, "it is not an integer")
    return value


def _typed(text: str, kind: str | None) -> object:
    """Return what a text writes, itself if that is nothing of the kind; booleans are `True` in Python's SDK."""
    if kind == "Boolean":
        return _BOOLEANS.get(text.lower(), text)
    return int(text) if kind == "Integer" and _INTEGER.fullmatch(text) else text
