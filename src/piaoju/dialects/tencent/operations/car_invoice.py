"""CarInvoiceOCR: a sales invoice of a motor vehicle, new or used."""

from collections.abc import Mapping
from functools import partial

from piaoju.dialects.tencent.billing import check_billing
from piaoju.dialects.tencent.envelope import succeed
from piaoju.dialects.tencent.fields import Turn, item
from piaoju.dialects.tencent.operations.car_rows import MOTOR_VEHICLE, NEW_ROWS, USED_ROWS, USED_VEHICLE
from piaoju.dialects.tencent.parameters import VALUE, action_parameters, integer
from piaoju.dialects.wire.body import boolean, decode_base64, text, web_address
from piaoju.dialects.wire.choice import largest_document
from piaoju.dialects.wire.dialect import Call, Operation, Parameter, RowSet
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.rows import Row, cells
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import Content, FileRules, Link, Read
from piaoju.errors import InvalidParameter
from piaoju.model.document import DocumentReading, ErrorItem, Reading

MAX_TEXT_CHARS = 7 * 2**20
MAX_FILE_BYTES = MAX_TEXT_CHARS // 4 * 3
DOWNLOAD_TIMEOUT_S = 3.0
PICTURES = frozenset({"jpeg", "png"})
_ROWS: Mapping[str, tuple[Row, ...]] = {MOTOR_VEHICLE: NEW_ROWS, USED_VEHICLE: USED_ROWS}
PARAMETERS = (
    Parameter("ImageBase64", "String", "Base64 without prefix, at most 7 MB of text; one of the two is needed"),
    Parameter("ImageUrl", "String", "http or https; at most 7 MB as Base64, within 3 s; goes before ImageBase64"),
    Parameter("IsPdf", "Boolean", "true: pictures and PDF; false: pictures only; true by default"),
    Parameter(
        "PdfPageNumber", "Integer", "of a PDF, the page to be read; 1 by default, which 0 means too; pictures have none"
    ),
)


def _prepare(request: WireRequest, credential: Credential) -> Call[Reading]:
    check_billing(credential)
    fields = action_parameters(request, PARAMETERS)
    takes_pdf = boolean(fields, "IsPdf", default=True)
    number = integer(fields, "PdfPageNumber", 1) or 1
    if number < 0:
        raise InvalidParameter(VALUE, "there is no such page")
    source = _source(fields)
    rules = FileRules(
        formats=PICTURES | {"pdf"} if takes_pdf else PICTURES,
        max_bytes=MAX_FILE_BYTES,
        min_side_px=20,
        max_side_px=10000,
        paged=frozenset({"pdf"}),
    )
    return Call(Read(source, rules, types=tuple(_ROWS), pages=(number,)), partial(_answer, request))


def _source(fields: Mapping[str, object]) -> Content | Link:
    """Return the file that a request brings or names; if it does both, what it names."""
    image, url = text(fields, "ImageBase64"), text(fields, "ImageUrl")
    if url:
        return Link(web_address(url), DOWNLOAD_TIMEOUT_S)
    if not image:
        raise InvalidParameter(VALUE, "one of ImageBase64 and ImageUrl is needed")
    return Content(decode_base64(image, max_chars=MAX_TEXT_CHARS))


def _answer(request: WireRequest, reading: Reading) -> WireReply | ErrorItem:
    document = largest_document(reading, tuple(_ROWS))
    if isinstance(document, ErrorItem):
        return document
    turn = _turn(reading, document)
    shown = cells(_ROWS[document.type], document.fields)
    return succeed(request, {"CarInvoiceInfos": [item(name, cell, turn) for name, cell in shown.items()]})


def _turn(reading: Reading, document: DocumentReading) -> Turn:
    page = next(page for page in reading.pages if page.page in document.pages)
    return Turn(page.width, page.height, document.rotation_deg or 0.0)


CAR_INVOICE = Operation(
    name="CarInvoiceOCR",
    method="POST",
    path="/",
    summary="Read a sales invoice of a motor vehicle, new or used, by POST or GET.",
    prepare=_prepare,
    parameters=PARAMETERS,
    rows=(
        RowSet("names in CarInvoiceInfos of a new vehicle's invoice", MOTOR_VEHICLE, NEW_ROWS),
        RowSet("names in CarInvoiceInfos of a used vehicle's invoice", USED_VEHICLE, USED_ROWS),
    ),
)
