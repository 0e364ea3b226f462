"""Accounts, clients and a host of pictures and callbacks for the tests with Aliyun's SDK."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import RoaRequest
from aliyunsdkgreen.request.v20180509.ImageAsyncScanRequest import ImageAsyncScanRequest
from aliyunsdkgreen.request.v20180509.ImageAsyncScanResultsRequest import ImageAsyncScanResultsRequest
from aliyunsdkgreen.request.v20180509.ImageSyncScanRequest import ImageSyncScanRequest
from darabonba.runtime import RuntimeOptions

from piaoju.service.tasks import Reader
from tests.serving import ALIYUN, app_for, live, picture, write_accounts

KEYS = (ALIYUN["access_key_id"], ALIYUN["access_key_secret"])
OTHERS = """
[[account]]
name = "other"
uid = "2"
[account.aliyun]
access_key_id = "LTAIother"
access_key_secret = "other"

[[account]]
name = "limited"
uid = "3"
[account.limits]
aliyun = "1/minute"
[account.aliyun]
access_key_id = "LTAIlimited"
access_key_secret = "limited"

[[account]]
name = "closed"
uid = "4"
disabled_operations = ["aliyun.ImageAsyncScan"]
[account.aliyun]
access_key_id = "LTAIclosed"
access_key_secret = "closed"

[[account]]
name = "former"
uid = "5"
enabled = false
[account.aliyun]
access_key_id = "LTAIformer"
access_key_secret = "former"
"""
REQUESTS: Mapping[str, Callable[[], RoaRequest]] = {
    "asyncscan": ImageAsyncScanRequest,
    "results": ImageAsyncScanResultsRequest,
    "scan": ImageSyncScanRequest,
}
ACTIONS = {"asyncscan": "ImageAsyncScan", "results": "ImageAsyncScanResults", "scan": "ImageSyncScan"}
WAIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Sdk:
    """The official SDK for Python, as the vendor's samples use it."""

    address: str
    keys: tuple[str, str] = KEYS
    version: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    def call(self, name: str, content: object) -> dict[str, Any]:
        """Return the reply to a call; raises `ServerException` for what is no success of HTTP."""
        request = REQUESTS[name]()
        request.set_endpoint(self.address)
        request.set_protocol_type("http")
        request.set_accept_format("JSON")
        if self.version:
            request.set_version(self.version)
        for key, value in self.query.items():
            request.add_query_param(key, value)
        request.set_content(content if isinstance(content, bytes) else json.dumps(content).encode())
        client = AcsClient(*self.keys, "cn-shanghai")
        with closing(client.session):
            reply: dict[str, Any] = json.loads(client.do_action_with_exception(request))
        return reply

    def data(self, name: str, content: object) -> list[dict[str, Any]]:
        """Return the items of a reply that must be a success."""
        reply = self.call(name, content)
        assert (reply["code"], reply["msg"]) == (200, "OK")
        assert reply["requestId"] == reply["requestId"].upper()
        items: list[dict[str, Any]] = reply["data"]
        return items

    def results(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return what came of tasks, once all of them ended."""
        deadline = time.monotonic() + WAIT_S
        while True:
            items = self.data("results", list(ids))
            if all(item["code"] != 280 for item in items) or time.monotonic() > deadline:
                return items
            time.sleep(0.05)

    def refused(self, name: str, content: object) -> tuple[int, str]:
        """Return status and code of the gateway's error that a call ends with; message and id have to be there."""
        with pytest.raises(ServerException) as caught:
            self.call(name, content)
        error = caught.value
        assert error.get_error_msg()
        assert len(error.get_request_id()) == 36
        return error.get_http_status(), error.get_error_code()


@dataclass(frozen=True, slots=True)
class Generic:
    """The vendor's generic client: newer signatures, or the older one in its own way."""

    address: str
    keys: tuple[str, str] = KEYS
    algorithm: str = ""
    is_roa: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    def call(self, name: str, content: object) -> dict[str, Any]:
        """Return the reply to a call."""
        key, secret = self.keys
        config = Config(access_key_id=key, access_key_secret=secret, endpoint=self.address, protocol="HTTP")
        config.signature_algorithm = self.algorithm or None
        client, request = Client(config), OpenApiRequest(body=content, headers=dict(self.headers))
        action, path, version = ACTIONS[name], f"/green/image/{name}", "2018-05-09"
        if self.is_roa:
            found = client.do_roarequest(
                action, version, "HTTP", "POST", "AK", path, "json", request, RuntimeOptions(autoretry=False)
            )
        else:
            parameters = Params(action, version, "HTTP", path, "POST", "AK", "json", "json", "ROA")
            found = client.call_api(parameters, request, RuntimeOptions(autoretry=False))
        reply: dict[str, Any] = found["body"]
        return reply


@dataclass(slots=True)
class Host:
    """A host of pictures, by path, that also takes callbacks."""

    address: str
    files: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    told: list[dict[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/a.png") -> str:
        """Return the address of a file."""
        return f"http://{self.address}{path}"

    def take(self, body: bytes) -> int:
        """Keep a callback and return its status: the next of the answers, then 200."""
        with self.lock:
            self.told.append(dict(parse_qsl(body.decode("ascii"), strict_parsing=True)))
            return self.answers.pop(0) if self.answers else 200

    def wait(self, count: int) -> list[dict[str, str]]:
        """Return the callbacks once there are as many."""
        deadline = time.monotonic() + WAIT_S
        while len(self.told) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        return list(self.told)


@contextmanager
def host() -> Iterator[Host]:
    """Run a host with a picture of every format, and with files that nobody can use."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(found.slow.get(self.path, 0.0))
            status, kind, content = found.files.get(self.path, (404, "text/plain", b"none"))
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=UTF-8"
            self.send_response(found.take(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                return  # whoever downloads has seen enough

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Host(f"127.0.0.1:{server.server_address[1]}")
    for name in ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF"):
        found.files[f"/a.{name.lower()}"] = (200, f"image/{name.lower()}", picture(name))
    found.files |= {
        "/page": (200, "text/html", picture()),
        "/text": (200, "image/png", b"no picture"),
        "/large": (200, "image/png", b"\x89PNG\r\n\x1a\n" + bytes(20 * 2**20)),
        "/inward": (302, "http://127.0.0.1:1/a.png", b""),
        **{f"/{status}": (status, "text/plain", b"") for status in (401, 403, 410, 500)},
    }
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serving(reader: Reader, folder: Path) -> Iterator[tuple[str, Host]]:
    """Run a server with this vendor's accounts that works on jobs, and a host that it may call; yield both."""
    accounts = write_accounts(folder / "accounts.toml", OTHERS)
    quick = {"callback_first_delay_s": 0.1, "callback_timeout_s": 1.0}
    with (
        host() as pictures,
        live(app_for(reader, accounts, folder, fetch={"allow": [pictures.address]}, jobs=quick)) as address,
    ):
        yield address, pictures


def body(tasks: object, card: str = "invoice", **more: object) -> dict[str, object]:
    """Return the body of asyncscan or scan."""
    return {"scenes": ["ocr"], "extras": {"card": card}, "tasks": tasks, **more}


def asked(*urls: str) -> list[dict[str, str]]:
    """Return a task for every address, with ids d1, d2 and so on."""
    return [{"dataId": f"d{number}", "url": url} for number, url in enumerate(urls, 1)]
