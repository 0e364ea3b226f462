"""POST /v2/{project_id}/ocr/mvs-invoice: a sales invoice of a motor vehicle, new or used."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from piaoju.dialects.huawei.envelope import result
from piaoju.dialects.huawei.fields import confidences, locations, texts
from piaoju.dialects.huawei.operations.mvs_rows import (
    MOTOR_VEHICLE,
    NEW_ROWS,
    NEW_ROWS_WITH_TYPE,
    USED_ROWS,
    USED_ROWS_WITHOUT_TYPE,
    USED_VEHICLE,
)
from piaoju.dialects.huawei.operations.picture import MAX_FILE_BYTES, PARAMETERS, PICTURES, picture
from piaoju.dialects.wire.body import boolean, json_object, text
from piaoju.dialects.wire.choice import largest_document
from piaoju.dialects.wire.dialect import Call, Operation, Parameter, RowSet
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.rows import cells
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import FileRules, Read
from piaoju.errors import InvalidParameter
from piaoju.model.document import DocumentReading, ErrorItem, Reading

RULES = FileRules(formats=PICTURES | {"pdf"}, max_bytes=MAX_FILE_BYTES, min_side_px=100, max_side_px=8000)
TYPES_BY_PARAMETER: Mapping[str, tuple[str, ...]] = {
    "": (MOTOR_VEHICLE, USED_VEHICLE),
    "auto": (MOTOR_VEHICLE, USED_VEHICLE),
    "new": (MOTOR_VEHICLE,),
    "used": (USED_VEHICLE,),
}
TITLES = {MOTOR_VEHICLE: "机动车销售统一发票", USED_VEHICLE: "二手车销售统一发票"}


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the request asks for beside the text."""

    has_type: bool
    has_location: bool
    has_confidence: bool
    types: tuple[str, ...]


def _prepare(request: WireRequest, credential: Credential) -> Call[Reading]:
    del credential
    fields = json_object(request.body)
    kind = text(fields, "type")
    if kind not in TYPES_BY_PARAMETER:
        raise InvalidParameter("type", "it is none of auto, new and used")
    wishes = _Wishes(
        has_type=kind != "",
        has_location=boolean(fields, "return_text_location"),
        has_confidence=boolean(fields, "return_confidence"),
        types=TYPES_BY_PARAMETER[kind],
    )
    task = Read(picture(fields), RULES, types=wishes.types, pages=(1,))
    return Call(task, partial(_answer, request, wishes))


def _answer(request: WireRequest, wishes: _Wishes, reading: Reading) -> WireReply | ErrorItem:
    document = largest_document(reading, wishes.types)
    if isinstance(document, ErrorItem):
        return document
    shown = cells(_ROWS[document.type, wishes.has_type], document.fields)
    content = texts(shown)
    if wishes.has_type:
        content["type"] = _title(document)
    if wishes.has_confidence:
        content["confidence"] = confidences(shown)
    if wishes.has_location:
        content["text_location"] = locations(shown)
    return result(request, content)


def _title(document: DocumentReading) -> str:
    """Return what the SDK lists as types: fully digital invoices have names of their own."""
    title = TITLES[document.type]
    return f"电子发票（{title}）" if document.variant == "digital" else title


_ROWS = {
    (MOTOR_VEHICLE, False): NEW_ROWS,
    (MOTOR_VEHICLE, True): NEW_ROWS_WITH_TYPE,
    (USED_VEHICLE, False): USED_ROWS_WITHOUT_TYPE,
    (USED_VEHICLE, True): USED_ROWS,
}

MVS_INVOICE = Operation(
    name="mvs-invoice",
    method="POST",
    path="/v2/{project_id}/ocr/mvs-invoice",
    summary="Read a sales invoice of a motor vehicle, new or used; of a PDF file the first page.",
    prepare=_prepare,
    parameters=(
        *PARAMETERS,
        Parameter("return_text_location", "Boolean", "adds text_location"),
        Parameter("return_confidence", "Boolean", "adds confidence"),
        Parameter("type", "String", "auto, new or used; adds type, and keys to those of a new vehicle"),
    ),
    rows=(
        RowSet(
            "result of a new vehicle's invoice; remark and drawer_name only with type",
            MOTOR_VEHICLE,
            NEW_ROWS_WITH_TYPE,
        ),
        RowSet("result of a used vehicle's invoice, with type", USED_VEHICLE, USED_ROWS),
    ),
)
