import asyncio
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from piaoju.errors import DownloadFailed, DownloadTimeout, ForbiddenAddress, InvalidParameter, PiaojuError
from piaoju.service.fetch import Guard, Poster
from tests.jobs_at_work import host


def post(url: str, allow: str, timeout_s: float = 2.0) -> int:
    headers = (("Content-Type", "text/plain"), ("X-Job", "a"))
    return asyncio.run(Poster(Guard((allow,))).post(url, headers, b"body", timeout_s))


@pytest.mark.parametrize("status", [200, 204, 302, 404, 500])
def test_the_status_is_returned_and_no_redirect_followed(status: int) -> None:
    with host(status) as taker:
        assert post(f"http://{taker.address}/a?b=c", taker.address) == status
        assert taker.taken == {"a": [b"body"]}


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://127.0.0.1:{port}/", ForbiddenAddress),
        ("ftp://127.0.0.1:{port}/", InvalidParameter),
        ("http://127.0.0.1:1/", DownloadFailed),
    ],
)
def test_what_cannot_be_called(url: str, error: type[PiaojuError]) -> None:
    with host() as taker:
        port = taker.address.partition(":")[2]
        with pytest.raises(error):
            post(url.format(port=port), "127.0.0.1:1")
        assert taker.taken == {}


def test_a_host_that_takes_too_long() -> None:
    class Silent(BaseHTTPRequestHandler):
        timeout = 3

        def handle(self) -> None:
            while self.rfile.readline():
                pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    address = f"127.0.0.1:{server.server_port}"
    try:
        with pytest.raises(DownloadTimeout):
            post(f"http://{address}/", address, 0.2)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
