"""Tencent's own SDK against a live server: every success and every error that it can meet."""

import base64
import time
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2
import pytest
from tencentcloud.common import abstract_client
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

from piaoju.dialects.tencent.operations.car_rows import NEW_ROWS, USED_ROWS
from piaoju.errors import ModelMissing
from piaoju.model.document import ErrorItem, PageReading, Reading
from tests.sdk.tencent import BILLING, OTHERS, UNPAID, car, client, profile, refused
from tests.serving import TENCENT, Teller, app_for, document, live, picture, reading_of, write_accounts

pytestmark = [pytest.mark.sdk, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

PICTURE = base64.b64encode(picture()).decode()
SMALL = base64.b64encode(picture(size=(40, 40))).decode()
NEW = document("motor_vehicle_invoice", {"invoice_code": "144031700110", "total_including_tax": "147800.00"})
USED = document("used_vehicle_invoice", {"plate": "粤B12345", "seller_name": "某公司"}, "digital")


@pytest.fixture(scope="module")
def address(teller: Teller, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`host:port` of a server with this vendor's accounts."""
    accounts = write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml", OTHERS, UNPAID)
    with live(app_for(teller, accounts, server={"request_timeout_s": 2.0})) as where:
        yield where


def values(response: Any) -> dict[str, str]:
    return {info.Name: info.Value for info in response.CarInvoiceInfos}


@pytest.mark.parametrize("signature", ["TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_new_vehicle(method: str, signature: str, address: str, teller: Teller) -> None:
    teller.reading = reading_of(NEW)
    caller = client(address, with_profile=profile(address, method, signature))
    response = caller.CarInvoiceOCR(car(ImageBase64=SMALL, IsPdf=True, PdfPageNumber=1))
    shown = values(response)
    assert set(shown) == {row.name for row in NEW_ROWS}
    assert (shown["价税合计(小写)"], shown["省"], shown["市"]) == ("¥147800.00", "广东省", "深圳市")
    assert len(response.RequestId) == 36
    assert teller.asked == [(("motor_vehicle_invoice", "used_vehicle_invoice"), (1,))]


def test_used_vehicle(address: str, teller: Teller) -> None:
    teller.reading = reading_of(USED)
    shown = values(client(address).CarInvoiceOCR(car(ImageBase64=PICTURE)))
    assert set(shown) == {row.name for row in USED_ROWS}
    assert (shown["车牌照号"], shown["销货单位名称"], shown["买方电话"]) == ("粤B12345", "某公司", "")


def test_places(address: str, teller: Teller) -> None:
    teller.reading = reading_of(NEW)
    infos = {info.Name: info for info in client(address).CarInvoiceOCR(car(ImageBase64=PICTURE)).CarInvoiceInfos}
    rect, polygon = infos["价税合计(小写)"].Rect, infos["价税合计(小写)"].Polygon
    assert (rect.X, rect.Y, rect.Width, rect.Height) == (100, 20, 60, 12)
    assert (polygon.RightBottom.X, polygon.RightBottom.Y) == (160, 32)
    assert (infos["省"].Rect.Width, infos["省"].Polygon.LeftTop.X, infos["省"].Polygon.LeftTop.Y) == (0, -2, 0)


def test_payload_that_is_not_signed(address: str, teller: Teller) -> None:
    teller.reading = reading_of(NEW)
    unsigned = profile(address)
    unsigned.unsignedPayload = True
    caller = client(address, with_profile=unsigned)
    assert values(caller.CarInvoiceOCR(car(ImageBase64=PICTURE)))["发票代码"] == "144031700110"


def test_endpoint_with_a_scheme(address: str, teller: Teller) -> None:
    teller.reading = reading_of(NEW)
    caller = client(address, with_profile=profile(f"http://{address}"))
    assert values(caller.CarInvoiceOCR(car(ImageBase64=PICTURE)))["发票代码"] == "144031700110"


def test_message_in_the_language_asked_for(address: str) -> None:
    for language, message in (("zh-CN", "参数值错误。"), ("en-US", "The parameter value is incorrect.")):
        asked = profile(address)
        asked.language = language
        with pytest.raises(TencentCloudSDKException) as caught:
            client(address, with_profile=asked).CarInvoiceOCR(car())
        assert caught.value.message == message


LONG = "A" * (7 * 2**20 + 1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "InvalidParameterValue.InvalidParameterValueLimit"),
        ({"ImageBase64": ""}, "InvalidParameterValue.InvalidParameterValueLimit"),
        ({"ImageBase64": PICTURE, "PdfPageNumber": -1}, "InvalidParameterValue.InvalidParameterValueLimit"),
        ({"ImageBase64": 5}, "InvalidParameter"),
        ({"ImageBase64": PICTURE, "IsPdf": "yes"}, "InvalidParameter"),
        ({"ImageBase64": "no base64!"}, "FailedOperation.ImageDecodeFailed"),
        ({"ImageBase64": f"data:image/png;base64,{PICTURE}"}, "FailedOperation.ImageDecodeFailed"),
        ({"ImageBase64": base64.b64encode(b"GIF89a").decode()}, "FailedOperation.ImageDecodeFailed"),
        (
            {"ImageBase64": base64.b64encode(b"%PDF-1.4").decode(), "IsPdf": False},
            "FailedOperation.ImageDecodeFailed",
        ),
        ({"ImageBase64": LONG}, "LimitExceeded.TooLargeFileError"),
        ({"ImageBase64": LONG + "A" * 3 * 2**20}, "RequestSizeLimitExceeded"),
        ({"ImageUrl": "ftp://example.com/a.jpg"}, "FailedOperation.DownLoadError"),
        ({"ImageUrl": "http://127.0.0.1/a.jpg"}, "FailedOperation.DownLoadError"),
        ({"ImageUrl": "http://[::ffff:169.254.169.254]/a.jpg"}, "FailedOperation.DownLoadError"),
    ],
)
def test_parameters(fields: Mapping[str, object], expected: str, address: str, teller: Teller) -> None:
    assert refused(lambda: client(address).CarInvoiceOCR(car(**fields))) == expected
    assert teller.asked == []


def test_form_that_is_too_long(address: str) -> None:
    caller = client(address, with_profile=profile(address, signature="HmacSHA256"))
    assert refused(lambda: caller.CarInvoiceOCR(car(ImageBase64="A" * 2**20))) == "AuthFailure.SignatureFailure"


def test_query_that_is_too_long(address: str) -> None:
    caller = client(address, with_profile=profile(address, "GET"))
    assert refused(lambda: caller.CarInvoiceOCR(car(ImageBase64="A" * 2**15))) == "RequestSizeLimitExceeded"


@pytest.mark.parametrize("signature", ["TC3-HMAC-SHA256", "HmacSHA1"])
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("AKIDunknown", "any"), "AuthFailure.SecretIdNotFound"),
        (("AKIDformer", "former"), "AuthFailure.SecretIdNotFound"),
        ((TENCENT["secret_id"], "wrong"), "AuthFailure.SignatureFailure"),
        (("AKIDclosed", "closed"), "FailedOperation.UnOpenError"),
        *(((f"AKID{state}", state), code) for state, code in BILLING.items()),
    ],
)
def test_keys(keys: tuple[str, str], expected: str, signature: str, address: str) -> None:
    caller = client(address, keys=keys, with_profile=profile(address, signature=signature))
    assert refused(lambda: caller.CarInvoiceOCR(car(ImageBase64=PICTURE))) == expected


