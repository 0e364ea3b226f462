"""GET /v1/jobs/{id}/events: how a job fares, told as it happens by server-sent events.

An event `state` holds how the job stands; the last one, `end`, also what came of it, and the stream ends with it. While
nothing happens there is a comment now and then.

Source: HTML Living Standard, section 9.2, Server-sent events.
"""

from collections.abc import AsyncIterator

from piaoju.dialects.native.operations.jobs import (
    ID_PARAMETERS,
    PATH,
    job_id,
    job_to_json,
    job_with_result,
    no_job,
)
from piaoju.dialects.native.served import NAME
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.jobs import FollowJob, Job
from piaoju.dialects.wire.message import WireReply, WireRequest, json_body
from piaoju.dialects.wire.sign_in import Credential
from piaoju.model.document import ErrorItem

MEDIA_TYPE = "text/event-stream"
_STILL = b": still so\n\n"


def _prepare(request: WireRequest, credential: Credential) -> Call[AsyncIterator[Job] | None]:
    del credential

    def answer(changes: AsyncIterator[Job] | None) -> WireReply | ErrorItem:
        if changes is None:
            return no_job()
        headers = (
            ("Content-Type", MEDIA_TYPE),
            ("Cache-Control", "no-store"),
            ("X-Request-Id", str(request.id)),
        )
        return WireReply(200, headers, b"", "ok", _events(changes))

    return Call(FollowJob(NAME, job_id(request)), answer)


async def _events(changes: AsyncIterator[Job]) -> AsyncIterator[bytes]:
    told: Job | None = None
    async for job in changes:
        yield _STILL if job == told else _event(job)
        told = job


def _event(job: Job) -> bytes:
    name, content = ("state", job_to_json(job)) if job.finished_at is None else ("end", job_with_result(job))
    return f"event: {name}\ndata: ".encode() + json_body(content) + b"\n\n"


EVENTS = Operation(
    name="events",
    method="GET",
    path=f"{PATH}/{{id}}/events",
    summary="Tell how a job fares as it happens, until it ended.",
    prepare=_prepare,
    parameters=ID_PARAMETERS,
)
