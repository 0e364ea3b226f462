"""Huawei's replies key by key: what the vendor's pages list, in which form, and what stands where nothing was read."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from piaoju.dialects.huawei import DIALECT
from piaoju.dialects.huawei.operations.mvs_rows import NEW_ROWS_WITH_TYPE, USED_ROWS
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.message import WireReply
from piaoju.dialects.wire.task import Content, Link, ListProjects, Project, Read, Token
from piaoju.errors import InvalidParameter
from piaoju.model.document import ErrorItem, Reading
from piaoju.model.field import FieldReading
from tests.serving import NOTHING, document, reading_of
from tests.unit.dialects.desks import REQUEST_ID, credential, request

NEW_KEYS = """
code number machine_printed_code machine_printed_number issue_date machine_number buyer_name
buyer_organization_number buyer_id seller_name seller_phone seller_id seller_account seller_address seller_bank
vehicle_type brand_model manufacturing_location quality_certificate import_certificate inspection_number
engine_number vehicle_identification_number tonnage seating_capacity tax_authority tax_authority_code
tax_payment_receipt tax_rate tax tax_exclusive_price total total_chinese fiscal_code
""".split()  # noqa: SIM905, as the vendor lists them
USED_KEYS = """
code number machine_printed_code machine_printed_number issue_date machine_number buyer_name buyer_id
buyer_address buyer_phone seller_name seller_id seller_address seller_phone licence_plate_number
registration_number vehicle_type vehicle_identification_number brand_model dept_motor_vehicles total
total_chinese auction_org_name auction_org_address auction_org_id auction_org_bank_account auction_org_phone
used_vehicle_market_name used_vehicle_market_id used_vehicle_market_address used_vehicle_market_bank_account
used_vehicle_market_phone remark drawer_name fiscal_code
""".split()  # noqa: SIM905, as the vendor lists them
IMAGE = base64.b64encode(b"\x89PNG").decode()


def operation(name: str) -> Operation:
    return next(each for each in DIALECT.operations if each.name == name)


def call(name: str, **fields: object) -> Call[Any]:
    body = json.dumps({"image": IMAGE, **fields}).encode()
    return operation(name).prepare(request("POST", operation(name).path, body=body), credential("huawei"))


def result(reply: WireReply | ErrorItem) -> dict[str, Any]:
    assert isinstance(reply, WireReply)
    assert dict(reply.headers) == {"Content-Type": "application/json", "X-Request-Id": REQUEST_ID.hex}
    content: dict[str, Any] = json.loads(reply.body)
    assert list(content) == ["result"]
    found: dict[str, Any] = content["result"]
    return found


def full(rows: tuple[Any, ...], document_type: str, variant: str | None = None) -> Reading:
    """Return a reading with every field that the rows show, its value being its name."""
    names = [name for row in rows for name in row.fields]
    return reading_of(document(document_type, {name: name for name in names}, variant))


def test_quota_invoice() -> None:
    values = {"invoice_code": "244031000011", "invoice_number": "91000061", "amount_in_figures": "50.00"}
    shown = result(call("quota-invoice").answer(reading_of(document("quota_invoice", values))))
    assert shown == {
        "code": "244031000011",
        "number": "91000061",
        "location": "",
        "amount": "¥50.00",
        "confidence": {"code": 0.9877, "number": 0.9877, "location": 0.0, "amount": 0.9877},
    }


def test_confidence_that_is_not_known() -> None:
    found = document("quota_invoice", {"invoice_code": "1"})
    field = replace(found.fields["invoice_code"], confidence=None)
    shown = result(call("quota-invoice").answer(reading_of(replace(found, fields={"invoice_code": field}))))
    assert shown["confidence"]["code"] == 0.0


@pytest.mark.parametrize(
    ("found", "fields", "keys", "title"),
    [
        ("motor", {}, NEW_KEYS, None),
        ("motor", {"type": "auto"}, [*NEW_KEYS, "remark", "drawer_name"], "机动车销售统一发票"),
        ("motor", {"type": "new"}, [*NEW_KEYS, "remark", "drawer_name"], "机动车销售统一发票"),
        ("used", {"type": None}, NEW_KEYS, None),
        ("used", {"type": "auto"}, USED_KEYS, "二手车销售统一发票"),
        ("used", {"type": "used"}, USED_KEYS, "二手车销售统一发票"),
    ],
)
def test_keys_of_mvs_invoice(found: str, fields: dict[str, object], keys: list[str], title: str | None) -> None:
    rows = NEW_ROWS_WITH_TYPE if found == "motor" else USED_ROWS
    reading = full(rows, f"{found}_vehicle_invoice")
    asked = call("mvs-invoice", **fields, return_confidence=True, return_text_location=True)
    shown = result(asked.answer(reading))
    assert shown.pop("type", None) == title
    assert set(shown.pop("confidence")) == set(shown.pop("text_location")) == set(keys)
    assert sorted(shown) == sorted(keys)
    if fields.get("type"):
        assert "" not in shown.values()


def test_without_wishes_only_text() -> None:
    shown = result(call("mvs-invoice").answer(full(NEW_ROWS_WITH_TYPE, "motor_vehicle_invoice")))
    assert set(shown) == set(NEW_KEYS)


@pytest.mark.parametrize(
    ("variant", "title"),
    [
        ("digital", "电子发票（机动车销售统一发票）"),
        ("digital_paper", "机动车销售统一发票"),
        (None, "机动车销售统一发票"),
    ],
)
def test_title_of_digital_invoices(variant: str | None, title: str) -> None:
    reading = full(NEW_ROWS_WITH_TYPE, "motor_vehicle_invoice", variant)
    assert result(call("mvs-invoice", type="auto").answer(reading))["type"] == title


def test_values_as_the_vendor_writes_them() -> None:
    found = document(
        "motor_vehicle_invoice",
        {"total_including_tax": "147800.00", "tax": "***", "tax_rate": "17%", "issue_date": "2017-07-19"},
    )
    code = FieldReading(("03<1", "+/22"), "", 0.5, 1, ((0.4, 1.6), (9, 1), (9, 5), (0, 5)))
    found = replace(found, fields={**found.fields, "tax_control_code": code})
    asked = call("mvs-invoice", return_text_location=True, return_confidence=True)
    shown = result(asked.answer(reading_of(found)))
    assert (shown["total"], shown["tax"], shown["tax_rate"]) == ("¥147800.00", "***", "17%")
    assert (shown["issue_date"], shown["fiscal_code"]) == ("2017-07-19", "03<1+/22")
    assert shown["text_location"]["fiscal_code"] == [[0, 2], [9, 1], [9, 5], [0, 5]]
    assert (shown["text_location"]["code"], shown["confidence"]["code"]) == ([], 0.0)


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        (None, ("motor_vehicle_invoice", "used_vehicle_invoice")),
        ("", ("motor_vehicle_invoice", "used_vehicle_invoice")),
        ("auto", ("motor_vehicle_invoice", "used_vehicle_invoice")),
        ("new", ("motor_vehicle_invoice",)),
        ("used", ("used_vehicle_invoice",)),
    ],
)
def test_what_is_asked_of_the_reader(kind: str | None, types: tuple[str, ...]) -> None:
    task = call("mvs-invoice", type=kind).task
    assert isinstance(task, Read)
    assert (task.types, task.pages, task.source) == (types, (1,), Content(b"\x89PNG"))
    assert task.rules.formats == frozenset({"jpeg", "png", "bmp", "tiff", "pdf"})
    assert (task.rules.min_side_px, task.rules.max_side_px) == (100, 8000)


def test_rules_of_quota_invoice() -> None:
    task = call("quota-invoice", image=None, url="https://example.com/a.jpg", unknown=[1]).task
    assert isinstance(task, Read)
    assert task.source == Link("https://example.com/a.jpg", 5.0)
    assert task.rules.formats == frozenset({"jpeg", "png", "bmp", "tiff"})
    assert (task.rules.min_side_px, task.rules.max_side_px, task.rules.max_bytes) == (15, 4096, 7864320)


def test_nothing_found() -> None:
    answer = call("quota-invoice").answer(NOTHING)
    assert isinstance(answer, ErrorItem)
    assert answer.code == "no_document_found"


@pytest.mark.parametrize("fields", [{"type": "AUTO"}, {"type": 1}, {"return_confidence": 1}, {"image": ["a"]}])
def test_parameters_of_wrong_type(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidParameter):
        call("mvs-invoice", **fields)


def test_projects() -> None:
    projects = operation("projects")
    found = projects.prepare(request("GET", "/v3/projects?name=cn-north-4"), credential("huawei"))
    assert isinstance(found.task, ListProjects)
    assert found.task.name == "cn-north-4"
    reply = found.answer([Project("1", "cn-north-4")])
    assert isinstance(reply, WireReply)
    assert json.loads(reply.body) == {"projects": [{"id": "1", "name": "cn-north-4"}], "links": {}}


def test_token() -> None:
    tokens = operation("auth-tokens")
    moment = datetime(2026, 11, 22, 3, 53, 7, tzinfo=UTC)
    issued = Token("sealed", moment, moment.replace(day=23), Project("1", "cn-north-4"))
    reply = tokens.prepare(request("POST", "/v3/auth/tokens"), credential("huawei", uid="7")).answer(issued)
    assert isinstance(reply, WireReply)
    assert (reply.status, dict(reply.headers)["X-Subject-Token"]) == (201, "sealed")
    token = json.loads(reply.body)["token"]
    assert (token["expires_at"], token["methods"]) == ("2026-11-23T03:53:07.000000Z", ["password"])
    assert token["project"] == {"id": "1", "name": "cn-north-4", "domain": {"id": "7", "name": "acme"}}
    assert (token["roles"], token["catalog"], token["user"]["password_expires_at"]) == ([], [], "")
