"""A success of the native API."""

from collections.abc import Mapping

from piaoju.dialects.wire.message import WireReply, WireRequest, json_body


def succeed(request: WireRequest, content: Mapping[str, object], status: int = 200) -> WireReply:
    """Reply with content."""
    headers = (("Content-Type", "application/json"), ("X-Request-Id", str(request.id)))
    return WireReply(status, headers, json_body(content), "ok")


def succeed_without_content(request: WireRequest) -> WireReply:
    """Reply that it is done, and there is nothing to say."""
    return WireReply(204, (("X-Request-Id", str(request.id)),), b"", "ok")
