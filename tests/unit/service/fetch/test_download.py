"""Downloads from a server of this test: bounds, redirects, and a name that changes its address."""

import asyncio
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from piaoju.errors import (
    DownloadFailed,
    DownloadTimeout,
    ForbiddenAddress,
    InvalidParameter,
    PayloadTooLarge,
    PiaojuError,
    UnsupportedFormat,
)
from piaoju.service.fetch import Fetcher, Guard
from tests.unit.service.fetch.addresses import THIS_MACHINE, this_machine

HOST = "pictures.example"
FILES = {
    "/picture": (b"x" * 1000, "image/png"),
    "/page": (b"<html>", "text/html; charset=utf-8"),
    "/xml": (b"<?xml", "text/xml"),
    "/untyped": (b"abc", None),
}


class Handler(BaseHTTPRequestHandler):
    """Answers by path; remembers the Host headers that it saw."""

    hosts: list[str]

    def do_GET(self) -> None:
        self.server.hosts.append(self.headers["Host"])  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        if path in FILES:
            self._reply(200, *FILES[path])
            return
        match path:
            case "/endless":
                self._reply(200, b"x" * 100, "image/png", length=None)
            case "/slow":
                self.send_response(200)
                self.end_headers()
                for _ in range(30):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            case "/broken":
                self.wfile.write(b"nonsense\r\n\r\n")
            case "/loop":
                self._redirect("/loop")
            case "/relative":
                self._redirect("picture")
            case "/elsewhere":
                self._redirect(self.path.partition("?")[2])
            case _:
                self._reply(404, b"", None)

    def _reply(self, status: int, body: bytes, media_type: str | None, length: int | None = 0) -> None:
        self.send_response(status)
        if media_type is not None:
            self.send_header("Content-Type", media_type)
        if length is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        serving.hosts = []  # type: ignore[attr-defined]
        serving.handle_error = lambda *_: None  # type: ignore[method-assign]
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def fetch(server: ThreadingHTTPServer, path: str, *, timeout_s: float = 5.0, max_bytes: int = 1000) -> bytes:
    """Fetch a path from the server under a name that the settings allow."""
    port = server.server_port
    fetcher = Fetcher(Guard((f"{HOST}:{port}",), this_machine))
    return asyncio.run(fetcher.fetch(f"http://{HOST}:{port}{path}", timeout_s=timeout_s, max_bytes=max_bytes))


@pytest.mark.parametrize(
    ("path", "content"),
    [("/picture", b"x" * 1000), ("/xml", b"<?xml"), ("/untyped", b"abc"), ("/relative", b"x" * 1000)],
)
def test_files(path: str, content: bytes, server: ThreadingHTTPServer) -> None:
    assert fetch(server, path) == content
    assert set(server.hosts) == {f"{HOST}:{server.server_port}"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "max_bytes", "error"),
    [
        ("/picture", 999, PayloadTooLarge),
        ("/endless", 99, PayloadTooLarge),
        ("/page", 1000, UnsupportedFormat),
        ("/broken", 1000, DownloadFailed),
        ("/loop", 1000, DownloadFailed),
        ("/missing", 1000, DownloadFailed),
        ("/elsewhere?file:///etc/passwd", 1000, DownloadFailed),
        ("/elsewhere?http://", 1000, DownloadFailed),
        ("/elsewhere?http://127.0.0.1/", 1000, ForbiddenAddress),
        ("/elsewhere?http://169.254.169.254/latest/meta-data", 1000, ForbiddenAddress),
        ("/elsewhere?//10.0.0.1/", 1000, ForbiddenAddress),
    ],
)
def test_refused(path: str, max_bytes: int, error: type[PiaojuError], server: ThreadingHTTPServer) -> None:
    with pytest.raises(error):
        fetch(server, path, max_bytes=max_bytes)


def test_status_is_told(server: ThreadingHTTPServer) -> None:
    with pytest.raises(DownloadFailed) as caught:
        fetch(server, "/missing")
    assert caught.value.status == 404


def test_time_is_that_of_the_whole(server: ThreadingHTTPServer) -> None:
    with pytest.raises(DownloadTimeout):
        fetch(server, "/slow", timeout_s=0.3)


def test_nobody_listens() -> None:
    fetcher = Fetcher(Guard(("127.0.0.1:1",)))
    with pytest.raises(DownloadFailed):
        asyncio.run(fetcher.fetch("http://127.0.0.1:1/", timeout_s=5, max_bytes=10))


@pytest.mark.parametrize("host", THIS_MACHINE.values(), ids=THIS_MACHINE.keys())
def test_no_way_to_write_this_machine_leads_to_it(host: str, server: ThreadingHTTPServer) -> None:
    url = f"http://{host}:{server.server_port}/picture"
    with pytest.raises((ForbiddenAddress, DownloadFailed, InvalidParameter)):
        asyncio.run(Fetcher(Guard()).fetch(url, timeout_s=5, max_bytes=1000))
    assert server.hosts == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("url", ["ftp://a/", "http://", "a.jpg", "http://a b/", "http://a:99999/", "http://发票/"])
def test_no_address(url: str) -> None:
    with pytest.raises(InvalidParameter):
        asyncio.run(Fetcher(Guard()).fetch(url, timeout_s=1, max_bytes=1))


def test_a_name_that_changes_its_address(server: ThreadingHTTPServer) -> None:
    """The connection goes to the address that was checked: here one where nobody listens, never to this machine."""
    answers = iter((["192.0.2.1"], ["127.0.0.1"]))

    async def change(host: str, port: int) -> list[str]:
        return next(answers)

    fetcher = Fetcher(Guard((f"192.0.2.1:{server.server_port}",), change))
    with pytest.raises((DownloadFailed, DownloadTimeout)):
        asyncio.run(fetcher.fetch(f"http://{HOST}:{server.server_port}/picture", timeout_s=0.5, max_bytes=1000))
    assert server.hosts == []  # type: ignore[attr-defined]
    assert next(answers) == ["127.0.0.1"]


def test_a_redirect_is_resolved_anew(server: ThreadingHTTPServer) -> None:
    """The first hop is allowed by its address; the same name then means another, which is not."""
    answers = iter((["127.0.0.1"], ["127.0.0.2"]))

    async def change(host: str, port: int) -> list[str]:
        return next(answers)

    fetcher = Fetcher(Guard((f"127.0.0.1:{server.server_port}",), change))
    with pytest.raises(ForbiddenAddress):
        asyncio.run(fetcher.fetch(f"http://{HOST}:{server.server_port}/relative", timeout_s=5, max_bytes=1000))
