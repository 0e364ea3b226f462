"""Aliyun's signatures: the documented vectors of both families, and what they cover."""

from urllib.parse import quote_plus

import pytest

from piaoju.dialects.aliyun import DIALECT
from piaoju.dialects.aliyun.acs import read_acs
from piaoju.dialects.aliyun.digests import hexdigest
from piaoju.errors import Unauthenticated
from tests.unit.dialects.aliyun.signed import BODY, HEADERS, KEY, PATH, acs, acs3, here
from tests.unit.dialects.desks import request


def test_documented_vector_of_acs() -> None:
    given = acs(signature="kxMa9xvpbsbbNNvR4QuSer2S2QE=")
    assert DIALECT.examine(given, here()) >= 2**20
    admission = DIALECT.admit(given, here())
    assert (admission.operation.name, admission.credential.account) == ("ImageAsyncScanResults", "acme")


CLIENT_INFO = '{"userId":"1 2+3","userNick":"米克"}'


@pytest.mark.parametrize("order", [0, 1])
def test_documented_vector_with_client_info(order: int) -> None:
    query = [f"ClientInfo={quote_plus(CLIENT_INFO)}", "RegionId=cn-shanghai"]
    given = acs(f"{PATH}?{'&'.join(query[::-1] if order else query)}", signature="AcXCmbpScKM3MyXmg4oJQeAp2O0=")
    signed = read_acs(given)
    assert signed is not None
    assert signed.message.endswith(f"\n{PATH}?ClientInfo={CLIENT_INFO}&RegionId=cn-shanghai")
    DIALECT.admit(given, here())


def test_documented_vector_of_acs3() -> None:
    assert DIALECT.admit(acs3(), here()).operation.name == "ImageAsyncScanResults"


def test_parameter_without_a_value() -> None:
    signed = read_acs(acs(f"{PATH}?b&a=&c=1"))
    assert signed is not None
    assert signed.message.endswith(f"\n{PATH}?a=&b&c=1")


def test_headers_that_are_absent_leave_empty_lines() -> None:
    signed = read_acs(request("POST", PATH, {"Date": HEADERS["Date"], "Authorization": f"acs {KEY}:a"}))
    assert signed is not None
    assert signed.message == f"POST\n\n\n\n{HEADERS['Date']}\n{PATH}"


def test_sm3() -> None:
    headers = {
        **HEADERS,
        "x-acs-signature-method": "HMAC-SM3",
        "x-acs-content-sm3": hexdigest("sm3", BODY),
    }
    signed = read_acs(acs(headers=headers))
    assert signed is not None
    assert signed.message.startswith(f"POST\napplication/json\napplication/json\n{HEADERS['Date']}\nx-acs-action:")
    DIALECT.admit(acs(headers=headers), here())
    other = {**headers, "x-acs-content-sm3": hexdigest("sha256", BODY)}
    with pytest.raises(Unauthenticated, match="bad signature"):
        DIALECT.admit(acs(headers=other), here())


def test_body_that_no_digest_covers() -> None:
    """The generic client sends no Content-MD5."""
    headers = {name: value for name, value in HEADERS.items() if name != "Content-MD5"}
    assert DIALECT.admit(acs(headers=headers, body=b"[]"), here()).credential.account == "acme"
