"""Parameters of CarInvoiceOCR in their three forms: JSON, a query, a form of v1."""

import base64
from collections.abc import Callable, Mapping

import pytest

from piaoju.dialects.tencent import DIALECT
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.task import Content, Link, Read
from piaoju.errors import PiaojuError
from tests.unit.dialects.desks import credential
from tests.unit.dialects.tencent.calls import IMAGE, OPERATION, got, old, posted

PDF = base64.b64encode(b"\n%PDF-1.7").decode()
URL = "http://example.com/a.jpg"


def task(given: WireRequest) -> Read:
    found = OPERATION.prepare(given, credential("tencent")).task
    assert isinstance(found, Read)
    return found


def refused(given: WireRequest, **changes: object) -> str:
    with pytest.raises(PiaojuError) as caught:
        OPERATION.prepare(given, credential("tencent", **changes))
    return DIALECT.refuse(given, caught.value).outcome


@pytest.mark.parametrize(
    ("given", "page", "takes_pdf"),
    [
        (posted({"ImageBase64": IMAGE}), 1, True),
        (posted({"ImageBase64": PDF}), 1, True),
        (posted({"ImageBase64": PDF, "PdfPageNumber": 3}), 3, True),
        (posted({"ImageBase64": PDF, "PdfPageNumber": 0}), 1, True),
        (posted({"ImageBase64": IMAGE, "PdfPageNumber": 3, "IsPdf": False}), 3, False),
        (posted({"ImageBase64": IMAGE, "PdfPageNumber": 3}), 3, True),
        (posted({"ImageBase64": IMAGE, "PdfPageNumber": None, "IsPdf": None, "ImageUrl": ""}), 1, True),
        (got({"ImageBase64": PDF, "PdfPageNumber": "2", "IsPdf": "True"}), 2, True),
        (got({"ImageBase64": IMAGE, "IsPdf": "false"}), 1, False),
        (old({"ImageBase64": PDF, "PdfPageNumber": "2", "IsPdf": "true"}), 2, True),
        (old({"ImageBase64": IMAGE, "IsPdf": ""}), 1, True),
    ],
)
def test_pages(given: WireRequest, page: int, takes_pdf: bool) -> None:
    asked = task(given)
    assert asked.types == ("motor_vehicle_invoice", "used_vehicle_invoice")
    assert asked.pages == (page,)
    assert asked.rules.paged == frozenset({"pdf"})
    assert asked.rules.formats == frozenset({"jpeg", "png", *(["pdf"] if takes_pdf else [])})
    assert (asked.rules.min_side_px, asked.rules.max_side_px) == (20, 10000)
    assert asked.rules.max_bytes == 7 * 2**20 // 4 * 3


def test_an_address_goes_before_a_picture() -> None:
    assert task(posted({"ImageBase64": "not looked at", "ImageUrl": URL})).source == Link(URL, 3.0)
    assert task(posted({"ImageUrl": URL, "PdfPageNumber": 2})).pages == (2,)
    assert task(old({"ImageBase64": "ACAD"})).source == Content(b"\x00\x20\x03")
    assert task(got({"ImageBase64": "1234"})).source == Content(base64.b64decode("1234"))
    assert task(posted({"ImageBase64": "AC\r\nAD "})).source == Content(b"\x00\x20\x03")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({}, "InvalidParameterValue.InvalidParameterValueLimit"),
        ({"ImageBase64": "", "ImageUrl": None}, "InvalidParameterValue.InvalidParameterValueLimit"),
        ({"ImageBase64": PDF, "PdfPageNumber": -1}, "InvalidParameterValue.InvalidParameterValueLimit"),
        ({"ImageBase64": "no base64!"}, "FailedOperation.ImageDecodeFailed"),
        ({"ImageBase64": f"data:image/png;base64,{IMAGE}"}, "FailedOperation.ImageDecodeFailed"),
        ({"ImageBase64": "A" * (7 * 2**20 + 1)}, "LimitExceeded.TooLargeFileError"),
        ({"ImageUrl": "ftp://example.com/a.jpg"}, "FailedOperation.DownLoadError"),
        ({"ImageUrl": "http:///a.jpg"}, "FailedOperation.DownLoadError"),
        ({"ImageBase64": 5}, "InvalidParameter"),
        ({"ImageUrl": ["a"]}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "IsPdf": "true"}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "IsPdf": 1}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "PdfPageNumber": "1"}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "PdfPageNumber": True}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "PdfPageNumber": 1.5}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "Quality": 5}, "UnknownParameter"),
        ([], "InvalidParameter"),
        ("ImageBase64", "InvalidParameter"),
    ],
)
def test_parameters(content: object, expected: str) -> None:
    assert refused(posted(content)) == expected


@pytest.mark.parametrize("make", [got, old])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ImageBase64": IMAGE, "IsPdf": "yes"}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "PdfPageNumber": "first"}, "InvalidParameter"),
        ({"ImageBase64": IMAGE, "PdfPageNumber": "9" * 10}, "InvalidParameter"),
        ({"ImageBase64": PDF, "PdfPageNumber": "-1"}, "InvalidParameterValue.InvalidParameterValueLimit"),
        ({"ImageBase64": IMAGE, "Quality": "5"}, "UnknownParameter"),
        ({}, "InvalidParameterValue.InvalidParameterValueLimit"),
    ],
)
def test_parameters_as_text(
    make: Callable[[Mapping[str, str]], WireRequest], fields: Mapping[str, str], expected: str
) -> None:
    assert refused(make(fields)) == expected


@pytest.mark.parametrize(
    ("billing", "expected"),
    [
        ("in_arrears", "ResourceUnavailable.InArrears"),
        ("package_exhausted", "ResourceUnavailable.ResourcePackageRunOut"),
        ("abnormal", "ResourcesSoldOut.ChargeStatusException"),
    ],
)
def test_billing(billing: str, expected: str) -> None:
    assert refused(posted({"ImageBase64": IMAGE}), billing=billing) == expected
