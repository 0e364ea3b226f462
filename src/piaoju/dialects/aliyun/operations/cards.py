"""The cards (卡证) that can be asked for: which document type each is, and what is said of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from piaoju.dialects.aliyun.fields import as_departure, first_of, if_printed, in_digits, in_kilometres, printed, texts
from piaoju.dialects.aliyun.operations.invoice_serial import SERIAL_ROWS
from piaoju.dialects.wire.message import Json
from piaoju.dialects.wire.rows import Row, constant, joined, row
from piaoju.model.document import DocumentReading


@dataclass(frozen=True, slots=True)
class Card:
    """A document that can be asked for.

    Attributes:
        document_type: ours.
        key: under which it is described in a result.
        rows: strings.
        more: what else stands beside them, by name: of the document, or of none.
    """

    document_type: str
    key: str
    rows: tuple[Row, ...]
    more: Mapping[str, Callable[[DocumentReading | None], object]]

    def describe(self, document: DocumentReading | None) -> Json:
        """Return what is said of a document, under the card's key; all of it empty if there is none."""
        shown: Json = {**(_empty(self.rows) if document is None else texts(self.rows, document.fields))}
        return {self.key: {**shown, **{name: tell(document) for name, tell in self.more.items()}}}


def _empty(rows: tuple[Row, ...]) -> Mapping[str, str]:
    return {row.name: "" for row in rows}


def _details(document: DocumentReading | None) -> list[Mapping[str, str]]:
    return [] if document is None else [texts(DETAIL_ROWS, item) for item in document.items]


def _serial(document: DocumentReading | None) -> Mapping[str, str]:
    return _empty(SERIAL_ROWS) if document is None else texts(SERIAL_ROWS, document.fields)


INVOICE_ROWS = (
    row("invoice_name", "title"),
    row("invoice_id", "invoice_code"),
    row("invoice_number", "invoice_number"),
    row("invoice_date", "issue_date", in_digits),
    row("invoice_bcompany", "buyer_name"),
    row("invoice_bcode", "buyer_tax_id"),
    row("invoice_baddress", "buyer_address_phone"),
    row("invoice_baccount", "buyer_bank_account"),
    row("invoice_password", "cipher_area"),
    row("invoice_totalamount", "total_excluding_tax"),
    row("invoice_totaltax", "total_tax"),
    row("invoice_totalamountupper", "total_in_words"),
    row("invoice_totalamountlower", "total_including_tax"),
    row("invoice_scompany", "seller_name"),
    row("invoice_scode", "seller_tax_id"),
    row("invoice_saddress", "seller_address_phone"),
    row("invoice_saccount", "seller_bank_account"),
    row("invoice_remark", "remark"),
    row("invoice_payee", "payee"),
    row("invoice_reviewer", "reviewer"),
    row("invoice_drawer", "issuer"),
)
DETAIL_ROWS = (
    row("detail_name", "name"),
    row("detail_type", "specification"),
    row("detail_unit", "unit"),
    row("detail_count", "quantity"),
    row("detail_unitprice", "unit_price"),
    row("detail_amount", "amount"),
    row("detail_rate", "tax_rate"),
    row("detail_tax", "tax"),
)
QUOTA_ROWS = (
    if_printed(row("amountInWords", "amount_in_words")),
    if_printed(row("amountInFigures", "amount_in_figures")),
    row("invoiceNumber", "invoice_number"),
    row("invoiceCode", "invoice_code"),
    constant("type", "quota-invoice"),  # not the name that it is asked for by
)
TRAIN_ROWS = (
    row("price", "fare"),
    first_of("ticketNumber", "ticket_number", "invoice_number"),  # an electronic ticket has no red number
    row("departureTime", "departure_time", as_departure),
    row("seatType", "seat_class"),
    row("trainNumber", "train_number"),
    printed("departure", "departure_station"),
    row("departurePhonics", "departure_pinyin"),
    row("seatNumber", "seat_number"),
    printed("destination", "arrival_station"),
    row("destinationPhonics", "arrival_pinyin"),
    joined("passengerInfo", ("passenger_id", "passenger_name")),
    constant("type", "train-ticket"),
)
TAXI_ROWS = (
    row("actualCollection", "total_paid"),
    printed("carNumber", "plate"),
    printed("date", "date"),
    row("invoiceCode", "invoice_code"),
    row("invoiceNumber", "invoice_number"),
    row("mileage", "distance", in_kilometres),
    row("amount", "fare"),
    row("getOffTime", "alight_time"),
    row("boardingTime", "board_time"),
    row("totalAmount", "total"),
    constant("type", "taxi-ticket"),
)

CARDS: Mapping[str, Card] = {
    "invoice": Card("vat_invoice", "invoiceInfo", INVOICE_ROWS, {"invoice_detail": _details}),
    "quota-account-permit": Card("quota_invoice", "ocrCardInfo", QUOTA_ROWS, {"invoiceSerial": _serial}),
    "train-ticket": Card("train_ticket", "ocrCardInfo", TRAIN_ROWS, {}),
    "taxi-ticket": Card("taxi_receipt", "ocrCardInfo", TAXI_ROWS, {}),
}
