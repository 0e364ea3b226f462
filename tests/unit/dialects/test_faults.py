"""Every dialect writes every error of ours, and what nobody expected; headers, codes and shapes are the vendor's."""

import json
from collections.abc import Iterator
from typing import get_args

import pytest

from piaoju.dialects import load_dialects
from piaoju.dialects.huawei import DIALECT as HUAWEI
from piaoju.dialects.native import DIALECT as NATIVE
from piaoju.dialects.wire.dialect import Dialect
from piaoju.errors import (
    AccessReason,
    InvalidParameter,
    Overloaded,
    PayloadTooLarge,
    PiaojuError,
    RateLimited,
    Unauthenticated,
    UnknownOperation,
    UnsupportedFormat,
    WrongDocumentType,
)
from piaoju.model.document import ErrorItem
from tests.unit.dialects.desks import REQUEST_ID, request

DIALECTS = load_dialects()
WITH_ATTRIBUTES: dict[type[PiaojuError], PiaojuError] = {
    InvalidParameter: InvalidParameter("image", "it is no string"),
    PayloadTooLarge: PayloadTooLarge(2, 1),
    RateLimited: RateLimited(0.5, 10, 1),
    Overloaded: Overloaded(1.0),
    WrongDocumentType: WrongDocumentType("a", "b"),
}


def leaves() -> list[type[PiaojuError]]:
    return [leaf for group in PiaojuError.__subclasses__() for leaf in group.__subclasses__()]


def errors() -> Iterator[PiaojuError]:
    for leaf in leaves():
        if leaf is Unauthenticated:
            yield from (Unauthenticated(reason, "{x}") for reason in get_args(AccessReason))
        else:
            yield WITH_ATTRIBUTES.get(leaf) or leaf("secret message")


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_error_has_a_row(dialect: Dialect) -> None:
    assert [leaf.__name__ for leaf in leaves() if leaf not in dialect.faults.faults] == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("error", [*errors(), ValueError("secret message")], ids=repr)
def test_every_error_is_written(dialect: Dialect, error: Exception) -> None:
    operation = dialect.operations[0]
    reply = dialect.refuse(request(operation.method, operation.path), error)
    fault = dialect.faults.find(error)
    assert reply.outcome == fault.code
    text = reply.body.decode()
    assert isinstance(json.loads(text), dict)
    assert "secret message" not in text
    assert fault.code in text or dialect is NATIVE


def test_error_of_a_reading_is_written_like_the_error_itself() -> None:
    item = ErrorItem("unsupported_format", "any", "decode", None)
    assert HUAWEI.faults.find(item) == HUAWEI.faults.find(UnsupportedFormat())
    assert HUAWEI.faults.find(ErrorItem("unheard_of", "any", "decode", None)) == HUAWEI.faults.internal


def test_huawei_shapes() -> None:
    ocr = request("POST", "/v2/p/ocr/quota-invoice")
    reply = HUAWEI.refuse(ocr, RateLimited(0.2, 10, 1))
    assert dict(reply.headers)["Retry-After"] == "1"
    assert set(json.loads(reply.body)) == {"error_code", "error_msg", "request_id"}
    assert set(json.loads(HUAWEI.refuse(ocr, UnsupportedFormat()).body)) == {"error_code", "error_msg"}
    unknown = HUAWEI.refuse(request("POST", "/v3/projects"), UnknownOperation())
    assert json.loads(unknown.body)["error_code"] == "APIG.0101"


def test_native_problem() -> None:
    reply = NATIVE.refuse(request("GET", "/v1/read"), UnknownOperation("any"))
    headers = dict(reply.headers)
    assert (headers["Content-Type"], headers["Allow"]) == ("application/problem+json", "POST")
    assert json.loads(reply.body) == {
        "type": "about:blank",
        "title": "Method Not Allowed",
        "status": 405,
        "detail": "There is no such operation.",
        "code": "unknown_operation",
        "request_id": str(REQUEST_ID),
    }
    busy = NATIVE.refuse(request("POST", "/v1/read"), Overloaded(1.2))
    assert (busy.status, dict(busy.headers)["Retry-After"]) == (503, "2")
