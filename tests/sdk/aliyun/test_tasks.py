"""Aliyun's own SDK against a live server: every card, every error that a task can meet, every callback."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from piaoju.dialects.aliyun.callbacks import checksum
from piaoju.dialects.aliyun.operations import scan
from piaoju.dialects.aliyun.operations.cards import CARDS
from piaoju.errors import ImageTooLarge, ModelMissing
from piaoju.model.document import ErrorItem, PageReading, Reading
from tests.sdk.aliyun.clients import Host, Sdk, asked, body
from tests.serving import Teller, document, reading_of

pytestmark = [pytest.mark.sdk, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

UID, SEED = "1234567890123456", "aabbcc123"
CARD_VALUES: Mapping[str, Mapping[str, str]] = {
    "invoice": {"invoice_code": "044001800211", "issue_date": "2017-04-22", "buyer_name": "某公司"},
    "quota-account-permit": {"invoice_code": "151131590123", "amount_in_words": "伍拾元整"},
    "train-ticket": {"train_number": "G1", "departure_time": "2019-01-01 00:00"},
    "taxi-ticket": {"plate": "粤B12345", "distance": "42.0"},
}
EXPECTED: Mapping[str, Mapping[str, str]] = {
    "invoice": {"invoice_id": "044001800211", "invoice_date": "20170422", "invoice_bcompany": "某公司"},
    "quota-account-permit": {"invoiceCode": "151131590123", "amountInWords": "伍拾元整", "type": "quota-invoice"},
    "train-ticket": {"trainNumber": "G1", "departureTime": "2019年01月01日00:00开", "price": ""},
    "taxi-ticket": {"carNumber": "粤B12345", "mileage": "42.0km", "actualCollection": ""},
}


def submit(sdk: Sdk, *urls: str, card: str = "invoice", **more: object) -> list[str]:
    """Hand in pictures and return the ids of their tasks."""
    items = sdk.data("asyncscan", body(asked(*urls), card, **more))
    assert [(item["code"], item["url"]) for item in items] == [(200, url) for url in urls]
    return [item["taskId"] for item in items]


def info(item: Mapping[str, Any], card: str) -> dict[str, Any]:
    """Return what is said of the document of an item."""
    (found,) = item["results"]
    assert (item["code"], found["label"], found["suggestion"], found["rate"]) == (200, "ocr", "review", 98.0)
    return dict(found[CARDS[card].key])


def told_as(sdk: Sdk, ids: Sequence[str], callbacks: Sequence[Mapping[str, str]], digest: str) -> None:
    """Check that callbacks are genuine, and say what results says."""
    contents = {each["content"] for each in callbacks}
    for each in callbacks:
        assert each["checksum"] == checksum(digest, UID, SEED, each["content"])
    by_id = {item["taskId"]: item for item in map(json.loads, contents)}
    assert [by_id[each] for each in ids] == sdk.results(ids)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("digest", ["SHA256", "SM3"])
def test_card_later(card: str, digest: str, sdk: Sdk, pictures: Host, teller: Teller) -> None:
    teller.reading = reading_of(document(CARDS[card].document_type, CARD_VALUES[card]))
    told = {"callback": pictures.url("/told"), "seed": SEED, "cryptType": digest}
    ids = submit(sdk, pictures.url("/a.png"), pictures.url("/a.jpeg"), card=card, **told)
    items = sdk.results(ids)
    for item, url in zip(items, (pictures.url("/a.png"), pictures.url("/a.jpeg")), strict=True):
        shown = info(item, card)
        assert {name: shown[name] for name in EXPECTED[card]} == EXPECTED[card]
        assert item["url"] == url
    assert [item["dataId"] for item in items] == ["d1", "d2"]
    told_as(sdk, ids, pictures.wait(2), digest)


@pytest.mark.parametrize("card", CARDS)
def test_card_at_once(card: str, sdk: Sdk, pictures: Host, teller: Teller) -> None:
    teller.reading = reading_of(document(CARDS[card].document_type, CARD_VALUES[card]))
    (item,) = sdk.data("scan", body(asked(pictures.url()), card))
    shown = info(item, card)
    assert {name: shown[name] for name in EXPECTED[card]} == EXPECTED[card]
    assert sdk.data("results", [item["taskId"]])[0]["code"] == 594


@pytest.mark.parametrize("name", ["png", "jpeg", "bmp", "gif", "webp"])
def test_formats(name: str, sdk: Sdk, pictures: Host) -> None:
    (item,) = sdk.data("scan", body([{"url": pictures.url(f"/a.{name}")}]))
    assert (item["code"], "dataId" in item) == (200, False)


FILES = [
    ("/a.tiff", 590, "BAD_FORMAT"),
    ("/text", 590, "BAD_FORMAT"),
    ("/page", 590, "BAD_FORMAT"),
    ("/large", 589, "TOO_LARGE"),
    ("/401", 403, "FORBIDDEN"),
    ("/403", 403, "FORBIDDEN"),
    ("/404", 404, "NOT_FOUND"),
    ("/410", 404, "NOT_FOUND"),
    ("/500", 480, "DOWNLOAD_FAILED"),
    ("/inward", 401, "NOT_ALLOWED"),
    ("http://127.0.0.1:1/a.png", 401, "NOT_ALLOWED"),
    ("http://169.254.169.254/latest", 401, "NOT_ALLOWED"),
    ("ftp://example.com/a.png", 401, "NOT_ALLOWED"),
    ("http://nowhere.invalid/a.png", 480, "DOWNLOAD_FAILED"),
]


def test_files_that_cannot_be_used(sdk: Sdk, pictures: Host) -> None:
    """Each fails alone, and in the same way at once and later; the callbacks say so too."""
    urls = [path if "://" in path else pictures.url(path) for path, _, _ in FILES] + [pictures.url()]
    expected = [(code, message) for _, code, message in FILES] + [(200, "OK")]
    at_once = sdk.data("scan", body(asked(*urls)))
    assert [(item["code"], item["msg"]) for item in at_once] == expected
    ids = submit(sdk, *urls, callback=pictures.url("/told"), seed=SEED)
    later = sdk.results(ids)
    assert [(item["code"], item["msg"]) for item in later] == expected
    assert ["results" in item for item in later] == [False] * len(FILES) + [True]
    told_as(sdk, ids, pictures.wait(len(ids)), "SHA256")


def test_download_that_takes_too_long(sdk: Sdk, pictures: Host) -> None:
    pictures.slow["/a.gif"] = 4.0
    tasks = asked(pictures.url("/a.gif"), pictures.url("/a.png"))
    (ids, begin) = (submit(sdk, *(task["url"] for task in tasks)), time.monotonic())
    slow, quick = sdk.data("scan", body(tasks))
    assert (slow["code"], slow["msg"], quick["code"]) == (592, "DOWNLOAD_TIMEOUT", 200)
    assert time.monotonic() - begin < 6
    assert [item["code"] for item in sdk.results(ids)] == [592, 200]


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        (Reading("failed", (ErrorItem("corrupt_input", "damaged", "decode", None),)), 590),
        (Reading("failed", (ErrorItem("image_too_large", "wide", "decode", None),)), 480),
        (Reading("failed", (ErrorItem("unheard_of", "any", "read", None),)), 500),
    ],
)
def test_pictures_that_are_not_read(reading: Reading, code: int, sdk: Sdk, pictures: Host, teller: Teller) -> None:
    teller.reading = reading
    (later,) = sdk.results(submit(sdk, pictures.url()))
    (at_once,) = sdk.data("scan", body(asked(pictures.url())))
    assert (later["code"], at_once["code"]) == (code, code)


def test_picture_that_is_too_large(sdk: Sdk, pictures: Host, teller: Teller) -> None:
    teller.error = ImageTooLarge("30001 x 10 px")
    assert sdk.results(submit(sdk, pictures.url()))[0]["msg"] == "DOWNLOAD_FAILED"
    assert teller.limits is not None
    assert (teller.limits.max_side_px, teller.limits.max_pixels) == (30_000, 250_000_000)


@pytest.mark.parametrize(
    ("error", "code", "whole"),
    [(ModelMissing("gone"), 586, "ALGO_FAILED"), (ZeroDivisionError("secret"), 500, "GENERAL_ERROR")],
)
def test_engine_that_fails(error: Exception, code: int, whole: str, sdk: Sdk, pictures: Host, teller: Teller) -> None:
    teller.error = error
    (item,) = sdk.results(submit(sdk, pictures.url()))
    assert item["code"] == code
    reply = sdk.call("scan", body(asked(pictures.url())))
    assert (reply["code"], reply["msg"], "data" in reply) == (code, whole, False)


def test_nothing_found(sdk: Sdk, pictures: Host, teller: Teller) -> None:
    (item,) = sdk.results(submit(sdk, pictures.url()))
    (found,) = item["results"]
    assert (found["label"], found["suggestion"], found["invoiceInfo"].pop("invoice_detail")) == ("ocr", "review", [])
    assert set(found["invoiceInfo"].values()) == {""}
    teller.reading = Reading("ok", pages=(PageReading(1, 1600, 1200, 0),))
    (item,) = sdk.results(submit(sdk, pictures.url()))
    assert item["results"] == [{"scene": "ocr", "label": "normal", "suggestion": "pass", "rate": 0.0}]


def test_scan_that_takes_too_long(sdk: Sdk, pictures: Host, teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "LIMIT_S", 0.3)
    teller.delay_s = 1.0
    items = sdk.data("scan", body([*asked(pictures.url()), "no task"]))
    assert items == [
        {"code": 581, "msg": "TIMEOUT", "taskId": items[0]["taskId"], "url": pictures.url(), "dataId": "d1"},
        {"code": 400, "msg": "BAD_REQUEST"},
    ]


def test_task_that_is_not_done(sdk: Sdk, pictures: Host, teller: Teller) -> None:
    teller.delay_s = 0.5
    ids = submit(sdk, pictures.url())
    assert sdk.data("results", ids) == [
        {"code": 280, "msg": "PROCESSING", "taskId": ids[0], "url": pictures.url(), "dataId": "d1"}
    ]
    assert sdk.results(ids)[0]["code"] == 200
    assert sdk.results(ids) == sdk.results(ids)


def test_ids_of_others(sdk: Sdk, address: str, pictures: Host) -> None:
    ids = submit(sdk, pictures.url())
    sdk.results(ids)
    stranger = Sdk(address, ("LTAIother", "other"))
    assert stranger.data("results", [*ids, "img-unknown", ids[0]]) == [
        {"code": 594, "msg": "EXPIRED", "taskId": task} for task in (*ids, "img-unknown", ids[0])
    ]


def test_a_hundred_tasks(sdk: Sdk, pictures: Host) -> None:
    ids = submit(sdk, *[pictures.url()] * 100, callback=pictures.url("/told"), seed=SEED)
    assert len(set(ids)) == 100
    assert {item["code"] for item in sdk.results(ids)} == {200}
    told_as(sdk, ids, pictures.wait(100), "SHA256")
    assert len(pictures.told) == 100


def test_callback_that_is_not_accepted_at_first(sdk: Sdk, pictures: Host) -> None:
    """Nothing but 200 is success, and all deliveries have the same bytes."""
    pictures.answers[:] = [204, 302, 500]
    ids = submit(sdk, pictures.url(), callback=pictures.url("/told"), seed=SEED, cryptType="SM3")
    told = pictures.wait(4)
    assert len(told) == 4
    assert all(each == told[0] for each in told)
    told_as(sdk, ids, told, "SM3")


def test_callback_to_an_address_that_is_not_public(sdk: Sdk, pictures: Host) -> None:
    ids = submit(sdk, pictures.url(), callback="http://127.0.0.1:1/told", seed=SEED)
    assert sdk.results(ids)[0]["code"] == 200
