"""POST /v2/{project_id}/ocr/quota-invoice: a quota invoice (定额发票)."""

from functools import partial

from piaoju.dialects.huawei.envelope import result
from piaoju.dialects.huawei.fields import confidences, texts
from piaoju.dialects.huawei.operations.picture import MAX_FILE_BYTES, PARAMETERS, PICTURES, picture
from piaoju.dialects.wire.body import json_object
from piaoju.dialects.wire.choice import largest_document
from piaoju.dialects.wire.dialect import Call, Operation, RowSet
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.money import with_yuan_sign
from piaoju.dialects.wire.rows import cells, row
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import FileRules, Read
from piaoju.model.document import ErrorItem, Reading

TYPE = "quota_invoice"
RULES = FileRules(formats=PICTURES, max_bytes=MAX_FILE_BYTES, min_side_px=15, max_side_px=4096)
ROWS = (
    row("code", "invoice_code"),
    row("number", "invoice_number"),
    row("location", "location"),
    row("amount", "amount_in_figures", with_yuan_sign),
)


def _prepare(request: WireRequest, credential: Credential) -> Call[Reading]:
    del credential
    source = picture(json_object(request.body))
    return Call(Read(source, RULES, types=(TYPE,), pages=(1,)), partial(_answer, request))


def _answer(request: WireRequest, reading: Reading) -> WireReply | ErrorItem:
    document = largest_document(reading, (TYPE,))
    if isinstance(document, ErrorItem):
        return document
    shown = cells(ROWS, document.fields)
    return result(request, {**texts(shown), "confidence": confidences(shown)})


QUOTA_INVOICE = Operation(
    name="quota-invoice",
    method="POST",
    path="/v2/{project_id}/ocr/quota-invoice",
    summary="Read a quota invoice.",
    prepare=_prepare,
    parameters=PARAMETERS,
    rows=(RowSet("result, and confidence by the same names", TYPE, ROWS),),
)
