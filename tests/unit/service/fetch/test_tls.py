"""TLS to a server of this test: the name in Host, in SNI and in the certificate, the address that was checked."""

import asyncio
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from piaoju.errors import DownloadFailed, ForbiddenAddress
from piaoju.service.fetch import Fetcher, Guard
from piaoju.service.fetch.guard import resolve
from tests.unit.service.fetch.addresses import this_machine

NAME = "pictures.example"


@dataclass(slots=True)
class TlsServer:
    """A server and what it saw of its clients."""

    port: int
    context: ssl.SSLContext
    names: list[str | None] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)

    def fetch(self, url: str, guard: Guard | None = None) -> bytes:
        """Fetch from it, its certificate trusted."""
        fetcher = Fetcher(guard or self.guard(), self.context)
        return asyncio.run(fetcher.fetch(url.format(port=self.port), timeout_s=5, max_bytes=1000))

    def guard(self) -> Guard:
        """Return a guard for which every name is this machine, which may be fetched from at this port alone."""
        return Guard((f"127.0.0.1:{self.port}",), this_machine)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a certificate for the name and 127.0.0.1, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    names = [x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.hosts.append(self.headers["Host"])  # type: ignore[attr-defined]
        where = self.path.partition("?")[2]
        self.send_response(302 if where else 200)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", "0" if where else "3")
        self.end_headers()
        self.wfile.write(b"" if where else b"abc")

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server(certificate: Path) -> Iterator[TlsServer]:
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as serving:
        seen = TlsServer(serving.server_port, ssl.create_default_context(cafile=str(certificate)))
        own.sni_callback = lambda _, name, __: seen.names.append(name)
        serving.seen = seen  # type: ignore[attr-defined]
        serving.handle_error = lambda *_: None  # type: ignore[method-assign]
        serving.socket = own.wrap_socket(serving.socket, server_side=True)
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield seen
        serving.shutdown()
        thread.join()


def test_host_and_sni_are_the_name(server: TlsServer) -> None:
    assert server.fetch(f"https://{NAME}:{{port}}/a.jpg") == b"abc"
    assert server.names == [NAME]
    assert server.hosts == [f"{NAME}:{server.port}"]


def test_an_address_needs_no_name(server: TlsServer) -> None:
    assert server.fetch("https://127.0.0.1:{port}/a.jpg") == b"abc"
    assert server.hosts == [f"127.0.0.1:{server.port}"]


def test_certificate_of_another_name(server: TlsServer) -> None:
    with pytest.raises(DownloadFailed):
        server.fetch("https://other.example:{port}/a.jpg")
    assert server.names == ["other.example"]
    assert server.hosts == []


def test_certificate_that_nobody_vouches_for(server: TlsServer) -> None:
    fetcher = Fetcher(server.guard())
    with pytest.raises(DownloadFailed):
        asyncio.run(fetcher.fetch(f"https://{NAME}:{server.port}/a.jpg", timeout_s=5, max_bytes=1000))
    assert server.hosts == []


def test_port_that_speaks_no_tls(server: TlsServer) -> None:
    with pytest.raises(DownloadFailed):
        server.fetch(f"http://{NAME}:{{port}}/a.jpg")


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "//192.168.0.1/a.jpg",
        "https://127.0.0.1/a.jpg",
        "http://[::1]/a.jpg",
        "http://2130706433/a.jpg",
        "http://0x7f.1/a.jpg",
    ],
)
def test_redirects_to_private_addresses(where: str, server: TlsServer) -> None:
    async def answer(host: str, port: int) -> list[str]:
        """Resolve as the system does what is written in numbers, and the name as this machine."""
        return ["127.0.0.1"] if host == NAME else await resolve(host, port)

    guard = Guard((f"127.0.0.1:{server.port}",), answer)
    with pytest.raises(ForbiddenAddress):
        server.fetch(f"https://{NAME}:{{port}}/a?{where}", guard)
    assert server.hosts == [f"{NAME}:{server.port}"]


def test_name_that_changes_its_address_between_the_hops(server: TlsServer) -> None:
    answers = iter((["127.0.0.1"], ["10.0.0.1"]))

    async def change(host: str, port: int) -> list[str]:
        return next(answers)

    guard = Guard((f"127.0.0.1:{server.port}",), change)
    with pytest.raises(ForbiddenAddress):
        server.fetch(f"https://{NAME}:{{port}}/a?/b", guard)
    assert server.hosts == [f"{NAME}:{server.port}"]
