"""Cards key by key: what the vendor lists, in which form, and what stands where nothing was read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from piaoju.model.document import DocumentReading, PageReading, Reading
from piaoju.model.field import FieldReading
from tests.serving import NOTHING, document, reading_of
from tests.unit.dialects.aliyun.scans import scanned

INVOICE_KEYS = """
invoice_name invoice_id invoice_number invoice_date invoice_bcompany invoice_bcode invoice_baddress invoice_baccount
invoice_password invoice_totalamount invoice_totaltax invoice_totalamountupper invoice_totalamountlower
invoice_scompany invoice_scode invoice_saddress invoice_saccount invoice_remark invoice_payee invoice_reviewer
invoice_drawer invoice_detail
""".split()  # noqa: SIM905, as the vendor lists them
DETAIL_KEYS = """
detail_name detail_type detail_unit detail_count detail_unitprice detail_amount detail_rate detail_tax
""".split()  # noqa: SIM905
CARD_KEYS: Mapping[str, Sequence[str]] = {
    "quota-account-permit": (
        *("amountInWords", "amountInFigures", "invoiceNumber", "invoiceCode", "type", "invoiceSerial"),
    ),
    "train-ticket": (
        *("price", "ticketNumber", "departureTime", "seatType", "trainNumber", "departure", "departurePhonics"),
        *("seatNumber", "destination", "destinationPhonics", "passengerInfo", "type"),
    ),
    "taxi-ticket": (
        *("actualCollection", "carNumber", "date", "invoiceCode", "invoiceNumber", "mileage", "amount"),
        *("getOffTime", "boardingTime", "totalAmount", "type"),
    ),
}
SERIAL_KEYS = {
    *("amountVersion", "year", "invoiceCategoryCode", "taxBureauCode", "invoiceIndustryCode", "regionalismCode"),
    "batchNumber",
}
TYPES = {
    "invoice": "vat_invoice",
    "quota-account-permit": "quota_invoice",
    "train-ticket": "train_ticket",
    "taxi-ticket": "taxi_receipt",
}


def result(card: str, reading: Reading) -> dict[str, Any]:
    item = scanned(card, reading)
    assert (item["code"], item["msg"], item["extras"]) == (200, "OK", {})
    (found,) = item["results"]
    assert found["scene"] == "ocr"
    return dict(found)


def info(card: str, found: DocumentReading) -> dict[str, Any]:
    """Return what is said of a document."""
    shown = result(card, reading_of(found))
    key = "invoiceInfo" if card == "invoice" else "ocrCardInfo"
    assert set(shown) == {"scene", "label", "suggestion", "rate", key}
    assert (shown["label"], shown["suggestion"], shown["rate"]) == ("ocr", "review", 98.0)
    return dict(shown[key])


def test_every_key_of_an_invoice() -> None:
    found = replace(document("vat_invoice", {}), items=({}, document("vat_invoice", {"name": "n"}).fields))
    shown = info("invoice", found)
    assert sorted(shown) == sorted(INVOICE_KEYS)
    assert {shown[key] for key in INVOICE_KEYS if key != "invoice_detail"} == {""}
    assert shown["invoice_detail"] == [
        dict.fromkeys(DETAIL_KEYS, ""),
        {**dict.fromkeys(DETAIL_KEYS, ""), "detail_name": "n"},
    ]


def test_values_of_an_invoice() -> None:
    lines = FieldReading(("03<1", "+2/4"), "03<1 +2/4", 0.9, 1, None)
    values = {
        "invoice_code": "044001800211",
        "issue_date": "2017-04-22",
        "total_excluding_tax": "4222.22",
        "total_tax": "717.78",
        "total_in_words": "肆仟玖佰肆拾圆整",
        "buyer_address_phone": "某市某路1号 010-12345678",
        "issuer": "张三",
    }
    found = document("vat_invoice", values)
    item = document("vat_invoice", {"specification": "A4", "quantity": "20", "tax_rate": "17%"}).fields
    shown = info("invoice", replace(found, fields={**found.fields, "cipher_area": lines}, items=(item,)))
    assert shown["invoice_id"] == "044001800211"
    assert shown["invoice_date"] == "20170422"
    assert shown["invoice_password"] == "03<1+2/4"
    assert (shown["invoice_totalamount"], shown["invoice_totaltax"]) == ("4222.22", "717.78")
    assert (shown["invoice_baddress"], shown["invoice_drawer"]) == ("某市某路1号 010-12345678", "张三")
    (row,) = shown["invoice_detail"]
    assert (row["detail_type"], row["detail_count"], row["detail_rate"]) == ("A4", "20", "17%")


@pytest.mark.parametrize(("card", "keys"), CARD_KEYS.items())
def test_every_key_of_a_card(card: str, keys: Sequence[str]) -> None:
    shown = info(card, document(TYPES[card], {}))
    assert sorted(shown) == sorted(keys)
    assert shown.pop("type") == ("quota-invoice" if card == "quota-account-permit" else card)
    assert shown.pop("invoiceSerial", None) == (
        dict.fromkeys(SERIAL_KEYS, "") if card == "quota-account-permit" else None
    )
    assert set(shown.values()) == {""}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "151131590123",
            {
                "amountVersion": "百万元版",
                "year": "2015",
                "invoiceCategoryCode": "",
                "taxBureauCode": "国税",
                "invoiceIndustryCode": "None",
                "regionalismCode": "南充市",
                "batchNumber": "01",
            },
        ),
        ("244031476010", {"taxBureauCode": "地税", "invoiceIndustryCode": "服务业", "regionalismCode": "深圳市"}),
        ("153001864058", {"invoiceIndustryCode": "其他", "regionalismCode": "云南省", "amountVersion": ""}),
        ("131001864304", {"regionalismCode": "上海市", "taxBureauCode": "国税", "batchNumber": "43"}),
        ("000001900011", {"taxBureauCode": "总局", "regionalismCode": "", "invoiceIndustryCode": "None"}),
        ("4403187601", dict.fromkeys(SERIAL_KEYS, "")),
        ("999999999999", dict.fromkeys(SERIAL_KEYS, "")),
    ],
)
def test_serial(code: str, expected: Mapping[str, str]) -> None:
    shown = info("quota-account-permit", document("quota_invoice", {"invoice_code": code}))
    assert shown["invoiceCode"] == code
    assert set(shown["invoiceSerial"]) == SERIAL_KEYS
    assert {name: shown["invoiceSerial"][name] for name in expected} == expected


def test_amounts_of_a_quota_invoice_are_those_that_are_printed() -> None:
    found = document("quota_invoice", {"amount_in_words": "伍拾元整", "amount_in_figures": "50.00"})
    derived = {**found.fields, "amount_in_figures": replace(found.fields["amount_in_figures"], source="derived")}
    assert info("quota-account-permit", found)["amountInFigures"] == "50.00"
    shown = info("quota-account-permit", replace(found, fields=derived))
    assert (shown["amountInWords"], shown["amountInFigures"]) == ("伍拾元整", "")


def test_train_ticket() -> None:
    values = {
        "ticket_number": "A000001",
        "departure_time": "2019-01-01 00:00",
        "passenger_id": "1101011990****0011",
        "passenger_name": "张三",
        "fare": "81.0",
    }
    found = document("train_ticket", values)
    station = FieldReading("深圳北", "深圳北 站", 0.9, 1, None)
    shown = info("train-ticket", replace(found, fields={**found.fields, "departure_station": station}))
    assert (shown["price"], shown["ticketNumber"]) == ("81.0", "A000001")
    assert shown["departureTime"] == "2019年01月01日00:00开"
    assert shown["departure"] == "深圳北站"
    assert shown["passengerInfo"] == "1101011990****0011张三"


def test_train_ticket_without_a_red_number() -> None:
    shown = info("train-ticket", document("train_ticket", {"invoice_number": "24119110010000000001"}))
    assert shown["ticketNumber"] == "24119110010000000001"


@pytest.mark.parametrize(("distance", "expected"), [("42.0", "42.0km"), ("***", "***")])
def test_taxi_ticket(distance: str, expected: str) -> None:
    found = document("taxi_receipt", {"distance": distance, "fare": "85.40", "total": "", "board_time": "21:01"})
    plate = FieldReading("粤B12345", "粤B·12345", 0.9, 1, None)
    shown = info("taxi-ticket", replace(found, fields={**found.fields, "plate": plate}))
    assert (shown["mileage"], shown["amount"], shown["totalAmount"]) == (expected, "85.40", "")
    assert (shown["boardingTime"], shown["carNumber"], shown["actualCollection"]) == ("21:01", "粤B·12345", "")


@pytest.mark.parametrize("card", TYPES)
def test_text_without_the_document_asked_for(card: str) -> None:
    shown = result(card, NOTHING)
    assert (shown["label"], shown["suggestion"], shown["rate"]) == ("ocr", "review", 0.0)
    key = "invoiceInfo" if card == "invoice" else "ocrCardInfo"
    kept = shown[key]
    assert sorted(kept) == sorted(INVOICE_KEYS if card == "invoice" else CARD_KEYS[card])
    assert kept.pop("invoice_detail", []) == []
    assert set(kept.pop("invoiceSerial", {"": ""}).values()) == {""}
    assert set(kept.values()) == {""}


def test_no_text() -> None:
    shown = result("invoice", Reading("ok", pages=(PageReading(1, 1600, 1200, 0),)))
    assert shown == {"scene": "ocr", "label": "normal", "suggestion": "pass", "rate": 0.0}


@pytest.mark.parametrize(("confidence", "rate"), [(0.99912, 99.91), (None, 0.0), (1.0, 100.0)])
def test_rate(confidence: float | None, rate: float) -> None:
    found = replace(document("vat_invoice", {}), confidence=confidence)
    assert result("invoice", reading_of(found))["rate"] == rate
