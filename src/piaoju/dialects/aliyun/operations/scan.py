"""POST /green/image/scan: pictures read at once, as many of them as there is time for."""

from collections.abc import Sequence

from piaoju.dialects.aliyun.envelope import succeed
from piaoju.dialects.aliyun.operations.items import ended
from piaoju.dialects.aliyun.operations.request import PARAMETERS, in_order, pictures, read_tasks
from piaoju.dialects.wire.body import json_object
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import ReadAll
from piaoju.model.document import Reading

LIMIT_S = 5.8
"""Of the six seconds for a whole request, what may go into its tasks."""
AT_ONCE = 8
"""As many as may be fetched at a time, 3 s each, so that a few slow ones leave time for the others."""


def _prepare(request: WireRequest, credential: Credential) -> Call[Sequence[Reading]]:
    del credential
    tasks = read_tasks(json_object(request.body))
    scanned = pictures(tasks)

    def answer(readings: Sequence[Reading]) -> WireReply:
        items = (
            ended(f"img{request.id.hex}-{number}", picture.context, reading)
            for number, (picture, reading) in enumerate(zip(scanned, readings, strict=True), 1)
        )
        return succeed(request, in_order(tasks, items))

    return Call(ReadAll(tuple(picture.read for picture in scanned), LIMIT_S, AT_ONCE), answer)


SCAN = Operation(
    name="ImageSyncScan",
    method="POST",
    path="/green/image/scan",
    summary="Read pictures at once; those that are not read within 6 s are answered 581.",
    prepare=_prepare,
    parameters=PARAMETERS,
)
