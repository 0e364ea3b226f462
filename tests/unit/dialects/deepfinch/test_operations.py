"""DeepFinch's call key by key: what may be asked, how, and what the reply holds where something was read or not."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from piaoju.dialects.deepfinch import DIALECT
from piaoju.dialects.wire.dialect import Call
from piaoju.dialects.wire.message import WireReply
from piaoju.dialects.wire.task import Content, Link, Read
from piaoju.errors import Overloaded, PiaojuError, RateLimited
from piaoju.model.document import DocumentReading, ErrorItem, PageReading, Reading
from piaoju.model.field import FieldReading, LineReading
from piaoju.model.geometry import Quad
from tests.serving import NOTHING, document, reading_of
from tests.unit.dialects.desks import REQUEST_ID, credential, request

(OPERATION,) = DIALECT.operations
PATH = OPERATION.path
KEYS = {
    "invoice_info": [
        "invoice_code",
        "invoice_check_code",
        "invoice_numb",
        "invoice_date",
        "invoice_password",
        "machine_code",
    ],
    "buyer_info": ["name", "checkcode", "address_and_phone", "bank_info"],
    "seller_info": ["name", "checkcode", "address_and_phone", "bank_info"],
    "amount_info": ["amount_total", "tax_amount_total", "amount_in_words", "amount_in_figuers"],
}
DETAIL_KEYS = ["detail_name", "amount", "tax_rate", "tax_amount"]
EMPTY = {"txt": "", "region": ""}
QUAD: Quad = ((10.126, 20.0), (110, 21.5), (110, 31.5), (10, 30))
REGION = [10.13, 20.0, 110.0, 21.5, 110.0, 31.5, 10.0, 30.0]
JPEG = b"\xff\xd8\xff\xe0 a picture \r\n--not a boundary\r\n"
URL = "http://example.com/a.jpg"
FORM = "application/x-www-form-urlencoded"


def multipart(*parts: tuple[str, bytes]) -> bytes:
    """Return a body of parts, each given by the rest of its head after `form-data; name=`, and its content."""
    written = [b'--b\r\nContent-Disposition: form-data; name="%s\r\n\r\n%s\r\n' % (h.encode(), c) for h, c in parts]
    return b"".join((*written, b"--b--\r\n"))


def call(body: bytes = b"", content_type: str = "multipart/form-data; boundary=b", query: str = "") -> Call[Any]:
    asked = request("POST", f"{PATH}?{query}", {"Content-Type": content_type}, body)
    return OPERATION.prepare(asked, credential("deepfinch"))


def task(body: bytes = b"", content_type: str = "multipart/form-data; boundary=b", query: str = "") -> Read:
    found = call(body, content_type, query).task
    assert isinstance(found, Read)
    return found


def answer(reading: Reading) -> WireReply | ErrorItem:
    return call(multipart(('file"', JPEG))).answer(reading)


def result(*documents: DocumentReading) -> dict[str, Any]:
    reply = answer(reading_of(*documents))
    assert isinstance(reply, WireReply)
    assert (reply.status, reply.outcome, dict(reply.headers)) == (200, "OK", {"Content-Type": "application/json"})
    content = json.loads(reply.body)
    assert set(content) == {"status", "request_id", "result"}
    assert (content["status"], content["request_id"]) == ("OK", f"TID{REQUEST_ID.hex}")
    found: dict[str, Any] = content["result"]
    return found


def field(value: str, quad: Quad | None = QUAD) -> FieldReading:
    return FieldReading(value, value, 0.9, 1, quad)


def test_all_keys_are_there_with_nothing_read() -> None:
    found = result(document("vat_invoice", {}))
    assert found.pop("detail_info") == []
    assert found == {group: dict.fromkeys(keys, EMPTY) for group, keys in KEYS.items()}


def test_every_key_shows_its_field() -> None:
    fields = {
        "invoice_info": ["invoice_code", "check_code", "invoice_number", "issue_date", "cipher_area", "machine_number"],
        "buyer_info": ["buyer_name", "buyer_tax_id", "buyer_address_phone", "buyer_bank_account"],
        "seller_info": ["seller_name", "seller_tax_id", "seller_address_phone", "seller_bank_account"],
        "amount_info": ["total_excluding_tax", "total_tax", "total_in_words", "total_including_tax"],
    }
    names = [name for group in fields.values() for name in group]
    found = result(document("vat_invoice", {name: f"《{name}》" for name in names}))
    for group, keys in KEYS.items():
        texts = {name: leaf["txt"] for name, leaf in found[group].items()}
        assert texts == {key: f"《{name}》" for key, name in zip(keys, fields[group], strict=True)}


def test_a_leaf_has_eight_numbers() -> None:
    fields = {"invoice_number": field("00000001"), "total_tax": field("***", None)}
    found = result(replace(document("vat_invoice", {}), fields=fields))
    shown = found["invoice_info"]["invoice_numb"]
    assert shown == {"txt": "00000001", "region": REGION}
    assert all(isinstance(number, float) for number in shown["region"])
    assert found["amount_info"]["tax_amount_total"] == {"txt": "***", "region": ""}


def test_values_as_the_example_writes_them() -> None:
    found = result(
        document(
            "vat_invoice",
            {"issue_date": "2022-03-24", "total_including_tax": "120.00", "total_in_words": "壹佰贰拾圆整"},
        )
    )
    assert found["invoice_info"]["invoice_date"]["txt"] == "2022年03月24日"
    assert found["amount_info"]["amount_in_figuers"]["txt"] == "120.00"
    assert found["amount_info"]["amount_in_words"]["txt"] == "壹佰贰拾圆整"


def test_password_has_a_leaf_for_each_line() -> None:
    lines = (LineReading("03<1", "03<1", 0.9, 1, QUAD), LineReading("+/22", "+/22", 0.9, 1, None))
    cipher = FieldReading(("03<1", "+/22"), "03<1\n+/22", 0.9, 1, QUAD, lines=lines)
    found = result(replace(document("vat_invoice", {}), fields={"cipher_area": cipher}))
    assert found["invoice_info"]["invoice_password"] == [
        {"txt": "03<1", "region": REGION},
        {"txt": "+/22", "region": ""},
    ]


def test_detail_has_an_entry_for_each_item() -> None:
    full = {"name": field("*餐饮*餐费"), "amount": field("120.00"), "tax_rate": field("免税"), "tax": field("***")}
    found = result(replace(document("vat_invoice", {}), items=(full, {"name": field("折扣")})))
    assert [list(entry) for entry in found["detail_info"]] == [DETAIL_KEYS, DETAIL_KEYS]
    assert [leaf["txt"] for leaf in found["detail_info"][0].values()] == ["*餐饮*餐费", "120.00", "免税", "***"]
    assert found["detail_info"][1]["amount"] == EMPTY


def test_reply_is_about_the_largest_invoice() -> None:
    small = replace(document("vat_invoice", {"invoice_code": "small"}), quad=QUAD)
    large = document("vat_invoice", {"invoice_code": "large"})
    assert result(small, large)["invoice_info"]["invoice_code"]["txt"] == "large"


@pytest.mark.parametrize(
    ("reading", "status"),
    [
        (NOTHING, "DETECTION_FAILED"),
        (Reading("ok", pages=(PageReading(1, 1600, 1200, 0),)), "DETECTION_FAILED"),
        (reading_of(document("quota_invoice", {})), "DETECTION_FAILED"),
        (Reading("failed", (ErrorItem("corrupt_input", "damaged", "decode", 1),)), "INVALID_ARGUMENT"),
    ],
)
def test_no_invoice(reading: Reading, status: str) -> None:
    item = answer(reading)
    assert isinstance(item, ErrorItem)
    fault = DIALECT.faults.find(item)
    assert (fault.status, fault.code) == (400, status)


@pytest.mark.parametrize(
    "head",
    [
        'file"; filename="vat.jpg"',
        'file"; filename="vat.jpg"\r\nContent-Type: image/jpeg',
        'file"; filename="发票.pdf"\r\nContent-Type: text/plain',
        "file\"; filename*=utf-8''%E5%8F%91%E7%A5%A8.jpg",
        'file"; filename=""',
        'file"',
    ],
)
def test_file_whatever_it_is_called(head: str) -> None:
    asked = task(multipart((head, JPEG)))
    assert asked.source == Content(JPEG)
    assert (asked.types, asked.pages) == (("vat_invoice",), (1,))


def test_file_rules() -> None:
    rules = task(multipart(('file"', JPEG))).rules
    assert rules.formats == frozenset({"jpeg", "png"})
    assert (rules.max_bytes, rules.min_side_px, rules.max_side_px) == (5 * 2**20, 16, 6000)


@pytest.mark.parametrize(
    ("body", "content_type", "query"),
    [
        (multipart(('url"', URL.encode())), "multipart/form-data; boundary=b", ""),
        (multipart(('file"', b""), ('url"', URL.encode())), "multipart/form-data; boundary=b", ""),
        (f"url={quote(URL, safe='')}".encode(), FORM, ""),
        (f"url={quote(URL, safe='')}&unknown=1".encode(), f"{FORM}; charset=utf-8", ""),
        (f"url={quote(URL, safe='')}".encode(), FORM, "url=http://example.com/other.jpg"),
        (b"url=", FORM, f"url={URL}"),
        (b"", "", f"url={URL}"),
        (b"{}", "application/json", f"url={URL}"),
    ],
)
def test_url_wherever_it_stands(body: bytes, content_type: str, query: str) -> None:
    assert task(body, content_type, query).source == Link(URL, 5.0)


@pytest.mark.parametrize("sent", ["http://example.com/发票.jpg", "http://example.com/%E5%8F%91%E7%A5%A8.jpg"])
def test_url_is_encoded_once(sent: str) -> None:
    expected = Link("http://example.com/%E5%8F%91%E7%A5%A8.jpg", 5.0)
    assert task(f"url={quote(sent, safe='')}".encode(), FORM).source == expected


@pytest.mark.parametrize(
    ("body", "content_type", "query", "reason"),
    [
        (b"", "", "", "must specify 'file'"),
        (b"{}", "application/json", "", "must specify 'file'"),
        (JPEG, "image/jpeg", "", "must specify 'file'"),
        (multipart(('file"', b"")), "multipart/form-data; boundary=b", "", "must specify 'file'"),
        (multipart(('picture"', JPEG)), "multipart/form-data; boundary=b", "", "must specify 'file'"),
        (b"url=", FORM, "", "must specify 'file'"),
        (b"", "", "file=abc", "must specify 'file'"),
        (
            multipart(('file"', JPEG), ('url"', URL.encode())),
            "multipart/form-data; boundary=b",
            "",
            "specify only one of 'file' and 'url'",
        ),
        (
            multipart(('file"', JPEG)),
            "multipart/form-data; boundary=b",
            f"url={URL}",
            "specify only one of 'file' and 'url'",
        ),
        (b"url=ftp://example.com/a.jpg", FORM, "", "failed to download 'url'"),
        (b"url=http:///a.jpg", FORM, "", "failed to download 'url'"),
        (b"url=/etc/passwd", FORM, "", "failed to download 'url'"),
        (b"no form", "multipart/form-data; boundary=b", "", "malformed request body"),
        (multipart(('file"', JPEG))[:-6], "multipart/form-data; boundary=b", "", "malformed request body"),
        (multipart(('file"', JPEG)), "multipart/form-data", "", "malformed request body"),
    ],
)
def test_arguments_that_are_refused(body: bytes, content_type: str, query: str, reason: str) -> None:
    asked = request("POST", f"{PATH}?{query}", {"Content-Type": content_type}, body)
    with pytest.raises(PiaojuError) as caught:
        OPERATION.prepare(asked, credential("deepfinch"))
    reply = DIALECT.refuse(asked, caught.value)
    assert (reply.status, reply.outcome) == (400, "INVALID_ARGUMENT")
    assert json.loads(reply.body) == {
        "status": "INVALID_ARGUMENT",
        "reason": reason,
        "request_id": f"TID{REQUEST_ID.hex}",
    }


@pytest.mark.parametrize(("trouble", "seconds"), [(RateLimited(0.2, 5, 1), "1"), (Overloaded(1.2), "2")])
def test_rate_is_403(trouble: PiaojuError, seconds: str) -> None:
    reply = DIALECT.refuse(request("POST", PATH), trouble)
    assert (reply.status, json.loads(reply.body)["status"]) == (403, "RATE_LIMIT_EXCEEDED")
    assert dict(reply.headers)["Retry-After"] == seconds
