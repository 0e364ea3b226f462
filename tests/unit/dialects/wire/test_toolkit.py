"""The toolkit where no vendor's test goes through it."""

from dataclasses import replace

import pytest

from piaoju.dialects.wire.body import boolean, decode_base64, json_object, text, web_address
from piaoju.dialects.wire.choice import largest_document, quad_area
from piaoju.dialects.wire.faults import aspect, retry_after_s
from piaoju.dialects.wire.forms import form_parts
from piaoju.dialects.wire.message import Headers, json_body, raw
from piaoju.dialects.wire.rows import (
    Cell,
    cells,
    constant,
    derived,
    item_cells,
    joined,
    least_confidence,
    line_cells,
    row,
)
from piaoju.errors import DownloadFailed, InvalidParameter, Overloaded, PayloadTooLarge, UnsupportedFormat
from piaoju.model.document import ErrorItem, Reading
from piaoju.model.field import FieldReading, LineReading
from piaoju.model.geometry import quad_from_rect
from tests.serving import NOTHING, document, reading_of

QUAD = quad_from_rect(0, 0, 10, 5)
ONE = FieldReading("one", "one", 0.9, 1, QUAD)
TWO = FieldReading("two", "two", 0.8, 1, None)
UNSURE = FieldReading("?", "?", None, 1, None)


def test_rows() -> None:
    rows = (
        row("a", "one", str.upper),
        row("b", "none"),
        joined("c", ("none", "one", "two"), " "),
        joined("d", ("none",)),
        derived("e", "one", lambda value: f"from {value}"),
        derived("f", "one", lambda _: None),
        derived("g", "none", str),
        constant("h", "always"),
    )
    assert cells(rows, {"one": ONE, "two": TWO}) == {
        "a": Cell("ONE", 0.9, QUAD),
        "b": Cell(),
        "c": Cell("one two", 0.8, QUAD),
        "d": Cell(),
        "e": Cell("from one", 0.9),
        "f": Cell(),
        "g": Cell(),
        "h": Cell("always", 1.0),
    }


def test_items_and_lines() -> None:
    found = replace(document("vat_invoice", {}), items=({"name": ONE}, {}))
    assert item_cells((row("n", "name"),), found) == ({"n": Cell("one", 0.9, QUAD)}, {"n": Cell()})
    line = LineReading("x", "x", 0.5, 1, QUAD)
    assert line_cells(replace(ONE, value=("x",), lines=(line,)), str.upper) == (Cell("X", 0.5, QUAD),)
    assert line_cells(None) == ()


def test_least_confidence() -> None:
    assert least_confidence([ONE, TWO]) == 0.8
    assert least_confidence([ONE, UNSURE]) is None
    assert least_confidence([]) is None


def test_largest_document() -> None:
    small = replace(document("vat_invoice", {}), quad=QUAD)
    large = replace(document("train_ticket", {}), quad=quad_from_rect(5, 5, 100, 50))
    placeless = replace(small, quad=None)
    assert largest_document(reading_of(small, large), ("vat_invoice", "train_ticket")) is large
    assert largest_document(reading_of(small, large), ("vat_invoice",)) is small
    assert largest_document(reading_of(large, placeless), ("vat_invoice", "train_ticket")) is placeless
    assert quad_area(quad_from_rect(3, 4, 10, 5)) == 50


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        (NOTHING, "no_document_found"),
        (Reading("ok"), "no_text_found"),
        (Reading("failed", (ErrorItem("corrupt_input", "", "decode", 1),)), "corrupt_input"),
    ],
)
def test_no_document(reading: Reading, code: str) -> None:
    found = largest_document(reading, ("vat_invoice",))
    assert isinstance(found, ErrorItem)
    assert found.code == code


def test_headers() -> None:
    headers = Headers((("a", "1"), ("b", "2"), ("a", "3")))
    assert (headers.get("A"), headers.get("c"), headers.get("c", "none")) == ("1,3", "", "none")
    assert "B" in headers
    assert "c" not in headers


def test_bytes_that_are_no_text() -> None:
    assert raw("é\udcff") == b"\xc3\xa9\xff"
    assert json_body({"a": "发\udcff"}) == '{"a": "发?"}'.encode()


def test_parameters() -> None:
    assert json_object(b'{"a": null}') == {"a": None}
    assert (text({"a": None}, "a"), text({}, "a"), text({"a": "b"}, "a")) == ("", "", "b")
    assert [boolean({"a": value}, "a") for value in (True, False, None, "")] == [True, False, False, False]
    assert boolean({}, "a", default=True)


def test_base64() -> None:
    assert decode_base64(" YW\r\nJj\t") == b"abc"
    assert decode_base64("YWJj", max_chars=4) == b"abc"
    with pytest.raises(PayloadTooLarge) as caught:
        decode_base64("YWJj", max_chars=3)
    assert aspect(caught.value) == "text"
    for wrong in ("", " ", "YWJ", "YW-_", "发票"):
        with pytest.raises(UnsupportedFormat):
            decode_base64(wrong)


@pytest.mark.parametrize("url", ["http://a", "https://a:8443/b?c#d", "http://[::1]/", "HTTP://a/%20"])
def test_addresses(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "a", "//a/", "http:/a", "http://[::1", "http://a:0/", "http://a:x/", "http://a/\n", f"http://a/{'b' * 8192}"],
)
def test_no_addresses(url: str) -> None:
    with pytest.raises(InvalidParameter, match="address"):
        web_address(url)


def test_a_body_that_is_no_form() -> None:
    assert form_parts("application/json", b"a=1") == ()
    assert form_parts("", b"a=1") == ()


def test_aspects() -> None:
    assert aspect(DownloadFailed("no", 404)) == "404"
    assert aspect(DownloadFailed("no")) == ""
    assert aspect(ErrorItem("a", "b", "c", None)) == ""
    assert retry_after_s(Overloaded(2.0)) == 2.0
    assert retry_after_s(ValueError()) is None
