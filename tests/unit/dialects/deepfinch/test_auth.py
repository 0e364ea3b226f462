"""DeepFinch's sign-in: two headers, and one reply to everything that is wrong with them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from piaoju.dialects.deepfinch import DIALECT
from piaoju.dialects.wire.message import Headers, WireRequest
from piaoju.errors import Unauthenticated, UnknownOperation
from tests.serving import DEEPFINCH
from tests.unit.dialects.desks import REQUEST_ID, credential, desk, request

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
PATH = "/ocr/value_add_tax_invoice"
HEADERS = {"X-DF-API-ID": DEEPFINCH["api_id"], "X-DF-API-SECRET": DEEPFINCH["api_secret"]}
DESK = desk(NOW, credential("deepfinch"))


def test_head_lets_a_body_in() -> None:
    asked = request("POST", PATH, HEADERS)
    assert DIALECT.claims(asked)
    assert DIALECT.examine(asked, DESK) > 5 * 2**20
    admission = DIALECT.admit(asked, DESK)
    assert (admission.operation.name, admission.credential.account) == ("value_add_tax_invoice", "acme")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"X-DF-API-ID": ""}, "missing"),
        ({"X-DF-API-SECRET": ""}, "missing"),
        ({"X-DF-API-ID": "dfidother"}, "unknown_key"),
        ({"X-DF-API-ID": DEEPFINCH["api_id"].upper()}, "unknown_key"),
        ({"X-DF-API-SECRET": "wrong"}, "bad_signature"),
        ({"X-DF-API-SECRET": DEEPFINCH["api_secret"] + "\udcff"}, "bad_signature"),
    ],
)
def test_wrong_headers(changes: Mapping[str, str], reason: str) -> None:
    asked = request("POST", PATH, {**HEADERS, **changes})
    assert refused(asked)[0] == reason


@pytest.mark.parametrize("name", HEADERS)
def test_absent_header(name: str) -> None:
    given = {header: value for header, value in HEADERS.items() if header != name}
    assert refused(request("POST", PATH, given))[0] == "missing"


def test_header_sent_twice() -> None:
    pairs = tuple((name.lower(), value) for name, value in (*HEADERS.items(), *HEADERS.items()))
    assert refused(WireRequest("POST", PATH, "", Headers(pairs), REQUEST_ID))[0] == "unknown_key"


def test_disabled_account() -> None:
    with pytest.raises(Unauthenticated) as caught:
        DIALECT.examine(request("POST", PATH, HEADERS), desk(NOW, credential("deepfinch", is_enabled=False)))
    assert caught.value.reason == "disabled"


def test_reply_does_not_say_what_was_wrong() -> None:
    wrong = [{}, {**HEADERS, "X-DF-API-ID": "dfidother"}, {**HEADERS, "X-DF-API-SECRET": "wrong"}]
    bodies = {refused(request("POST", PATH, headers))[1] for headers in wrong}
    assert [json.loads(body) for body in bodies] == [
        {"status": "UNAUTHORIZED", "reason": "invalid api id or secret", "request_id": f"TID{REQUEST_ID.hex}"}
    ]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", PATH),
        ("PUT", PATH),
        ("POST", f"{PATH}/"),
        ("POST", "/ocr/vat_invoice"),
        ("POST", "/ocr/"),
    ],
)
def test_path_and_method_go_first(method: str, path: str) -> None:
    asked = request(method, path)
    assert DIALECT.claims(asked)
    with pytest.raises(UnknownOperation) as caught:
        DIALECT.examine(asked, DESK)
    reply = DIALECT.refuse(asked, caught.value)
    assert (reply.status, json.loads(reply.body)["status"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("path", ["/", "/ocr", "/v2/p/ocr/quota-invoice", "/v1/read"])
def test_paths_of_others(path: str) -> None:
    assert not DIALECT.claims(request("POST", path, HEADERS))


def refused(asked: WireRequest) -> tuple[str, bytes]:
    """Return why a request is refused before its body, and the reply's body."""
    with pytest.raises(Unauthenticated) as caught:
        DIALECT.examine(asked, DESK)
    reply = DIALECT.refuse(asked, caught.value)
    assert reply.status == 401
    return caught.value.reason, reply.body
