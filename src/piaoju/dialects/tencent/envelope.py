"""Tencent's wrapper: `Response` with a `RequestId`, and with an `Error` for failure, always with HTTP 200.

The SDK looks for an error only if the content type is exactly this one, and discards the code of any other status.
"""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from piaoju.dialects.tencent.faults import FAULTS, TOO_LARGE_FOR_V1
from piaoju.dialects.tencent.parameters import common_parameters, is_v1
from piaoju.dialects.tencent.translations import CHINESE
from piaoju.dialects.wire.faults import Fault, Trouble, message
from piaoju.dialects.wire.message import WireReply, WireRequest, json_body
from piaoju.errors import InvalidParameter, PayloadTooLarge

_HEADERS = (("Content-Type", "application/json"),)


def succeed(request: WireRequest, content: Mapping[str, object]) -> WireReply:
    """Reply with the action's fields."""
    return _reply(request, content, "ok")


def refuse(request: WireRequest, trouble: Trouble) -> WireReply:
    """Reply with what went wrong, in Chinese if that is asked for, as the SDK does by default."""
    fault = _fault(request, trouble)
    told = replace(fault, message=CHINESE[fault.message]) if _wants_chinese(request) else fault
    return _reply(request, {"Error": {"Code": fault.code, "Message": message(told, trouble)}}, fault.code)


def _fault(request: WireRequest, trouble: Trouble) -> Fault:
    is_body = isinstance(trouble, PayloadTooLarge) and trouble.what == "body"
    if is_body and is_v1(request) and request.method == "POST":
        return TOO_LARGE_FOR_V1
    return FAULTS.find(trouble)


def _wants_chinese(request: WireRequest) -> bool:
    try:
        return common_parameters(request).get("Language") == "zh-CN"
    except InvalidParameter:
        return False


def _reply(request: WireRequest, content: Mapping[str, object], outcome: str) -> WireReply:
    response = {**content, "RequestId": str(request.id)}
    return WireReply(HTTPStatus.OK, _HEADERS, json_body({"Response": response}), outcome)
