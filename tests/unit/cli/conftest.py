"""A stand-in for the engine, so that commands are tested without models."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from piaoju.errors import ModelMissing
from piaoju.model.document import DocumentReading, ErrorItem, Finding, PageReading, Reading
from piaoju.model.field import FieldReading
from piaoju.model.geometry import quad_from_rect

QUAD = quad_from_rect(10.0, 20.0, 100.0, 12.0)


class EngineStub:
    """Reads every file whose name says so: `ok`, `failed`, `partial`, `empty`."""

    calls: list[tuple[bytes | Path, Sequence[str] | None, Sequence[int] | None]]
    options: dict[str, object]

    def __init__(self) -> None:
        self.calls = []
        self.options = {}

    def read(
        self, source: bytes | Path, *, types: Sequence[str] | None = None, pages: Sequence[int] | None = None
    ) -> Reading:
        self.calls.append((source, types, pages))
        try:
            content = source if isinstance(source, bytes) else source.read_bytes()
        except OSError as error:
            return Reading("failed", errors=(ErrorItem("corrupt_input", str(error.strerror), "decode", None),))
        return READINGS[content.decode()]()


def _ok() -> Reading:
    fields = {
        "invoice_number": FieldReading("24312000000012345678", "24312000000012345678", 0.997, 1, QUAD),
        "remark": FieldReading("a\x1b[31m[bold]b", "…", 0.5, 1, QUAD),
        "cipher_area": FieldReading(("03<8", "/+45"), "03<8\n/+45", None, 1, QUAD),
    }
    items = (
        {"amount": FieldReading("1.00", "1.00", 0.75, 1, QUAD)},
        {"name": FieldReading("*服务*测试", "*服务*测试", 0.9, 1, QUAD)},
    )
    finding = Finding("total_matches_words", "fail", ("total_in_words",), "壹圆 is not 2.00")
    document = DocumentReading(
        "vat_invoice", "digital_general", (1,), QUAD, 0.0, 0.98, "image", fields, items, (finding,)
    )
    page = PageReading(1, 800, 600, 3)
    return Reading("ok", pages=(page,), documents=(document,), timing_ms={"decode": 1.0, "total": 1500.0})


def _missing_model() -> Reading:
    raise ModelMissing("det_tiny is not installed")


READINGS: dict[str, Callable[[], Reading]] = {
    "ok": _ok,
    "empty": lambda: Reading("ok", pages=(PageReading(1, 800, 600, 0),)),
    "failed": lambda: Reading("failed", errors=(ErrorItem("corrupt_input", "cut off", "decode", None),)),
    "partial": lambda: Reading("partial", errors=(ErrorItem("image_too_large", "too wide", "decode", 2),)),
    "no model": _missing_model,
}


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> EngineStub:
    stub = EngineStub()
    module = ModuleType("piaoju.engine")

    def make(options: dict[str, object] | None = None) -> EngineStub:
        stub.options = options or {}
        return stub

    module.__dict__["Engine"] = make
    module.__dict__["EngineOptions"] = dict
    monkeypatch.setitem(sys.modules, "piaoju.engine", module)
    return stub


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with one file for each kind of reading."""
    for content in READINGS:
        (tmp_path / f"{content}.jpg").write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
