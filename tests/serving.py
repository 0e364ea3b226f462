"""A server for tests: accounts with known keys, a reader that answers what it is told, a free port."""

import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from PIL import Image

from piaoju.model.document import DocumentReading, PageReading, Reading
from piaoju.model.field import FieldReading
from piaoju.model.geometry import quad_from_rect
from piaoju.reading.decode import DecodeLimits
from piaoju.server.app import create_app
from piaoju.server.readiness import Readiness
from piaoju.server.services import Services, build_services
from piaoju.service.accounts import Accounts
from piaoju.service.config import Settings
from piaoju.service.tasks import Reader

HUAWEI = {
    "access_key": "HWAKFAKE000000000000",
    "secret_key": "hwskfake0000000000000000000000000000000000",
    "project_id": "0123456789abcdef0123456789abcdef",
    "project_name": "cn-north-4",
    "user": "clerk",
    "password": "open sesame",
    "domain": "acme",
}
TENCENT = {"secret_id": "AKIDfakefakefakefakefakefake", "secret_key": "fakeSecretKey0000000000000000"}
ALIYUN = {"access_key_id": "LTAIfakefakefakefake", "access_key_secret": "aliSecretFake0000000000000000"}
DEEPFINCH = {"api_id": "dfidfake000000", "api_secret": "dfsecretfake00000"}
NATIVE = {"api_key": "pj_fake0000000000000000"}
VENDORS: Mapping[str, Mapping[str, str]] = {
    "huawei": HUAWEI,
    "tencent": TENCENT,
    "aliyun": ALIYUN,
    "deepfinch": DEEPFINCH,
    "native": NATIVE,
}
UNLIMITED = dict.fromkeys(VENDORS, "100000/second")
PAGE = PageReading(1, 1600, 1200, 40)
NOTHING = Reading("ok", pages=(PAGE,))


def picture(file_format: str = "PNG", size: tuple[int, int] = (320, 240)) -> bytes:
    """Return an empty picture."""
    buffer = BytesIO()
    Image.new("RGB", size, "white").save(buffer, file_format)
    return buffer.getvalue()


def write_accounts(path: Path, *accounts: str) -> Path:
    """Write the account `acme` with the keys above, and further ones as TOML."""
    blocks = ['[[account]]\nname = "acme"\nuid = "1234567890123456"\n']
    for vendor, keys in VENDORS.items():
        blocks.append(f"[account.{vendor}]\n" + "".join(f'{name} = "{value}"\n' for name, value in keys.items()))
    path.write_text("\n".join((*blocks, *accounts)), encoding="utf-8")
    path.chmod(0o600)
    return path


def document(document_type: str, values: Mapping[str, str], variant: str | None = None) -> DocumentReading:
    """Return a reading with a field for every value, each on a line of its own."""
    fields = {
        name: FieldReading(value, value, 0.987654, 1, quad_from_rect(100, 20 * row, 60.4, 12))
        for row, (name, value) in enumerate(values.items())
    }
    return DocumentReading(
        type=document_type,
        variant=variant,
        pages=(1,),
        quad=quad_from_rect(0, 0, 1000, 600),
        rotation_deg=0.0,
        confidence=0.98,
        carrier="image",
        fields=fields,
    )


def reading_of(*documents: DocumentReading) -> Reading:
    """Return a reading of one page with these documents on it."""
    return Reading("ok", pages=(PAGE,), documents=documents)


@dataclass(slots=True)
class Teller:
    """A reader that returns what it was told, of the types asked for, and remembers what it was asked."""

    reading: Reading = NOTHING
    error: Exception | None = None
    delay_s: float = 0.0
    asked: list[tuple[tuple[str, ...] | None, tuple[int, ...] | None]] = field(default_factory=list)
    limits: DecodeLimits | None = None
    type_ids: tuple[str, ...] = ("quota_invoice", "vat_invoice")

    def read(
        self,
        source: bytes,
        *,
        types: Sequence[str] | None = None,
        pages: Sequence[int] | None = None,
        limits: DecodeLimits | None = None,
    ) -> Reading:
        del source
        self.limits = limits
        self.asked.append((None if types is None else tuple(types), None if pages is None else tuple(pages)))
        time.sleep(self.delay_s)
        if self.error is not None:
            raise self.error
        found = tuple(each for each in self.reading.documents if types is None or each.type in types)
        return Reading(self.reading.status, self.reading.errors, self.reading.pages, found, self.reading.timing_ms)


def services_for(
    reader: Reader, accounts: Path, folder: Path | None = None, **sections: Mapping[str, object]
) -> Services:
    """Return services with these settings, limits that no test meets unless it sets them, and jobs if in a folder."""
    settings = Settings.model_validate({"limits": UNLIMITED, **sections})
    return build_services(settings, Accounts(accounts), reader, folder)


def app_for(reader: Reader, accounts: Path, folder: Path | None = None, **sections: Mapping[str, object]) -> FastAPI:
    """Return an application that asks for no models; it works on jobs if it is given a folder."""
    return create_app(services_for(reader, accounts, folder, **sections), Readiness(()))


@contextmanager
def live(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port; yield `host:port`."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        host, port = listener.getsockname()
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=5)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield f"{host}:{port}"
        finally:
            server.should_exit = True
            thread.join()
