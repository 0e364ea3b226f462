"""The QR code against the print, and fields that were not read filled from it."""

from dataclasses import dataclass, replace

from piaoju.model.document import Barcode
from piaoju.model.field import FieldReading, Fields, amended
from piaoju.numbers import money, qr_payload
from piaoju.numbers.qr_payload import QrPayload
from piaoju.numbers.text import likeness
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, failed, not_applicable, passed

CONFIDENCE = 0.99
"""Of a value from a code whose checksum holds: less than one, as another paper's code may lie on the document."""

ALIKE = 0.6
"""Share of a value that a misreading of it still has in common with it at least."""

SURE = 0.9
"""Confidence of a value that only a code which is surely this document's can change."""

NET_KINDS = frozenset({"01", "10", "33"})
"""Kinds whose amount is without tax; of others, it is with tax or not known."""
TOTAL_KINDS = frozenset({"31", "32", "51"})
"""Kinds whose amount is with tax. Source of both: codes of issued invoices compared with their totals."""

_CHECK_CODE_DIGITS = 20


@dataclass(frozen=True, slots=True)
class QrFields:
    """Which fields of a type its QR code repeats; empty where the type has no such field.

    Attributes:
        code: invoice code.
        number: invoice number.
        issue_date: day of issue.
        check_code: twenty digits.
        net: total without tax.
        total: total with tax.
    """

    code: str
    number: str
    issue_date: str
    check_code: str
    net: str
    total: str

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that there are."""
        every = (self.code, self.number, self.issue_date, self.check_code, self.net, self.total)
        return tuple(name for name in every if name)


def read_payload(barcodes: tuple[Barcode, ...]) -> tuple[QrPayload, Barcode] | None:
    """Return what the first code with a good checksum says, and the code; None if there is none."""
    for barcode in barcodes:
        if qr_payload.is_valid(barcode.text):
            return qr_payload.split(barcode.text), barcode
    return None


def matches_print(names: QrFields) -> Rule:
    """Return the rule that the QR code says what is printed."""

    def check(evidence: Evidence) -> Outcome:
        if evidence.qr is None:
            return not_applicable("no QR code with a good checksum was read")
        fields = evidence.fields
        printed = {name for name in names.names if name in fields and fields[name].source != "qr"}
        same = _texts(names, evidence.qr)
        compared = [name for name in same if name in printed]
        different = [name for name in compared if evidence.text(name) != same[name]]
        amounts = {name: evidence.amount(name) for name in _amount_fields(names, evidence.qr) if name in printed}
        same_amounts = [name for name, amount in amounts.items() if amount == evidence.qr.amount]
        if not same_amounts:
            different += amounts
        compared += same_amounts or amounts
        if not compared:
            return not_applicable("nothing of the QR code was read from the print")
        if different:
            return failed(f"the QR code says otherwise: {', '.join(different)}", *different)
        return passed(f"the QR code says the same: {', '.join(compared)}", *compared)

    return Rule(
        "qr_matches_print",
        (),
        check,
        "code, number, date, check code and amount of the QR code are those printed",
        tolerance="of kinds whose amount is not known to be with or without tax, either",
        source="codes of issued invoices",
        optional=names.names,
    )


def unread_fields(fields: Fields, names: QrFields, payload: QrPayload, barcode: Barcode, page: int) -> Fields:
    """Return the fields that were not read and that the QR code tells."""
    texts = _texts(names, payload)
    told = _amount_fields(names, payload)
    if len(told) == 1:
        texts[told[0]] = f"{payload.amount:.2f}"
    return {
        name: FieldReading(text, text, CONFIDENCE, page, barcode.quad, source="qr")
        for name, text in texts.items()
        if name not in fields
    }


def misread_fields(fields: Fields, names: QrFields, payload: QrPayload) -> dict[str, FieldReading]:
    """Return the fields that were misread by what the QR code tells, with its values; amounts are left alone.

    The code must be this document's: some other field says what it says, and what was misread is like what it tells.
    Invoices of one book and day have code and date in common: where no more than these agree, the code may be that of a
    neighbour, and what was surely read stays.
    """
    told = _texts(names, payload)
    read = {name: field for name in told if (field := fields.get(name)) is not None and field.source == "ocr"}
    wrong = [name for name, field in read.items() if field.value != told[name]]
    if len(wrong) == len(read):
        return {}
    is_own = any(name in read and name not in wrong for name in (names.number, names.check_code)) or any(
        payload.amount and name in fields and money.parse(str(fields[name].value)) == payload.amount
        for name in _amount_fields(names, payload)
    )
    wrong = [name for name in wrong if is_own or (read[name].confidence or 0.0) < SURE]
    return {
        name: replace(amended(read[name], told[name], told[name], CONFIDENCE), source="qr")
        for name in wrong
        if likeness(str(read[name].value), told[name]) >= ALIKE
    }


def _texts(names: QrFields, payload: QrPayload) -> dict[str, str]:
    """Return the values, amounts not, that the code tells: by field, without those that it leaves empty."""
    check_code = payload.check_code if len(payload.check_code) == _CHECK_CODE_DIGITS else ""
    told = {
        names.code: payload.code,
        names.number: payload.number,
        names.issue_date: payload.issue_date.isoformat(),
        names.check_code: check_code,
    }
    return {name: text for name, text in told.items() if name and text}


def _amount_fields(names: QrFields, payload: QrPayload) -> tuple[str, ...]:
    """Return the field that the code's amount is of, or those that it may be of."""
    if payload.kind in NET_KINDS and names.net:
        return (names.net,)
    if payload.kind in TOTAL_KINDS:
        return (names.total,)
    return tuple(name for name in (names.net, names.total) if name)
