"""asyncscan, results and scan: what may be asked, and the items that are answered."""

import json

import pytest

from piaoju.dialects.aliyun import DIALECT
from piaoju.dialects.aliyun.operations.request import RULES
from piaoju.dialects.wire.dialect import Operation
from piaoju.dialects.wire.faults import as_item
from piaoju.dialects.wire.jobs import Job, JobState, LookUp, Submit
from piaoju.dialects.wire.task import Link, ReadAll
from piaoju.errors import (
    CorruptInput,
    DeadlineExceeded,
    DownloadFailed,
    DownloadTimeout,
    ForbiddenAddress,
    ImageTooLarge,
    InvalidParameter,
    ModelMissing,
    Overloaded,
    PayloadTooLarge,
    PiaojuError,
    UnsupportedFormat,
)
from piaoju.model.document import ErrorItem, Reading
from tests.serving import NOTHING, document, reading_of
from tests.unit.dialects.aliyun.scans import (
    ASYNC_SCAN,
    RESULTS,
    SCAN,
    URL,
    WHEN,
    body,
    call,
    data,
    scanned,
    submitted,
)
from tests.unit.dialects.desks import request


def test_submission() -> None:
    chinese = "https://例子.example/发票 1.jpg?a=%2B"
    tasks: list[dict[str, object]] = [{"dataId": "d1", "url": URL, "time": 1}, {"url": chinese}]
    found = call(ASYNC_SCAN, body(tasks=tasks, bizType="any"))
    jobs = submitted(found)
    assert isinstance(found.task, Submit)
    first, second = found.task.jobs
    assert first.read.source == Link(URL, 3.0)
    assert (first.read.types, first.read.pages, first.read.rules, first.notify) == (
        ("vat_invoice",),
        (1,),
        RULES,
        None,
    )
    assert isinstance(second.read.source, Link)
    assert second.read.source.url == ("https://%E4%BE%8B%E5%AD%90.example/%E5%8F%91%E7%A5%A8%201.jpg?a=%2B")
    assert data(found.answer(jobs)) == [
        {"code": 200, "msg": "OK", "taskId": "id-1", "url": URL, "dataId": "d1"},
        {"code": 200, "msg": "OK", "taskId": "id-2", "url": chinese},
    ]


def test_rules_for_pictures() -> None:
    assert sorted(RULES.formats or ()) == ["bmp", "gif", "jpeg", "png", "webp"]
    assert (RULES.max_bytes, RULES.max_side_px, RULES.max_pixels) == (20 * 2**20, 30_000, 250_000_000)


@pytest.mark.parametrize("operation", [ASYNC_SCAN, SCAN])
@pytest.mark.parametrize(
    "task",
    [
        "no object",
        None,
        *({"url": url} for url in (None, "", 5, "a.jpg", "http://", "http://a:b/", "//example.com/", "a\x00://b")),
        {"url": "http://example.com:0/"},
        {},
    ],
)
def test_task_that_fails_alone(task: object, operation: Operation) -> None:
    found = call(operation, body(tasks=[{"url": URL}, task, {"url": URL, "dataId": "d3"}]))
    outcome = submitted(found) if operation is ASYNC_SCAN else [NOTHING, NOTHING]
    items = data(found.answer(outcome))
    assert [item["code"] for item in items] == [200, 400, 200]
    assert items[1] == {"code": 400, "msg": "BAD_REQUEST"}
    assert items[2]["dataId"] == "d3"


@pytest.mark.parametrize("operation", [ASYNC_SCAN, SCAN])
def test_nothing_but_tasks_that_fail(operation: Operation) -> None:
    assert data(call(operation, body(tasks=[{"dataId": "d1"}])).answer([])) == [
        {"code": 400, "msg": "BAD_REQUEST", "dataId": "d1"}
    ]


def test_address_of_another_scheme_is_accepted_and_fails_later() -> None:
    (job,) = submitted(call(ASYNC_SCAN, body(tasks=[{"url": "ftp://example.com/a.jpg"}])))
    assert job.context["url"] == "ftp://example.com/a.jpg"


def test_empty_ids_are_echoed_and_not_compared() -> None:
    found = call(ASYNC_SCAN, body(tasks=[{"url": URL, "dataId": ""}] * 2))
    assert [item["dataId"] for item in data(found.answer(submitted(found)))] == ["", ""]


