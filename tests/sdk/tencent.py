"""Accounts and clients for the tests with Tencent's SDK."""

from collections.abc import Callable

import pytest
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ocr.v20181119.models import CarInvoiceOCRRequest
from tencentcloud.ocr.v20181119.ocr_client import OcrClient

from tests.serving import TENCENT

OTHERS = """
[[account]]
name = "limited"
uid = "2"
[account.limits]
tencent = "1/minute"
[account.tencent]
secret_id = "AKIDlimited"
secret_key = "limited"

[[account]]
name = "closed"
uid = "3"
disabled_operations = ["tencent.CarInvoiceOCR"]
[account.tencent]
secret_id = "AKIDclosed"
secret_key = "closed"

[[account]]
name = "former"
uid = "4"
enabled = false
[account.tencent]
secret_id = "AKIDformer"
secret_key = "former"
"""
BILLING = {
    "in_arrears": "ResourceUnavailable.InArrears",
    "package_exhausted": "ResourceUnavailable.ResourcePackageRunOut",
    "abnormal": "ResourcesSoldOut.ChargeStatusException",
}
UNPAID = "".join(
    f'[[account]]\nname = "{state}"\nuid = "{state}"\nbilling = "{state}"\n'
    f'[account.tencent]\nsecret_id = "AKID{state}"\nsecret_key = "{state}"\n'
    for state in BILLING
)


def profile(address: str, method: str = "POST", signature: str = "TC3-HMAC-SHA256") -> ClientProfile:
    http = HttpProfile(protocol="http", endpoint=address, reqMethod=method)
    return ClientProfile(httpProfile=http, signMethod=signature, language="en-US")


def client(
    address: str,
    *,
    keys: tuple[str, str] = (TENCENT["secret_id"], TENCENT["secret_key"]),
    region: str = "ap-guangzhou",
    with_profile: ClientProfile | None = None,
) -> OcrClient:
    return OcrClient(Credential(*keys), region, with_profile or profile(address))


def car(**fields: object) -> CarInvoiceOCRRequest:
    request = CarInvoiceOCRRequest()
    for name, value in fields.items():
        setattr(request, name, value)
    return request


def refused(call: Callable[[], object]) -> str:
    """Return the code of the error that a call ends with; message and request id have to be there."""
    with pytest.raises(TencentCloudSDKException) as caught:
        call()
    error = caught.value
    assert error.message
    assert len(error.requestId) == 36
    return str(error.code)
