"""POST /ocr/value_add_tax_invoice: a VAT invoice (增值税发票), with the place of every text."""

from collections.abc import Iterable
from functools import partial
from urllib.parse import quote

from piaoju.dialects.deepfinch.envelope import succeed
from piaoju.dialects.deepfinch.faults import BOTH, NEITHER
from piaoju.dialects.deepfinch.fields import in_characters, leaf, leaves
from piaoju.dialects.wire.body import web_address
from piaoju.dialects.wire.choice import largest_document
from piaoju.dialects.wire.dialect import Call, Operation, Parameter, RowSet
from piaoju.dialects.wire.forms import Part, form_parts, query_parts
from piaoju.dialects.wire.message import Json, WireReply, WireRequest
from piaoju.dialects.wire.rows import Row, cells, item_cells, line_cells, row
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import Content, FileRules, Link, Read
from piaoju.errors import InvalidParameter
from piaoju.model.document import DocumentReading, ErrorItem, Reading

TYPE = "vat_invoice"
MAX_FILE_BYTES = 5 * 2**20
DOWNLOAD_TIMEOUT_S = 5.0
# Limits of the sibling call vat_invoice, this one's page gives none. Sides have to be longer than 15 px.
RULES = FileRules(formats=frozenset({"jpeg", "png"}), max_bytes=MAX_FILE_BYTES, min_side_px=16, max_side_px=6000)
_RESERVED = ":/?#[]@!$&'()*+,;=%"

INVOICE_ROWS = (
    row("invoice_code", "invoice_code"),
    row("invoice_check_code", "check_code"),
    row("invoice_numb", "invoice_number"),  # spelt so on the vendor's page
    row("invoice_date", "issue_date", in_characters),
    row("invoice_password", "cipher_area"),
    row("machine_code", "machine_number"),
)
DETAIL_ROWS = (
    row("detail_name", "name"),
    row("amount", "amount"),
    row("tax_rate", "tax_rate"),
    row("tax_amount", "tax"),
)
AMOUNT_ROWS = (
    row("amount_total", "total_excluding_tax"),
    row("tax_amount_total", "total_tax"),
    row("amount_in_words", "total_in_words"),
    row("amount_in_figuers", "total_including_tax"),  # spelt so on the vendor's page
)


def _party_rows(party: str) -> tuple[Row, ...]:
    return (
        row("name", f"{party}_name"),
        row("checkcode", f"{party}_tax_id"),
        row("address_and_phone", f"{party}_address_phone"),
        row("bank_info", f"{party}_bank_account"),
    )


BUYER_ROWS = _party_rows("buyer")
SELLER_ROWS = _party_rows("seller")


def _prepare(request: WireRequest, credential: Credential) -> Call[Reading]:
    del credential
    return Call(Read(_source(request), RULES, types=(TYPE,), pages=(1,)), partial(_answer, request))


def _source(request: WireRequest) -> Content | Link:
    """Return the picture that a request brings or names; a url in the form goes before one in the query.

    Raises:
        InvalidParameter: neither or both are given, the form is malformed, or the address is none of the web.
    """
    form = form_parts(request.headers.get("Content-Type"), request.body)
    file = _first(form, "file")
    url = _first((*form, *query_parts(request.query)), "url")
    if file and url:
        raise InvalidParameter(BOTH, "file and url are both given")
    if url:
        # Whoever encodes an address as any value of a form is encoded has done as the vendor asks, yet that encoding
        # is undone by now.
        return Link(web_address(quote(url.text, safe=_RESERVED)), DOWNLOAD_TIMEOUT_S)
    if file:
        return Content(file.content)
    raise InvalidParameter(NEITHER, "neither file nor url is given")


def _first(parts: Iterable[Part], name: str) -> Part | None:
    """Return the first part of that name that is not empty."""
    return next((part for part in parts if part.name == name and part.content), None)


def _answer(request: WireRequest, reading: Reading) -> WireReply | ErrorItem:
    document = largest_document(reading, (TYPE,))
    return document if isinstance(document, ErrorItem) else succeed(request, _result(document))


def _result(document: DocumentReading) -> Json:
    fields = document.fields
    invoice = leaves(cells(INVOICE_ROWS, fields))
    lines = line_cells(fields.get("cipher_area"))
    if lines:
        # An object in the vendor's table, a list of leaves in its example: the example holds where text was found.
        invoice["invoice_password"] = [leaf(line) for line in lines]
    return {
        "invoice_info": invoice,
        "buyer_info": leaves(cells(BUYER_ROWS, fields)),
        "seller_info": leaves(cells(SELLER_ROWS, fields)),
        "detail_info": [leaves(item) for item in item_cells(DETAIL_ROWS, document)],
        "amount_info": leaves(cells(AMOUNT_ROWS, fields)),
    }


VALUE_ADD_TAX_INVOICE = Operation(
    name="value_add_tax_invoice",
    method="POST",
    path="/ocr/value_add_tax_invoice",
    summary="Read a VAT invoice.",
    prepare=_prepare,
    parameters=(
        Parameter("file", "part", "multipart: JPEG or PNG, at most 5 MB, sides of 16 to 6000 px"),
        Parameter("url", "text", "in a form or the query: http or https, the same limits, within 5 s"),
    ),
    rows=(
        RowSet("`invoice_info`; `invoice_password` holds one leaf a printed line", TYPE, INVOICE_ROWS),
        RowSet("`buyer_info`", TYPE, BUYER_ROWS),
        RowSet("`seller_info`", TYPE, SELLER_ROWS),
        RowSet("`detail_info`, of each item row", TYPE, DETAIL_ROWS),
        RowSet("`amount_info`", TYPE, AMOUNT_ROWS),
    ),
)
