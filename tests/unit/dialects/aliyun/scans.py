"""Calls of asyncscan, results and scan, and what comes of them, without a server."""

import json
from datetime import UTC, datetime
from typing import Any

from piaoju.dialects.aliyun import DIALECT
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.jobs import Job, JobState, Submit
from piaoju.dialects.wire.message import WireReply
from piaoju.model.document import Reading
from tests.unit.dialects.desks import REQUEST_ID, credential, request

ASYNC_SCAN, RESULTS, SCAN = DIALECT.operations
URL = "http://example.com/a.jpg"
WHEN = datetime(2023, 11, 14, tzinfo=UTC)


def body(card: str = "invoice", tasks: object = None, **more: object) -> dict[str, object]:
    default = [{"dataId": "d1", "url": URL}]
    return {"scenes": ["ocr"], "extras": {"card": card}, "tasks": default if tasks is None else tasks, **more}


def call(operation: Operation, content: object) -> Call[Any]:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    given = request("POST", operation.path, body=data)
    return operation.prepare(given, credential("aliyun", uid="1234567890123456"))


def data(reply: object) -> list[dict[str, Any]]:
    """Return the items of a reply, whose wrapper is as documented."""
    assert isinstance(reply, WireReply)
    assert (reply.status, reply.outcome) == (200, "200")
    content = json.loads(reply.body)
    items: list[dict[str, Any]] = content.pop("data")
    assert content == {"code": 200, "msg": "OK", "requestId": str(REQUEST_ID).upper()}
    return items


def submitted(call: Call[Any]) -> list[Job]:
    """Return the jobs of a submission as they stand at first."""
    assert isinstance(call.task, Submit)
    assert call.task.dialect == "aliyun"
    return [Job(f"id-{n}", JobState.QUEUED, job.context, WHEN) for n, job in enumerate(call.task.jobs, 1)]


def scanned(card: str, reading: Reading) -> dict[str, Any]:
    """Return the item of the one task of a synchronous scan."""
    (item,) = data(call(SCAN, body(card)).answer([reading]))
    assert item.pop("taskId") == f"img{REQUEST_ID.hex}-1"
    assert (item.pop("url"), item.pop("dataId")) == (URL, "d1")
    return item
