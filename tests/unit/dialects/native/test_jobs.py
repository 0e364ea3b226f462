"""The native API's jobs: what may be asked, how a job is written, and events."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from piaoju.dialects.native import DIALECT
from piaoju.dialects.native.routes import allowed_methods
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.jobs import (
    CancelJob,
    DeleteJob,
    FollowJob,
    Job,
    JobForm,
    JobState,
    ListJobs,
    LookUp,
    NewJob,
    Notify,
    Submit,
)
from piaoju.dialects.wire.message import WireReply
from piaoju.dialects.wire.task import Content, Link, Read
from piaoju.errors import InvalidParameter, UnknownJob
from piaoju.model.document import ErrorItem
from tests.serving import document, reading_of
from tests.unit.dialects.desks import credential, request
from tests.unit.dialects.native.bodies import form as multipart
from tests.unit.dialects.native.bodies import is_valid

OPERATIONS = {operation.name: operation for operation in DIALECT.operations}
SECRET = f"whsec_{base64.b64encode(b'0123456789abcdef01234567').decode()}"
HOOK = {"url": "https://example.com/told", "secret": SECRET}
WHEN = datetime(2026, 1, 2, 3, 4, 5, 678900, UTC)
FILE = {"name": "发票.jpg", "content": "YQ=="}


def form() -> JobForm:
    assert DIALECT.jobs is not None
    return DIALECT.jobs


QUEUED = Job("id-1", JobState.QUEUED, {"input": "a.jpg"}, WHEN)
RUNNING = Job("id-1", JobState.RUNNING, {"input": "a.jpg"}, WHEN)
READ = reading_of(document("vat_invoice", {"invoice_code": "1"}))
DONE = Job(
    "id-1",
    JobState.DONE,
    {"input": "a.jpg"},
    WHEN,
    WHEN + timedelta(seconds=1),
    form().report("id-1", {"input": "a.jpg"}, READ),
)
CANCELLED = Job("id-1", JobState.CANCELLED, {"input": "a.jpg"}, WHEN, WHEN)


def call(name: str, target: str = "", body: bytes = b"", content_type: str = "") -> Call[Any]:
    operation: Operation = OPERATIONS[name]
    headers = {"Content-Type": content_type} if content_type else {}
    path = target or operation.path.replace("{id}", "id-1")
    return operation.prepare(request(operation.method, path, headers, body), credential("native"))


def submit(**fields: object) -> Call[Any]:
    return call("submit", body=json.dumps(fields).encode())


def content(reply: object, status: int = 200) -> dict[str, Any]:
    assert isinstance(reply, WireReply)
    assert (reply.status, reply.outcome) == (status, "ok")
    found: dict[str, Any] = json.loads(reply.body)
    return found


def test_submission() -> None:
    found = submit(files=[FILE, {"url": "http://example.com/b.pdf"}], types=["vat_invoice"], pages=[1], webhook=HOOK)
    told = Notify(HOOK["url"], {"secret": SECRET})
    sources = (Content(b"a"), Link("http://example.com/b.pdf", 10.0))
    reads = [Read(source, types=("vat_invoice",), pages=(1,)) for source in sources]
    assert found.task == Submit(
        "native",
        (
            NewJob(reads[0], {"input": "发票.jpg"}, told),
            NewJob(reads[1], {"input": "http://example.com/b.pdf"}, told),
        ),
    )
    assert SECRET not in repr(found.task)
    reply = content(found.answer([QUEUED, RUNNING]), 202)
    assert is_valid("Jobs", reply)
    assert reply["jobs"][0] == {
        "id": "id-1",
        "state": "queued",
        "input": "a.jpg",
        "submitted_at": "2026-01-02T03:04:05.678Z",
        "finished_at": None,
    }


def test_submission_as_a_form() -> None:
    body, content_type = multipart(
        ('name="file"; filename="a.jpg"', b"abc"),
        ('name="webhook_url"', HOOK["url"].encode()),
        ('name="webhook_secret"', SECRET.encode()),
    )
    task = call("submit", body=body, content_type=content_type).task
    assert task == Submit(
        "native", (NewJob(Read(Content(b"abc")), {"input": "a.jpg"}, Notify(HOOK["url"], {"secret": SECRET})),)
    )


@pytest.mark.parametrize("webhook", [None, {}])
def test_nobody_to_be_told(webhook: object) -> None:
    task = submit(files=[FILE], webhook=webhook).task
    assert isinstance(task, Submit)
    assert task.jobs[0].notify is None


@pytest.mark.parametrize(
    "webhook",
    [
        "https://example.com/",
        {"url": HOOK["url"]},
        {"secret": SECRET},
        {**HOOK, "url": "ftp://example.com/"},
        {**HOOK, "url": 5},
        {**HOOK, "secret": 5},
        {**HOOK, "secret": SECRET.removeprefix("whsec_")},
        {**HOOK, "secret": "whsec_not Base64!"},
        {**HOOK, "secret": f"whsec_{base64.b64encode(b'a' * 23).decode()}"},
        {**HOOK, "secret": f"whsec_{base64.b64encode(b'a' * 65).decode()}"},
    ],
)
def test_webhooks_that_are_refused(webhook: object) -> None:
    with pytest.raises(InvalidParameter):
        submit(files=[FILE], webhook=webhook)


def test_submission_without_files() -> None:
    with pytest.raises(InvalidParameter):
        submit(files=[])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ListJobs("native")),
        ("?state=failed&limit=1000&offset=0", ListJobs("native", JobState.FAILED, 1000, 0)),
        ("?limit=1&offset=7&other=1", ListJobs("native", None, 1, 7)),
    ],
)
def test_list(query: str, expected: ListJobs) -> None:
    found = call("jobs", f"/v1/jobs{query}")
    assert found.task == expected
    reply = content(found.answer([DONE, QUEUED]))
    assert is_valid("Jobs", reply)
    assert [job["state"] for job in reply["jobs"]] == ["done", "queued"]
    assert all("result" not in job for job in reply["jobs"])


@pytest.mark.parametrize(
    "query",
    ["state=", "state=ended", "limit=0", "limit=1001", "limit=x", "limit=", "limit=-1", "offset=٣", f"offset={10**30}"],
)
def test_lists_that_are_refused(query: str) -> None:
    with pytest.raises(InvalidParameter):
        call("jobs", f"/v1/jobs?{query}")


def test_job_with_its_result() -> None:
    found = call("job", "/v1/jobs/id%2D1")
    assert found.task == LookUp("native", ("id-1",))
    reply = content(found.answer([DONE]))
    assert is_valid("Job", reply)
    assert reply["finished_at"] == "2026-01-02T03:04:06.678Z"
    assert reply["result"]["input"] == "a.jpg"
    assert reply["result"]["documents"][0]["fields"]["invoice_code"]["value"] == "1"


@pytest.mark.parametrize("job", [QUEUED, RUNNING, CANCELLED])
def test_job_without_a_result(job: Job) -> None:
    reply = content(call("job").answer([job]))
    assert is_valid("Job", reply)
    assert reply["result"] is None


def test_cancelling() -> None:
    found = call("cancel")
    assert found.task == CancelJob("native", "id-1")
    assert content(found.answer(CANCELLED))["state"] == "cancelled"


def test_deleting() -> None:
    found = call("delete")
    assert found.task == DeleteJob("native", "id-1")
    reply = found.answer(True)
    assert isinstance(reply, WireReply)
    assert (reply.status, reply.body) == (204, b"")


@pytest.mark.parametrize(("name", "outcome"), [("job", [None]), ("cancel", None), ("delete", False), ("events", None)])
def test_jobs_that_are_not_known(name: str, outcome: object) -> None:
    found = call(name)
    answer = found.answer(outcome)
    assert isinstance(answer, ErrorItem)
    reply = DIALECT.refuse(request("GET", "/v1/jobs/id-1"), answer)
    assert (reply.status, json.loads(reply.body)["code"]) == (404, "unknown_job")


@pytest.mark.parametrize("job_id", ["a%00b", "%ED%A0%80", "\udcff", "%E5%8F%91", "%0A"])
@pytest.mark.parametrize("name", ["job", "cancel", "delete", "events"])
def test_ids_that_no_database_can_be_asked_for(name: str, job_id: str) -> None:
    """PostgreSQL refuses NUL, and nothing takes lone surrogates."""
    with pytest.raises(UnknownJob):
        call(name, OPERATIONS[name].path.replace("{id}", job_id))


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/jobs", ("POST", "GET")),
        ("/v1/jobs/a.b", ("GET", "DELETE")),
        ("/v1/jobs/a/cancel", ("POST",)),
        ("/v1/jobs/a/events", ("GET",)),
        ("/v1/jobs/", ()),
        ("/v1/jobs/a/b", ()),
        ("/v1/jobs/a/cancel/", ()),
        ("/v1/typesetting", ()),
    ],
)
def test_paths(path: str, methods: Sequence[str]) -> None:
    assert allowed_methods(path) == methods


async def _told(*jobs: Job) -> AsyncIterator[Job]:
    for job in jobs:
        yield job


def events(*jobs: Job) -> list[tuple[str, dict[str, Any]]]:
    """Return the events of a stream; the comments between are checked."""
    found = call("events")
    assert found.task == FollowJob("native", "id-1")
    reply = found.answer(_told(*jobs))
    assert isinstance(reply, WireReply)
    assert (reply.status, dict(reply.headers)["Content-Type"], reply.body) == (200, "text/event-stream", b"")

    async def parts() -> list[bytes]:
        assert reply.further is not None
        return [part async for part in reply.further]

    blocks = b"".join(asyncio.run(parts())).decode().split("\n\n")
    assert blocks.pop() == ""
    told: list[tuple[str, dict[str, Any]]] = []
    for block in blocks:
        if block.startswith(":"):
            told.append(("", {}))
            continue
        name, data = block.split("\n")
        told.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return told


def test_events() -> None:
    told = events(QUEUED, QUEUED, RUNNING, DONE)
    assert [(name, data.get("state")) for name, data in told] == [
        ("state", "queued"),
        ("", None),
        ("state", "running"),
        ("end", "done"),
    ]
    assert "result" not in told[0][1]
    assert is_valid("Job", told[-1][1])
    assert told[-1][1]["result"]["status"] == "ok"


def test_events_of_a_job_that_is_deleted() -> None:
    assert [name for name, _ in events(RUNNING)] == ["state"]
