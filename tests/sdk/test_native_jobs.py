"""The native API's jobs from submission to webhook, by HTTP, verified as Standard Webhooks has it."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import pytest
from standardwebhooks import Webhook

from piaoju.server import reception
from tests.serving import NATIVE, Teller, app_for, document, live, picture, reading_of, write_accounts

pytestmark = pytest.mark.sdk

KEY = {"Authorization": f"Bearer {NATIVE['api_key']}"}
STRANGER = {"Authorization": "Bearer pj_stranger"}
OTHER = '[[account]]\nname = "other"\nuid = "2"\n[account.native]\napi_key = "pj_stranger"\n'
SECRET = f"whsec_{base64.b64encode(b'0123456789abcdef01234567').decode()}"
FILE = {"name": "a.png", "content": base64.b64encode(picture()).decode()}
WAIT_S = 20.0


@dataclass(slots=True)
class Listener:
    """Takes webhooks.

    Attributes:
        url: where.
        answers: statuses of the next ones; then 204.
        told: headers and body of each.
    """

    url: str
    answers: list[int] = field(default_factory=list)
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def wait(self, count: int) -> list[tuple[dict[str, str], bytes]]:
        """Return the webhooks once there are as many."""
        deadline = time.monotonic() + WAIT_S
        while len(self.told) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        return list(self.told)


@contextmanager
def listening() -> Iterator[Listener]:
    """Run a host that takes webhooks."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taker.told.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(taker.answers.pop(0) if taker.answers else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    taker = Listener(f"http://127.0.0.1:{server.server_address[1]}/told")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield taker
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """Return where webhooks are taken."""
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def client(teller: Teller, listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """Return a client of a server that works on jobs."""
    folder = tmp_path_factory.mktemp("data")
    accounts = write_accounts(folder / "accounts.toml", OTHER)
    allow = [httpx2.URL(listener.url).netloc.decode()]
    app = app_for(teller, accounts, folder, fetch={"allow": allow}, jobs={"callback_first_delay_s": 0.1})
    with (
        live(app) as address,
        httpx2.Client(base_url=f"http://{address}", headers=KEY, trust_env=False, timeout=WAIT_S) as found,
    ):
        yield found


def submit(client: httpx2.Client, **fields: object) -> list[dict[str, Any]]:
    reply = client.post("/v1/jobs", json={"files": [FILE], **fields})
    assert reply.status_code == 202
    jobs: list[dict[str, Any]] = reply.json()["jobs"]
    return jobs


def ended(client: httpx2.Client, job_id: str) -> dict[str, Any]:
    """Return a job once it ended."""
    deadline = time.monotonic() + WAIT_S
    while True:
        job: dict[str, Any] = client.get(f"/v1/jobs/{job_id}").json()
        if job["finished_at"] is not None or time.monotonic() > deadline:
            return job
        time.sleep(0.05)


def test_from_submission_to_webhook(client: httpx2.Client, listener: Listener, teller: Teller) -> None:
    teller.reading = reading_of(document("vat_invoice", {"invoice_code": "1"}))
    listener.answers[:] = [302, 500]
    files = [FILE, {"content": "bm9uZQ=="}]
    good, bad = submit(client, files=files, types=["vat_invoice"], webhook={"url": listener.url, "secret": SECRET})
    done, failed = ended(client, good["id"]), ended(client, bad["id"])
    assert (done["state"], failed["state"]) == ("done", "failed")
    assert done["result"]["documents"][0]["fields"]["invoice_code"]["value"] == "1"
    assert failed["result"]["errors"][0]["code"] == "unsupported_format"
    told = {}
    for headers, body in listener.wait(4):
        content = Webhook(SECRET).verify(body, headers)
        assert content["data"]["id"] == headers["webhook-id"]
        told[content["type"]] = content["data"]["result"]
    assert told == {"job.done": done["result"], "job.failed": failed["result"]}
    assert len(listener.told) == 4


def test_files_as_a_form(client: httpx2.Client) -> None:
    files = [("file", ("a.png", picture())), ("file", ("b.png", picture()))]
    reply = client.post("/v1/jobs", files=files, data={"types": "vat_invoice", "url": "http://127.0.0.1:1/c.png"})
    jobs = reply.json()["jobs"]
    assert (reply.status_code, [job["input"] for job in jobs]) == (
        202,
        ["http://127.0.0.1:1/c.png", "a.png", "b.png"],
    )
    states = [ended(client, job["id"])["state"] for job in jobs]
    assert states == ["failed", "done", "done"]


def test_list(client: httpx2.Client) -> None:
    jobs = [job["id"] for job in submit(client, files=[FILE] * 3)]
    for job_id in jobs:
        ended(client, job_id)
    listed = client.get("/v1/jobs", params={"limit": 3, "state": "done"}).json()["jobs"]
    assert sorted(job["id"] for job in listed) == sorted(jobs)
    passed = client.get("/v1/jobs", params={"limit": 3, "offset": 3}).json()["jobs"]
    assert {job["id"] for job in passed}.isdisjoint(jobs)


def events(client: httpx2.Client, job_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the events of a stream as they come."""
    with client.stream("GET", f"/v1/jobs/{job_id}/events") as reply:
        assert (reply.status_code, reply.headers["content-type"]) == (200, "text/event-stream")
        name = ""
        for line in reply.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))


def test_events(client: httpx2.Client, teller: Teller) -> None:
    """Each change is told when it happens, and the stream ends with the job."""
    teller.delay_s = 0.6
    (job,) = submit(client)
    told = list(events(client, job["id"]))
    names = [name for name, _ in told]
    assert names == ["state"] * (len(names) - 1) + ["end"]
    assert [data["state"] for _, data in told][-2:] == ["running", "done"]
    assert told[-1][1] == ended(client, job["id"])
    assert [name for name, _ in events(client, job["id"])] == ["end"]


def test_too_many_who_listen(client: httpx2.Client, teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MAX_STREAMS", 1)
    teller.delay_s = 1.0
    (job,) = submit(client)
    listening = events(client, job["id"])
    next(listening)
    reply = client.get(f"/v1/jobs/{job['id']}/events")
    assert (reply.status_code, reply.json()["code"]) == (503, "overloaded")
    assert [name for name, _ in listening][-1] == "end"
    assert client.get(f"/v1/jobs/{job['id']}/events").status_code == 200


def test_one_account_leaves_others_room(client: httpx2.Client, teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MAX_STREAMS_OF_ACCOUNT", 1)
    teller.delay_s = 1.0
    (job,) = submit(client)
    theirs = client.post("/v1/jobs", json={"files": [FILE]}, headers=STRANGER).json()["jobs"][0]["id"]
    listening = events(client, job["id"])
    next(listening)
    assert client.get(f"/v1/jobs/{job['id']}/events").status_code == 503
    assert client.get(f"/v1/jobs/{theirs}/events", headers=STRANGER).status_code == 200
    assert [name for name, _ in listening][-1] == "end"
    assert client.delete(f"/v1/jobs/{theirs}", headers=STRANGER).status_code == 204


def test_who_stops_listening_makes_room(client: httpx2.Client, teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MAX_STREAMS", 1)
    teller.delay_s = 2.0
    (job,) = submit(client)
    path = f"/v1/jobs/{job['id']}/events"
    with client.stream("GET", path) as reply:
        assert reply.status_code == 200
        assert client.get(path).status_code == 503
    deadline = time.monotonic() + 1.5
    status = 503
    while status == 503 and time.monotonic() < deadline:
        with client.stream("GET", path) as reply:
            status = reply.status_code
    assert status == 200


def test_cancelling(client: httpx2.Client, teller: Teller, listener: Listener) -> None:
    """Who waits is not read, and nobody is told."""
    listener.told.clear()
    teller.delay_s = 0.3
    jobs = submit(client, files=[FILE] * 20, webhook={"url": listener.url, "secret": SECRET})
    last = jobs[-1]["id"]
    assert client.post(f"/v1/jobs/{last}/cancel").json()["state"] == "cancelled"
    assert client.post(f"/v1/jobs/{last}/cancel").json()["state"] == "cancelled"
    listener.wait(19)
    for job in jobs[:-1]:
        ended(client, job["id"])
    assert client.get(f"/v1/jobs/{last}").json()["result"] is None
    assert last not in {headers["webhook-id"] for headers, _ in listener.told}


def test_deleting(client: httpx2.Client) -> None:
    (job,) = submit(client)
    ended(client, job["id"])
    assert client.delete(f"/v1/jobs/{job['id']}").status_code == 204
    for reply in (client.get(f"/v1/jobs/{job['id']}"), client.delete(f"/v1/jobs/{job['id']}")):
        assert (reply.status_code, reply.json()["code"]) == (404, "unknown_job")


def test_jobs_of_others(client: httpx2.Client) -> None:
    (job,) = submit(client)
    path = f"/v1/jobs/{job['id']}"
    replies = [
        client.request(method, where, headers=STRANGER)
        for method, where in (("GET", path), ("DELETE", path), ("POST", f"{path}/cancel"), ("GET", f"{path}/events"))
    ]
    assert [reply.status_code for reply in replies] == [404] * 4
    assert client.get("/v1/jobs", headers=STRANGER).json() == {"jobs": []}
    assert ended(client, job["id"])["state"] == "done"


def test_methods(client: httpx2.Client) -> None:
    reply = client.put("/v1/jobs/a")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET, DELETE")
