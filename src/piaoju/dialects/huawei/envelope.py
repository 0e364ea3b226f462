"""Huawei's wrappers: `result` for success, `error_code` and `error_msg` for failure, Keystone's `error` for IAM.

Every reply carries `X-Request-Id`, the only place where the SDK looks for it.
"""

import math
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import unquote

from piaoju.dialects.huawei.faults import FAULTS
from piaoju.dialects.wire.faults import Trouble, message, retry_after_s
from piaoju.dialects.wire.message import WireReply, WireRequest, json_body

TOKENS_PATH = "/v3/auth/tokens"
PROJECTS_PATH = "/v3/projects"


def succeed(request: WireRequest, content: Mapping[str, object]) -> WireReply:
    """Reply with a whole body."""
    return _reply(request, content, HTTPStatus.OK, "ok")


def create(request: WireRequest, content: Mapping[str, object], headers: Mapping[str, str]) -> WireReply:
    """Reply that something was made, which a header names."""
    return _reply(request, content, HTTPStatus.CREATED, "ok", headers)


def result(request: WireRequest, content: Mapping[str, object]) -> WireReply:
    """Reply with what was recognised."""
    return succeed(request, {"result": content})


def refuse(request: WireRequest, trouble: Trouble) -> WireReply:
    """Reply with what went wrong, in the shape of the service that was called."""
    fault = FAULTS.find(trouble)
    text = message(fault, trouble)
    seconds = retry_after_s(trouble)
    headers = {} if seconds is None else {"Retry-After": str(max(1, math.ceil(seconds)))}
    path = unquote(request.path)
    if path in (TOKENS_PATH, PROJECTS_PATH) and fault.status != HTTPStatus.NOT_FOUND:
        if path == TOKENS_PATH and fault.status == HTTPStatus.UNAUTHORIZED:
            text = "The username or password is wrong."
        title = HTTPStatus(fault.status).phrase
        content: dict[str, object] = {"error": {"code": fault.status, "message": text, "title": title}}
    else:
        content = {"error_code": fault.code, "error_msg": text}
        if fault.code.startswith("APIG."):
            content["request_id"] = request.id.hex
    return _reply(request, content, fault.status, fault.code, headers)


def _reply(
    request: WireRequest,
    content: Mapping[str, object],
    status: int,
    outcome: str,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> WireReply:
    fixed = (("Content-Type", "application/json"), ("X-Request-Id", request.id.hex))
    return WireReply(status, (*fixed, *headers.items()), json_body(content), outcome)
