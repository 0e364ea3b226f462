"""Callbacks: who is told, and the documented vectors of what is sent."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qs, parse_qsl

import pytest

from piaoju.dialects.aliyun import DIALECT
from piaoju.dialects.aliyun.callbacks import checksum
from piaoju.dialects.wire.jobs import JobForm, Notify, Submit
from piaoju.errors import InvalidParameter
from tests.serving import document, reading_of
from tests.unit.dialects.desks import credential, request

UID, SEED = "1234567890123456", "aabbcc123"
CONTENT = '{"code":200,"msg":"OK","taskId":"imgFake-1abcdef"}'
VECTORS = {
    "SHA256": "aa4c4326d5112321cd2ba5819752ba7546a687636be7f7664568f2290f2bdc62",
    "SM3": "bab221c73260f21c97b6480c78f018fbca2597680df7af97624c19842b893ee4",
}
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
URL = "https://example.com/told?a=1"


def notify(**fields: object) -> Notify | None:
    """Return whom a submission wants told."""
    content = {"scenes": ["ocr"], "extras": {"card": "invoice"}, "tasks": [{"url": "http://example.com/"}], **fields}
    operation = DIALECT.operations[0]
    given = request("POST", operation.path, body=json.dumps(content).encode())
    task = operation.prepare(given, credential("aliyun", uid=UID)).task
    assert isinstance(task, Submit)
    return task.jobs[0].notify


def form() -> JobForm:
    assert DIALECT.jobs is not None
    return DIALECT.jobs


@pytest.mark.parametrize(("digest", "expected"), VECTORS.items())
def test_documented_checksums(digest: str, expected: str) -> None:
    assert checksum(digest, UID, SEED, CONTENT) == expected


@pytest.mark.parametrize("callback", [None, ""])
def test_nobody(callback: str | None) -> None:
    assert notify(callback=callback, seed="not looked at!", cryptType=5) is None
    assert notify() is None


@pytest.mark.parametrize(
    ("sent", "kept"), [({}, "SHA256"), ({"cryptType": ""}, "SHA256"), ({"cryptType": "SM3"}, "SM3")]
)
def test_somebody(sent: Mapping[str, str], kept: str) -> None:
    told = notify(callback=URL, seed=SEED, **sent)
    assert told == Notify(URL, {"uid": UID, "seed": SEED, "cryptType": kept})
    assert SEED not in repr(told)


@pytest.mark.parametrize(
    "fields",
    [
        {"callback": URL},
        {"callback": URL, "seed": ""},
        {"callback": URL, "seed": "a-b"},
        {"callback": URL, "seed": "a" * 65},
        {"callback": URL, "seed": "a\n"},
        {"callback": URL, "seed": 5},
        {"callback": URL, "seed": SEED, "cryptType": "MD5"},
        {"callback": URL, "seed": SEED, "cryptType": 3},
        {"callback": 5, "seed": SEED},
        {"callback": "ftp://example.com/", "seed": SEED},
        {"callback": "example.com", "seed": SEED},
    ],
)
def test_callbacks_that_are_refused(fields: Mapping[str, object]) -> None:
    with pytest.raises(InvalidParameter) as caught:
        notify(**fields)
    assert DIALECT.faults.find(caught.value).code == "400"


@pytest.mark.parametrize(("digest", "expected"), VECTORS.items())
def test_delivery(digest: str, expected: str) -> None:
    whom = Notify(URL, {"uid": UID, "seed": SEED, "cryptType": digest})
    notice = form().dress(CONTENT.encode(), "imgFake-1abcdef", whom, WHEN)
    assert notice.headers == (("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),)
    assert parse_qsl(notice.body.decode(), strict_parsing=True) == [("checksum", expected), ("content", CONTENT)]
    assert form().dress(CONTENT.encode(), "imgFake-1abcdef", whom, datetime.now(UTC)) == notice


def test_delivery_of_a_result() -> None:
    """What is delivered is what results would say, Chinese and all, and the checksum is of its text before encoding."""
    context = {"card": "invoice", "url": "http://example.com/发票.jpg"}
    content = form().report("id-1", context, reading_of(document("vat_invoice", {"buyer_name": "某公司+&=%"})))
    notice = form().dress(content, "id-1", Notify(URL, {"uid": UID, "seed": SEED, "cryptType": "SM3"}), WHEN)
    fields = parse_qs(notice.body.decode("ascii"), strict_parsing=True)
    assert fields["content"][0].encode() == content
    assert fields["checksum"] == [checksum("SM3", UID, SEED, content.decode())]
    item = json.loads(content)
    assert item["results"][0]["invoiceInfo"]["invoice_bcompany"] == "某公司+&=%"


@pytest.mark.parametrize(("status", "is_delivered"), [(200, True), (201, False), (204, False), (302, False)])
def test_nothing_but_200_is_success(status: int, is_delivered: bool) -> None:
    assert form().is_delivered(status) == is_delivered
