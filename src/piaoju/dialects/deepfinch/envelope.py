"""DeepFinch's wrapper: `status` and `request_id` always, `result` of a success, `reason` of a failure."""

import math
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from piaoju.dialects.deepfinch.faults import FAULTS
from piaoju.dialects.wire.faults import Trouble, message, retry_after_s
from piaoju.dialects.wire.message import Json, WireReply, WireRequest, json_body

OK = "OK"


def succeed(request: WireRequest, result: Json) -> WireReply:
    """Reply with what was recognised."""
    return _reply(request, HTTPStatus.OK, OK, {"result": result})


def refuse(request: WireRequest, trouble: Trouble) -> WireReply:
    """Reply with what went wrong."""
    fault = FAULTS.find(trouble)
    seconds = retry_after_s(trouble)
    headers = {} if seconds is None else {"Retry-After": str(max(1, math.ceil(seconds)))}
    return _reply(request, fault.status, fault.code, {"reason": message(fault, trouble)}, headers)


def _reply(
    request: WireRequest,
    http_status: int,
    status: str,
    content: Json,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> WireReply:
    body = json_body({"status": status, "request_id": f"TID{request.id.hex}", **content})
    return WireReply(http_status, (("Content-Type", "application/json"), *headers.items()), body, status)
