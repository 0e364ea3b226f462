"""POST /green/image/asyncscan: pictures to be read later, one job each."""

from collections.abc import Sequence

from piaoju.dialects.aliyun.callbacks import CALLBACK_PARAMETERS, read_callback
from piaoju.dialects.aliyun.envelope import succeed
from piaoju.dialects.aliyun.operations.items import accepted
from piaoju.dialects.aliyun.operations.request import PARAMETERS, in_order, pictures, read_tasks
from piaoju.dialects.aliyun.served import NAME
from piaoju.dialects.wire.body import json_object
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.jobs import Job, NewJob, Submit
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential


def _prepare(request: WireRequest, credential: Credential) -> Call[Sequence[Job]]:
    fields = json_object(request.body)
    tasks = read_tasks(fields)
    notify = read_callback(fields, credential)
    jobs = tuple(NewJob(picture.read, picture.context, notify) for picture in pictures(tasks))

    def answer(submitted: Sequence[Job]) -> WireReply:
        return succeed(request, in_order(tasks, (accepted(job.id, job.context) for job in submitted)))

    return Call(Submit(NAME, jobs), answer)


ASYNC_SCAN = Operation(
    name="ImageAsyncScan",
    method="POST",
    path="/green/image/asyncscan",
    summary="Accept pictures to be read; their results are asked for later, or sent to a callback.",
    prepare=_prepare,
    parameters=(*PARAMETERS, *CALLBACK_PARAMETERS),
)
