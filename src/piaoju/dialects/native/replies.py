"""A success of the native API."""

from collections.abc import Mapping

from piaoju.dialects.wire.message import WireReply, WireRequest, json_body


def succeed(request: WireRequest, content: Mapping[str, object]) -> WireReply:
    """Reply with content."""
    headers = (("Content-Type", "application/json"), ("X-Request-Id", str(request.id)))
    return WireReply(200, headers, json_body(content), "ok")