@pytest.mark.parametrize("operation", [ASYNC_SCAN, SCAN])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        {},
        body() | {"scenes": ["porn"]},
        body() | {"scenes": ["ocr", "porn"]},
        body() | {"scenes": "ocr"},
        body() | {"extras": None},
        body() | {"extras": {}},
        body() | {"extras": {"card": 1}},
        body("id-card-front"),
        body(tasks=[]),
        body(tasks={}),
        body(tasks=[{"url": URL}] * 101),
        body(tasks=[{"url": URL, "dataId": "a"}] * 2),
        body(tasks=[{"url": URL, "dataId": "a" * 257}]),
        body(tasks=[{"url": URL, "dataId": 5}]),
        body(tasks=[{"url": URL, "dataId": "\ud800"}]),
    ],
)
def test_whole_request_that_is_refused(content: object, operation: Operation) -> None:
    with pytest.raises(InvalidParameter) as caught:
        call(operation, content)
    reply = DIALECT.refuse(request("POST", operation.path), caught.value)
    assert json.loads(reply.body)["code"] == 400


def test_a_hundred_tasks() -> None:
    found = call(ASYNC_SCAN, body(tasks=[{"url": URL, "dataId": f"{n}"} for n in range(100)]))
    assert [item["dataId"] for item in data(found.answer(submitted(found)))] == [f"{n}" for n in range(100)]


def test_scan_has_a_limit_of_time() -> None:
    task = call(SCAN, body(tasks=[{"url": URL}] * 2)).task
    assert isinstance(task, ReadAll)
    assert task.limit_s is not None
    assert 5 < task.limit_s < 6
    assert task.at_once > 1
    assert {read.source for read in task.reads} == {Link(URL, 3.0)}


def test_results() -> None:
    found = call(RESULTS, ["a", "b", "a", "c"])
    assert found.task == LookUp("aliyun", ("a", "b", "a", "c"))
    context = {"card": "invoice", "url": URL, "dataId": "d1"}
    form = DIALECT.jobs
    assert form is not None
    done = Job(
        "a", JobState.DONE, context, WHEN, WHEN, form.report("a", context, reading_of(document("vat_invoice", {})))
    )
    running = Job("b", JobState.RUNNING, {"card": "invoice", "url": URL}, WHEN)
    items = data(found.answer([done, running, done, None]))
    assert items[1] == {"code": 280, "msg": "PROCESSING", "taskId": "b", "url": URL}
    assert items[3] == {"code": 594, "msg": "EXPIRED", "taskId": "c"}
    assert items[0] == items[2]
    assert list(items[0]) == ["code", "msg", "taskId", "url", "dataId", "extras", "results"]


def test_result_that_was_lost() -> None:
    lost = Job("a", JobState.FAILED, {"card": "invoice", "url": URL}, WHEN, WHEN)
    (item,) = data(call(RESULTS, ["a"]).answer([lost]))
    assert item == {"code": 500, "msg": "GENERAL_ERROR", "taskId": "a", "url": URL}


@pytest.mark.parametrize("content", [b"", {}, [], ["a"] * 101, ["a", 1], [None], ["\n"], "a"])
def test_ids_that_are_refused(content: object) -> None:
    with pytest.raises(InvalidParameter):
        call(RESULTS, content)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (ForbiddenAddress("private"), 401, "NOT_ALLOWED"),
        (InvalidParameter("address", "it is no http or https address"), 401, "NOT_ALLOWED"),
        (DownloadFailed("any", 401), 403, "FORBIDDEN"),
        (DownloadFailed("any", 403), 403, "FORBIDDEN"),
        (DownloadFailed("any", 404), 404, "NOT_FOUND"),
        (DownloadFailed("any", 410), 404, "NOT_FOUND"),
        (DownloadFailed("any", 500), 480, "DOWNLOAD_FAILED"),
        (DownloadFailed("any"), 480, "DOWNLOAD_FAILED"),
        (ImageTooLarge("any"), 480, "DOWNLOAD_FAILED"),
        (DeadlineExceeded("any"), 581, "TIMEOUT"),
        (ModelMissing("any"), 586, "ALGO_FAILED"),
        (PayloadTooLarge(2, 1), 589, "TOO_LARGE"),
        (UnsupportedFormat("any"), 590, "BAD_FORMAT"),
        (CorruptInput("any"), 590, "BAD_FORMAT"),
        (DownloadTimeout("any"), 592, "DOWNLOAD_TIMEOUT"),
        (Overloaded(1.0), 500, "GENERAL_ERROR"),
    ],
)
def test_task_that_failed(error: PiaojuError, code: int, message: str) -> None:
    failed = Reading("failed", errors=(as_item(error, "any"),))
    assert scanned("invoice", failed) == {"code": code, "msg": message}
    form = DIALECT.jobs
    assert form is not None
    context = {"card": "taxi-ticket", "url": URL}
    content = json.loads(form.report("id-1", context, as_item(error, "any")))
    assert content == {"code": code, "msg": message, "taskId": "id-1", "url": URL}


def test_what_nobody_expected() -> None:
    item = scanned("invoice", Reading("failed", errors=(ErrorItem("internal_error", "secret", "read", None),)))
    assert item == {"code": 500, "msg": "GENERAL_ERROR"}
