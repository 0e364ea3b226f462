"""What happens around a call: bodies, limits, leaving clients, time, logs. By sockets, as clients do."""

import base64
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from piaoju.model.document import Reading
from piaoju.server.logs import JsonLines
from tests.serving import HUAWEI, NATIVE, NOTHING, Teller, app_for, live, picture, write_accounts

KEY = {"Authorization": f"Bearer {NATIVE['api_key']}"}
QUOTA = f"/v2/{HUAWEI['project_id']}/ocr/quota-invoice"


@contextmanager
def serving(tmp_path: Path, teller: Teller, **sections: dict[str, object]) -> Iterator[httpx2.Client]:
    """Serve; yield a client."""
    with (
        live(app_for(teller, write_accounts(tmp_path / "accounts.toml"), None, **sections)) as address,
        httpx2.Client(base_url=f"http://{address}", trust_env=False, timeout=30) as client,
    ):
        yield client


def read(client: httpx2.Client) -> httpx2.Response:
    return client.post("/v1/read", headers=KEY, files={"file": ("a.png", picture())})


def raw(client: httpx2.Client, data: bytes) -> bytes:
    """Send bytes and return all that comes back."""
    with socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=10) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
        return received


def test_announced_length_is_refused_before_the_body(tmp_path: Path) -> None:
    with serving(tmp_path, Teller()) as client:
        head = f"POST {QUOTA} HTTP/1.1\r\nHost: a\r\nContent-Length: {2**40}\r\n\r\n"
        reply = raw(client, head.encode())
    assert reply.startswith(b"HTTP/1.1 413")
    assert b"APIG.0201" in reply


def test_body_without_length_is_bounded(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(13):
            yield b"x" * 2**20

    with serving(tmp_path, Teller()) as client:
        reply = client.post(QUOTA, content=chunks())
    assert (reply.status_code, reply.json()["error_code"]) == (413, "APIG.0201")


def test_large_body_of_a_stranger_is_refused_and_the_reply_seen(tmp_path: Path) -> None:
    with serving(tmp_path, Teller()) as client:
        reply = client.post("/v1/read", content=b"x" * 5 * 2**20)
    assert (reply.status_code, reply.json()["code"]) == (401, "unauthenticated")


def test_who_asks_before_sending_is_answered_at_once(tmp_path: Path) -> None:
    with serving(tmp_path, Teller()) as client:
        head = "POST /v1/read HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n"
        reply = raw(client, head.encode())
    assert reply.startswith(b"HTTP/1.1 401")


def test_time_is_over(tmp_path: Path) -> None:
    with serving(tmp_path, Teller(delay_s=0.6), server={"request_timeout_s": 0.2}) as client:
        reply = read(client)
    assert (reply.status_code, reply.json()["code"]) == (504, "deadline_exceeded")


def test_a_full_house(tmp_path: Path) -> None:
    with serving(tmp_path, Teller(delay_s=0.3), server={"queue": 1}) as client:
        replies: list[httpx2.Response] = []
        callers = [threading.Thread(target=lambda: replies.append(read(client))) for _ in range(12)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        codes = [reply.status_code for reply in replies]
        assert set(codes) == {200, 503}
        busy = next(reply for reply in replies if reply.status_code == 503)
        assert (busy.json()["code"], busy.headers["retry-after"]) == ("overloaded", "1")
        assert 'piaoju_rejects_total{dialect="native",reason="overloaded"}' in client.get("/metrics").text
        assert read(client).status_code == 200


def test_who_leaves_is_not_read(tmp_path: Path) -> None:
    teller = Teller(delay_s=0.4)
    with serving(tmp_path, teller) as client:
        body = json.dumps({"files": [{"content": base64.b64encode(picture()).decode()}]})
        head = f"POST /v1/read HTTP/1.1\r\nHost: a\r\n{'Authorization'}: {KEY['Authorization']}\r\n"
        data = f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()
        connections = []
        for _ in range(12):
            connection = socket.create_connection((client.base_url.host, client.base_url.port or 0))
            connection.sendall(data)
            connections.append(connection)
        time.sleep(0.2)
        for connection in connections:
            connection.close()
        deadline = time.monotonic() + 5
        while "piaoju_requests_in_work 0.0" not in client.get("/metrics").text and time.monotonic() < deadline:
            time.sleep(0.05)
        text = client.get("/metrics").text
    assert 'outcome="client_gone"' in text
    assert len(teller.asked) < len(connections)


def test_answers_go_to_those_who_asked(tmp_path: Path) -> None:
    with serving(tmp_path, Teller()) as client:

        def call(number: int) -> None:
            name = f"{number}.png"
            reply = client.post("/v1/read", headers=KEY, files={"file": (name, picture())})
            seen[number] = reply.json()["results"][0]["input"]

        seen: dict[int, str] = {}
        callers = [threading.Thread(target=call, args=(number,)) for number in range(24)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
    assert seen == {number: f"{number}.png" for number in range(24)}


def test_logs_say_what_happened_and_nothing_that_was_sent(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    teller = Teller(error=ZeroDivisionError("words of the document"))
    with caplog.at_level(logging.INFO), serving(tmp_path, teller) as client:
        reply = client.post("/v1/read?secret=query", headers=KEY, files={"file": ("private.png", picture())})
    assert (reply.status_code, reply.json()["code"]) == (500, "internal_error")
    lines = [JsonLines().format(record) for record in caplog.records if record.name != "httpx2"]
    assert [
        text for text in lines for word in (NATIVE["api_key"], "words of", "private", "secret") if word in text
    ] == []
    ours = [json.loads(line) for line in lines if "piaoju.server" in line]
    failed, answered = ours[-2:]
    assert (failed["exception"], failed["request_id"]) == ("ZeroDivisionError", answered["request_id"])
    assert any("serving.py" in place for place in failed["places"])
    assert answered["request_id"] == reply.headers["x-request-id"]
    assert (answered["dialect"], answered["operation"], answered["account"]) == ("native", "read", "acme")
    assert (answered["status"], answered["error"]) == (500, "internal_error")


def test_times_of_stages_are_measured(tmp_path: Path) -> None:
    teller = Teller(Reading("ok", pages=NOTHING.pages, timing_ms={"detect": 30.0, "total": 40.0}))
    with serving(tmp_path, teller) as client:
        assert read(client).status_code == 200
        text = client.get("/metrics").text
    assert 'piaoju_stage_seconds_sum{stage="detect"} 0.03' in text
    assert 'piaoju_requests_total{dialect="native",operation="read",outcome="ok"} 1.0' in text


def test_stopping_waits_for_what_is_being_read(tmp_path: Path) -> None:
    replies: list[httpx2.Response] = []
    with serving(tmp_path, Teller(delay_s=0.5)) as client:
        address = str(client.base_url)

        def call() -> None:
            files = {"file": ("a.png", picture())}
            replies.append(httpx2.post(f"{address}/v1/read", headers=KEY, files=files, trust_env=False))

        caller = threading.Thread(target=call)
        caller.start()
        time.sleep(0.25)
    caller.join()
    assert [reply.status_code for reply in replies] == [200]
