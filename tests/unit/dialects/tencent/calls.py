"""Requests of the action in its three forms, as they are once their signature was found good."""

import base64
import json
from collections.abc import Mapping
from urllib.parse import urlencode

from piaoju.dialects.tencent import DIALECT
from piaoju.dialects.wire.message import WireRequest
from tests.unit.dialects.desks import request

OPERATION = DIALECT.operations[0]
IMAGE = base64.b64encode(b"\x89PNG").decode()
HEADERS = {"Authorization": "TC3-HMAC-SHA256", "Content-Type": "application/json"}


def posted(content: object) -> WireRequest:
    """Return a request with JSON."""
    return request("POST", "/", HEADERS, json.dumps(content).encode())


def got(fields: Mapping[str, str]) -> WireRequest:
    """Return a request with a query."""
    return request("GET", f"/?{urlencode(fields)}", HEADERS)


def old(fields: Mapping[str, str]) -> WireRequest:
    """Return a form with the common parameters of v1 beside the action's own."""
    common = {"Action": "CarInvoiceOCR", "Nonce": "1", "Signature": "a", "Language": "zh-CN"}
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return request("POST", "/", form, urlencode({**common, **fields}).encode())
