"""POST /green/image/results: what came of tasks, by their ids."""

import json
from collections.abc import Sequence

from piaoju.dialects.aliyun.envelope import succeed
from piaoju.dialects.aliyun.operations.cards import DETAIL_ROWS, INVOICE_ROWS, QUOTA_ROWS, TAXI_ROWS, TRAIN_ROWS
from piaoju.dialects.aliyun.operations.invoice_serial import SERIAL_ROWS
from piaoju.dialects.aliyun.operations.items import expired, lost, processing
from piaoju.dialects.aliyun.served import NAME
from piaoju.dialects.wire.body import BODY, json_array
from piaoju.dialects.wire.dialect import Call, Operation, Parameter, RowSet
from piaoju.dialects.wire.jobs import Job, LookUp
from piaoju.dialects.wire.message import Json, WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential
from piaoju.errors import InvalidParameter

MAX_IDS = 100


def _prepare(request: WireRequest, credential: Credential) -> Call[Sequence[Job | None]]:
    del credential
    ids = _ids(json_array(request.body))

    def answer(jobs: Sequence[Job | None]) -> WireReply:
        return succeed(request, [_item(task_id, job) for task_id, job in zip(ids, jobs, strict=True)])

    return Call(LookUp(NAME, ids), answer)


def _ids(values: Sequence[object]) -> tuple[str, ...]:
    ids = tuple(value for value in values if isinstance(value, str) and value.isprintable())
    if len(ids) != len(values) or not 1 <= len(ids) <= MAX_IDS:
        raise InvalidParameter(BODY, f"it is no list of 1 to {MAX_IDS} ids")
    return ids


def _item(task_id: str, job: Job | None) -> Json:
    if job is None:
        return expired(task_id)
    if job.content is None:
        return processing(task_id, job.context) if job.finished_at is None else lost(task_id, job.context)
    item: Json = json.loads(job.content)
    return item


RESULTS = Operation(
    name="ImageAsyncScanResults",
    method="POST",
    path="/green/image/results",
    summary="Say what came of tasks of asyncscan.",
    prepare=_prepare,
    parameters=(Parameter("body", "array of strings", f"1 to {MAX_IDS} ids"),),
    rows=(
        RowSet("`invoiceInfo` of the card `invoice`", "vat_invoice", INVOICE_ROWS),
        RowSet("`invoice_detail`, of each item row", "vat_invoice", DETAIL_ROWS),
        RowSet("`ocrCardInfo` of the card `quota-account-permit`", "quota_invoice", QUOTA_ROWS),
        RowSet("`invoiceSerial` in it", "quota_invoice", SERIAL_ROWS),
        RowSet("`ocrCardInfo` of the card `train-ticket`", "train_ticket", TRAIN_ROWS),
        RowSet("`ocrCardInfo` of the card `taxi-ticket`", "taxi_receipt", TAXI_ROWS),
    ),
)