@pytest.mark.parametrize("off_s", [-310, 310])
@pytest.mark.parametrize("signature", ["TC3-HMAC-SHA256", "HmacSHA1"])
def test_clock_that_is_off(off_s: int, signature: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time

    class Clock:
        @staticmethod
        def time() -> float:
            return now() + off_s

    monkeypatch.setattr(abstract_client, "time", Clock)
    caller = client(address, with_profile=profile(address, signature=signature))
    assert refused(lambda: caller.CarInvoiceOCR(car(ImageBase64=PICTURE))) == "AuthFailure.SignatureExpire"


@pytest.mark.parametrize(("region", "expected"), [("", "MissingParameter"), ("na-siliconvalley", "UnsupportedRegion")])
def test_region(region: str, expected: str, address: str) -> None:
    caller = client(address, region=region)
    assert refused(lambda: caller.CarInvoiceOCR(car(ImageBase64=PICTURE))) == expected


@pytest.mark.parametrize(
    ("version", "action", "fields", "expected"),
    [
        ("2018-11-19", "VatInvoiceOCR", {}, "InvalidAction"),
        ("2017-01-01", "CarInvoiceOCR", {}, "NoSuchVersion"),
        ("2018-11-19", "CarInvoiceOCR", {"ImageBase64": PICTURE, "Quality": 1}, "UnknownParameter"),
    ],
)
def test_what_is_not_served(
    version: str, action: str, fields: Mapping[str, object], expected: str, address: str
) -> None:
    credential = Credential(TENCENT["secret_id"], TENCENT["secret_key"])
    caller = CommonClient("ocr", version, credential, "ap-beijing", profile=profile(address))
    assert refused(lambda: caller.call_json(action, dict(fields))) == expected


def test_request_that_is_not_signed(address: str) -> None:
    credential = Credential(TENCENT["secret_id"], TENCENT["secret_key"])
    caller = CommonClient("ocr", "2018-11-19", credential, "ap-beijing", profile=profile(address))
    skipped = {"SkipSign": True}
    assert refused(lambda: caller.call_json("CarInvoiceOCR", {}, options=skipped)) == "AuthFailure.InvalidAuthorization"


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading("ok", pages=(PageReading(1, 1600, 1200, 0),)), "FailedOperation.OcrFailed"),
        (reading_of(document("quota_invoice", {})), "FailedOperation.OcrFailed"),
        (
            Reading("ok", pages=(PageReading(1, 1600, 19, 3),), documents=(NEW,)),
            "InvalidParameterValue.InvalidParameterValueLimit",
        ),
        (
            Reading("failed", (ErrorItem("page_out_of_range", "no such page", "decode", None),)),
            "InvalidParameterValue.InvalidParameterValueLimit",
        ),
        (Reading("failed", (ErrorItem("corrupt_input", "damaged", "decode", 1),)), "FailedOperation.ImageDecodeFailed"),
    ],
)
def test_pictures_that_are_not_read(reading: Reading, expected: str, address: str, teller: Teller) -> None:
    teller.reading = reading
    assert refused(lambda: client(address).CarInvoiceOCR(car(ImageBase64=PICTURE))) == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [(ModelMissing("gone"), "FailedOperation.UnKnowError"), (ZeroDivisionError("secret"), "InternalError")],
)
def test_engine_that_fails(error: Exception, expected: str, address: str, teller: Teller) -> None:
    teller.error = error
    assert refused(lambda: client(address).CarInvoiceOCR(car(ImageBase64=PICTURE))) == expected


def test_reading_that_takes_too_long(address: str, teller: Teller) -> None:
    teller.delay_s = 2.5
    assert refused(lambda: client(address).CarInvoiceOCR(car(ImageBase64=PICTURE))) == "ServiceUnavailable"


def test_rate(address: str, teller: Teller) -> None:
    teller.reading = reading_of(NEW)
    caller = client(address, keys=("AKIDlimited", "limited"))
    caller.CarInvoiceOCR(car(ImageBase64=PICTURE))
    assert refused(lambda: caller.CarInvoiceOCR(car(ImageBase64=PICTURE))) == "RequestLimitExceeded"


def test_replies_on_the_wire(address: str) -> None:
    """Status and content type decide whether the SDK sees an error at all."""
    reply = httpx2.put(f"http://{address}/", headers={"X-TC-Action": "CarInvoiceOCR"}, trust_env=False)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
    assert reply.json()["Response"]["Error"]["Code"] == "UnsupportedProtocol"


def test_the_front_page_is_left_alone(address: str) -> None:
    reply = httpx2.get(f"http://{address}/", headers={"Accept": "text/html"}, trust_env=False)
    assert b'"Response"' not in reply.content
