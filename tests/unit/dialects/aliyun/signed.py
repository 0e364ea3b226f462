"""Requests with signatures of both families: the documented ones, or our own."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from piaoju.dialects.aliyun.acs import read_acs
from piaoju.dialects.aliyun.acs3 import read_acs3
from piaoju.dialects.aliyun.digests import mac
from piaoju.dialects.wire.message import WireRequest
from piaoju.dialects.wire.sign_in import Desk
from tests.serving import ALIYUN
from tests.unit.dialects.desks import credential, desk, request

NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
KEY, SECRET = ALIYUN["access_key_id"], ALIYUN["access_key_secret"]
BODY = b'["imgFake-1abcdef"]'
PATH = "/green/image/results"
REGION = f"{PATH}?RegionId=cn-shanghai"
HEADERS = {
    "Accept": "application/json",
    "Content-Type": "application/json",
    "Content-MD5": "AzoPFDdi3Ddqo/rHKE+SXg==",
    "Date": "Tue, 14 Nov 2023 22:13:20 GMT",
    "x-acs-action": "ImageAsyncScanResults",
    "x-acs-region-id": "cn-shanghai",
    "x-acs-signature-method": "HMAC-SHA1",
    "x-acs-signature-version": "1.0",
    "x-acs-version": "2018-05-09",
}
NONCE = "0123456789abcdef0123456789abcdef"
SIGNED = "content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version"
HEADERS3 = {
    "Host": "127.0.0.1:8080",
    "Content-Type": "application/json; charset=utf-8",
    "x-acs-action": "ImageAsyncScanResults",
    "x-acs-content-sha256": hashlib.sha256(BODY).hexdigest(),
    "x-acs-date": "2023-11-14T22:13:20Z",
    "x-acs-signature-nonce": NONCE,
    "x-acs-version": "2018-05-09",
}
SIGNATURE3 = "3240eca41033466396c5beae4c56c596f9ec6b8bedd1c024d8bfa2f6046c7357"


def here(**changes: Any) -> Desk:
    return desk(NOW, credential("aliyun", **changes))


def acs(
    target: str = REGION,
    headers: Mapping[str, str] = HEADERS,
    *,
    signature: str = "",
    method: str = "POST",
    body: bytes = BODY,
) -> WireRequest:
    """Return a request signed by `acs`; with a signature of our own unless one is given."""
    unsigned = request(method, target, {**headers, "Authorization": f"acs {KEY}:none"}, body)
    signed = read_acs(unsigned)
    assert signed is not None
    own = b64encode(mac(signed.digest or "sha1", SECRET.encode(), signed.message.encode())).decode()
    return request(method, target, {**headers, "Authorization": f"acs {KEY}:{signature or own}"}, body)


def acs3(
    signature: str = SIGNATURE3,
    body: bytes = BODY,
    signed: str = SIGNED,
    headers: Mapping[str, str] = HEADERS3,
) -> WireRequest:
    """Return a request signed by ACS3, with the documented signature unless another is given."""
    authorization = f"ACS3-HMAC-SHA256 Credential={KEY},SignedHeaders={signed},Signature={signature}"
    return request("POST", PATH, {**headers, "Authorization": authorization}, body)


def resigned(headers: Mapping[str, str]) -> WireRequest:
    """Return a request signed by ACS3 with a signature of our own."""
    signed = read_acs3(acs3(headers=headers))
    assert signed is not None
    return acs3(mac("sha256", SECRET.encode(), signed.message.encode()).hex(), headers=headers)
