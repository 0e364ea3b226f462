"""The QR code against the print, and what it fills."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from piaoju.model.document import Barcode
from piaoju.model.geometry import quad_from_rect
from piaoju.numbers.qr_payload import QrPayload
from piaoju.reading.checks.qr import CONFIDENCE, QrFields, matches_print, misread_fields, read_payload, unread_fields
from piaoju.reading.checks.rule import run
from tests.unit.reading.checks.evidence import TODAY, evidence, field, fields

NAMES = QrFields("code", "number", "day", "check", "net", "total")
PAYLOAD = QrPayload("10", "044001800211", "12345678", Decimal("57"), date(2018, 1, 5), "1" * 20)
PRINTED = {"code": "044001800211", "number": "12345678", "day": "2018-01-05", "check": "1" * 20, "net": "57.00"}
QUAD = quad_from_rect(1, 2, 3, 4)


def finding(values: dict[str, str], payload: QrPayload | None = PAYLOAD) -> tuple[str, tuple[str, ...]]:
    (found,) = run([matches_print(NAMES)], evidence(values, qr=payload))
    return found.status, found.fields


def test_the_code_says_what_is_printed() -> None:
    assert finding(PRINTED) == ("pass", tuple(PRINTED))


def test_what_the_code_does_not_tell_is_not_named() -> None:
    assert finding(PRINTED | {"total": "6"}) == ("pass", tuple(PRINTED))


@pytest.mark.parametrize(("name", "value"), [("number", "12345679"), ("day", "2018-01-06"), ("net", "57.01")])
def test_what_differs_is_named(name: str, value: str) -> None:
    assert finding(PRINTED | {name: value}) == ("fail", (name,))


def test_nothing_to_compare() -> None:
    assert finding(PRINTED, None)[0] == "not_applicable"
    assert finding({"name": "x"})[0] == "not_applicable"


def test_an_amount_of_unknown_sort_may_be_either() -> None:
    payload = replace(PAYLOAD, kind="34")
    assert finding({"net": "50.00", "total": "57.00"}, payload) == ("pass", ("total",))
    assert finding({"net": "50.00", "total": "58.00"}, payload) == ("fail", ("net", "total"))
    assert finding({"total": "57.00"}, replace(PAYLOAD, kind="32"))[0] == "pass"


def test_what_was_filled_from_the_code_is_no_print() -> None:
    filled = {"number": field("12345678", source="qr"), "net": field("57.00", source="qr")}
    seen = replace(evidence({}), fields=filled, qr=PAYLOAD)
    (found,) = run([matches_print(NAMES)], seen)
    assert found.status == "not_applicable"
    assert seen.today == TODAY


def test_what_was_not_read_is_filled() -> None:
    code = Barcode("QRCode", "", QUAD)
    added = unread_fields(fields({"number": "12345670", "code": PRINTED["code"]}), NAMES, PAYLOAD, code, 2)
    assert {name: one.value for name, one in added.items()} == {
        "day": "2018-01-05",
        "check": "1" * 20,
        "net": "57.00",
    }
    assert {(one.source, one.confidence, one.page, one.quad) for one in added.values()} == {("qr", CONFIDENCE, 2, QUAD)}


def test_amounts_of_unknown_sort_and_short_check_codes_fill_nothing() -> None:
    payload = replace(PAYLOAD, kind="34", check_code="123456", code="")
    added = unread_fields({}, NAMES, payload, Barcode("QRCode", "", QUAD), 1)
    assert set(added) == {"number", "day"}


def test_the_first_code_with_a_checksum_counts() -> None:
    good = Barcode("QRCode", "01,33,165002223698,00345854,1980.20,20240306,962820,74A1,", QUAD)
    bad = replace(good, text=good.text.replace("1980", "1981"))
    found = read_payload((Barcode("QRCode", "https://fp.tax.example", QUAD), bad, good))
    assert found is not None
    assert (found[0].amount, found[1]) == (Decimal("1980.20"), good)
    assert read_payload((bad,)) is None


def test_fields_that_are_like_what_the_code_tells_were_misread() -> None:
    read = fields({"number": "12345678", "code": "144031624151", "day": "2020-01-02"})
    payload = replace(PAYLOAD, number="12345678", code="144031624150")
    righted = misread_fields(read, NAMES, payload)["code"]
    assert (righted.value, righted.raw_text, righted.source) == ("144031624150", "144031624151", "qr")


def test_a_code_that_agrees_with_no_field_is_of_another_document() -> None:
    payload = replace(PAYLOAD, number="12345678", code="144031624150")
    assert misread_fields(fields({"number": "12345679", "code": "144031624151"}), NAMES, payload) == {}


@pytest.mark.parametrize(
    ("others", "confidence", "is_righted"),
    [
        pytest.param({}, 0.97, False, id="only code and date agree"),
        pytest.param({}, 0.5, True, id="the number was hardly read"),
        pytest.param({"check": "1" * 20}, 0.97, True, id="the check code agrees"),
        pytest.param({"net": "57.00"}, 0.97, True, id="the amount agrees"),
        pytest.param({"net": "58.00"}, 0.97, False, id="the amount does not"),
    ],
)
def test_the_code_of_the_next_invoice_of_the_book_rights_no_sure_number(
    others: dict[str, str], confidence: float, *, is_righted: bool
) -> None:
    read = {**fields({"code": PRINTED["code"], "day": PRINTED["day"], **others})}
    read["number"] = field("12345679", confidence=confidence)
    assert ("number" in misread_fields(read, NAMES, PAYLOAD)) is is_righted


def test_what_is_unlike_the_code_is_left_alone() -> None:
    payload = replace(PAYLOAD, number="12345678", code="144031624150")
    assert "code" not in misread_fields(fields({"number": "12345678", "code": "9999999999"}), NAMES, payload)
