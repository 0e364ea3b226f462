"""Aliyun's wrappers: of the service, lower-case keys and always HTTP 200; of the gateway, capitals and real statuses.

The SDK looks at the status first, then for `Code`, which the service's replies do not have: only with 200 does it hand
them on.
"""

import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType

from piaoju.dialects.aliyun.faults import FAULTS, is_of_service
from piaoju.dialects.wire.faults import Fault, Trouble, message, retry_after_s
from piaoju.dialects.wire.message import Json, WireReply, WireRequest, json_body

_HELP = "https://api.aliyun.com/troubleshoot"


def succeed(request: WireRequest, data: Sequence[Json]) -> WireReply:
    """Reply with an item a task, each with a code of its own."""
    return _reply(HTTPStatus.OK, {"code": 200, "msg": "OK", "requestId": _id(request), "data": data}, "200")


def refuse(request: WireRequest, trouble: Trouble) -> WireReply:
    """Reply with what went wrong with the whole request."""
    fault = FAULTS.find(trouble)
    if is_of_service(fault):
        content: Json = {"code": int(fault.code), "msg": fault.message, "requestId": _id(request)}
        return _reply(fault.status, content, fault.code)
    seconds = retry_after_s(trouble)
    headers = {} if seconds is None else {"Retry-After": str(max(1, math.ceil(seconds)))}
    return _reply(fault.status, _of_gateway(request, fault, message(fault, trouble)), fault.code, headers)


def _of_gateway(request: WireRequest, fault: Fault, text: str) -> Json:
    return {
        "RequestId": _id(request),
        "HostId": request.headers.get("Host"),
        "Code": fault.code,
        "Message": text,
        "Recommend": f"{_HELP}?q={fault.code}&product=Green&requestId={_id(request)}",
    }


def _id(request: WireRequest) -> str:
    return str(request.id).upper()


def _reply(status: int, content: Json, outcome: str, headers: Mapping[str, str] = MappingProxyType({})) -> WireReply:
    fixed = ("Content-Type", "application/json;charset=utf-8")
    return WireReply(status, (fixed, *headers.items()), json_body(content), outcome)
