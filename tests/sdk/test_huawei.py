"""Huawei's own SDK against a live server: every success and every error that it can meet."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import httpx2
import pytest
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import (
    ClientRequestException,
    ServerResponseException,
    ServiceResponseException,
)
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkocr.v1 import (
    MvsInvoiceRequestBody,
    OcrAsyncClient,
    OcrClient,
    QuotaInvoiceRequestBody,
    RecognizeMvsInvoiceRequest,
    RecognizeQuotaInvoiceRequest,
)

from piaoju.dialects.huawei.operations.mvs_rows import NEW_ROWS, NEW_ROWS_WITH_TYPE, USED_ROWS
from piaoju.dialects.wire.rows import Row
from piaoju.errors import ModelMissing
from piaoju.model.document import DocumentReading, ErrorItem, PageReading, Reading
from tests.serving import HUAWEI, Teller, document, picture, reading_of

pytestmark = [pytest.mark.sdk, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

PICTURE = base64.b64encode(picture()).decode()
QUOTA = document(
    "quota_invoice",
    {
        "invoice_code": "244031000011",
        "invoice_number": "91000061",
        "location": "广东省深圳市",
        "amount_in_figures": "50",
    },
)
NEW = document("motor_vehicle_invoice", {"invoice_code": "144031700110", "total_including_tax": "147800.00"})
USED = document("used_vehicle_invoice", {"plate": "粤B12345", "buyer_id_number": "440301199001011234"}, "digital")


def client(address: str, key: str = HUAWEI["access_key"], secret: str = HUAWEI["secret_key"]) -> OcrClient:
    credentials = BasicCredentials(key, secret, HUAWEI["project_id"])
    return OcrClient.new_builder().with_credentials(credentials).with_endpoint(f"http://{address}").build()


def quota(**fields: object) -> RecognizeQuotaInvoiceRequest:
    return RecognizeQuotaInvoiceRequest(body=QuotaInvoiceRequestBody(**fields))


def mvs(**fields: object) -> RecognizeMvsInvoiceRequest:
    return RecognizeMvsInvoiceRequest(body=MvsInvoiceRequestBody(**fields))


def refused(call: Callable[[], object]) -> tuple[int, str, str]:
    """Return status, code and message of the error that a call ends with; its request id has to be there."""
    with pytest.raises(ServiceResponseException) as caught:
        call()
    error = caught.value
    assert len(error.request_id) == 32
    assert isinstance(error, ServerResponseException if error.status_code >= 500 else ClientRequestException)
    return error.status_code, error.error_code, error.error_msg


def test_quota_invoice(address: str, teller: Teller) -> None:
    teller.reading = reading_of(QUOTA)
    response = client(address).recognize_quota_invoice(quota(image=PICTURE))
    assert response.result.to_dict() == {
        "code": "244031000011",
        "number": "91000061",
        "location": "广东省深圳市",
        "amount": "¥50.00",
        "confidence": dict.fromkeys(("code", "number", "location", "amount"), Decimal("0.9877")),
    }
    assert len(response.x_request_id) == 32
    assert teller.asked == [(("quota_invoice",), (1,))]


def test_asynchronous_client(address: str, teller: Teller) -> None:
    teller.reading = reading_of(QUOTA)
    credentials = BasicCredentials(HUAWEI["access_key"], HUAWEI["secret_key"], HUAWEI["project_id"])
    caller = OcrAsyncClient.new_builder().with_credentials(credentials).with_endpoint(f"http://{address}").build()
    response = caller.recognize_quota_invoice_async(quota(image=PICTURE)).result()
    assert response.result.number == "91000061"


@pytest.mark.parametrize(
    "case",
    [
        (NEW, None, None, NEW_ROWS),
        (USED, None, None, NEW_ROWS),
        (NEW, "auto", "机动车销售统一发票", NEW_ROWS_WITH_TYPE),
        (NEW, "new", "机动车销售统一发票", NEW_ROWS_WITH_TYPE),
        (USED, "auto", "电子发票（二手车销售统一发票）", USED_ROWS),
        (USED, "used", "电子发票（二手车销售统一发票）", USED_ROWS),
    ],
)
def test_mvs_invoice(
    case: tuple[DocumentReading, str | None, str | None, tuple[Row, ...]], address: str, teller: Teller
) -> None:
    found, kind, title, rows = case
    teller.reading = reading_of(found)
    request = mvs(image=PICTURE, type=kind, return_confidence=True, return_text_location=True)
    result = client(address).recognize_mvs_invoice(request).result
    assert result.type == title
    names = {row.name for row in rows}
    assert {name for name in names if getattr(result, name) is None} == set()
    assert set(result.text_location) == set(result.confidence) == names
    if found is NEW:
        assert result.total == "¥147800.00"
        assert result.text_location["total"] == [[100, 20], [160, 20], [160, 32], [100, 32]]
    elif kind:
        assert result.licence_plate_number == "粤B12345"
    else:
        assert result.buyer_id == "440301199001011234"
        assert result.licence_plate_number is None


def test_wishes_that_were_not_made(address: str, teller: Teller) -> None:
    teller.reading = reading_of(NEW)
    result = client(address).recognize_mvs_invoice(mvs(image=PICTURE)).result
    assert (result.type, result.confidence, result.text_location, result.remark) == (None, None, None, None)


def test_project_is_looked_up(address: str, teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUAWEICLOUD_SDK_IAM_ENDPOINT", f"http://{address}")
    teller.reading = reading_of(QUOTA)
    region = Region("cn-north-4", f"http://{address}")
    credentials = BasicCredentials(HUAWEI["access_key"], HUAWEI["secret_key"])
    caller = OcrClient.new_builder().with_credentials(credentials).with_region(region).build()
    assert caller.recognize_quota_invoice(quota(image=PICTURE)).result.code == "244031000011"


def test_token_instead_of_signature(address: str, teller: Teller) -> None:
    teller.reading = reading_of(QUOTA)
    token = issue(address, HUAWEI["password"])[1]["x-subject-token"]
    for authorization in ({}, {"Authorization": "none"}):
        call = client(address, secret="wrong").recognize_quota_invoice_invoker(quota(image=PICTURE))
        for name, value in {"X-Auth-Token": token, **authorization}.items():
            call.add_header(name, value)
        assert call.invoke().result.number == "91000061"


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("X-Auth-Token", "garbled", "decrypt token fail"),
        ("Authorization", "none", "Authorization format is incorrect"),
        (
            "Authorization",
            "SDK-HMAC-SM3 Access=a, SignedHeaders=host, Signature=b",
            "Authorization format is incorrect",
        ),
    ],
)
def test_credentials_in_headers(header: str, value: str, message: str, address: str) -> None:
    call = client(address).recognize_quota_invoice_invoker(quota(image=PICTURE)).add_header(header, value)
    assert refused(call.invoke) == (401, "APIG.0301", f"Incorrect IAM authentication information: {message}")


@pytest.mark.parametrize("off", [timedelta(minutes=16), -timedelta(minutes=16)])
def test_clock_that_is_off(off: timedelta, address: str) -> None:
    date = f"{datetime.now(UTC) + off:%Y%m%dT%H%M%SZ}"
    call = client(address).recognize_quota_invoice_invoker(quota(image=PICTURE)).add_header("X-Sdk-Date", date)
    status, code, message = refused(call.invoke)
    assert (status, code) == (401, "APIG.0301")
    assert f"calc aksk signature fail:signature expired, signature time:{date},server time:" in message


@pytest.mark.parametrize(("key", "secret"), [("HWAKUNKNOWN", "any"), ("HWAKFORMER", "former")])
def test_key_that_is_not_there(key: str, secret: str, address: str) -> None:
    status, code, message = refused(lambda: client(address, key, secret).recognize_quota_invoice(quota(image=PICTURE)))
    assert (status, code) == (401, "APIG.0301")
    assert message.endswith(f"Get secretKey failed,ak:{key},err:ak not exist")


def test_signature_that_differs(address: str) -> None:
    caller = client(address, secret="wrong")
    status, code, message = refused(lambda: caller.recognize_quota_invoice(quota(image=PICTURE)))
    assert (status, code) == (401, "APIG.0301")
    assert (
        f"verify aksk signature fail, canonicalRequest:POST|/v2/{HUAWEI['project_id']}/ocr/quota-invoice/||" in message
    )


LONG = "A" * (10 * 2**20 + 1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (400, "AIS.0101")),
        ({"image": PICTURE, "url": "http://example.com/a.jpg"}, (400, "AIS.0101")),
        ({"image": ""}, (400, "AIS.0101")),
        ({"image": 5}, (400, "AIS.0101")),
        ({"url": 5}, (400, "AIS.0101")),
        ({"image": f"data:image/png;base64,{PICTURE}"}, (400, "AIS.0102")),
        ({"image": "no base64"}, (400, "AIS.0102")),
        ({"image": base64.b64encode(b"%PDF-1.4").decode()}, (400, "AIS.0102")),
        ({"image": base64.b64encode(b"GIF89a").decode()}, (400, "AIS.0102")),
        ({"image": LONG}, (400, "ModelArts.4104")),
        ({"image": LONG + "A" * 2 * 2**20}, (413, "APIG.0201")),
        ({"url": "ftp://example.com/a.jpg"}, (400, "ModelArts.4601")),
        ({"url": "http:///a.jpg"}, (400, "ModelArts.4601")),
        ({"url": "http://example.com/发票.jpg"}, (400, "ModelArts.4601")),
        ({"url": "http://127.0.0.1/a.jpg"}, (400, "ModelArts.4603")),
        ({"url": "http://[::ffff:169.254.169.254]/a.jpg"}, (400, "ModelArts.4603")),
        ({"url": "http://localhost/a.jpg"}, (400, "ModelArts.4603")),
    ],
)
def test_parameters(fields: Mapping[str, object], expected: tuple[int, str], address: str, teller: Teller) -> None:
    assert refused(lambda: client(address).recognize_quota_invoice(quota(**fields)))[:2] == expected
    assert teller.asked == []


@pytest.mark.parametrize(
    "fields", [{"type": "old"}, {"return_confidence": "true"}, {"return_text_location": "yes"}, {"type": 3}]
)
def test_parameters_of_mvs_invoice(fields: Mapping[str, object], address: str) -> None:
    assert refused(lambda: client(address).recognize_mvs_invoice(mvs(image=PICTURE, **fields)))[:2] == (400, "AIS.0101")


def test_request_without_body(address: str) -> None:
    caller = client(address)
    assert refused(lambda: caller.recognize_quota_invoice(RecognizeQuotaInvoiceRequest()))[1] == "ModelArts.4105"


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading("ok", pages=(PageReading(1, 1600, 1200, 0),)), "AIS.0104"),
        (reading_of(NEW), "AIS.0104"),
        (Reading("ok", pages=(PageReading(1, 1600, 14, 3),), documents=(QUOTA,)), "AIS.0103"),
        (Reading("failed", (ErrorItem("corrupt_input", "damaged", "decode", 1),)), "AIS.0102"),
        (Reading("failed", (ErrorItem("image_too_large", "too large", "decode", None),)), "AIS.0103"),
    ],
)
def test_pictures_that_are_not_read(reading: Reading, expected: str, address: str, teller: Teller) -> None:
    teller.reading = reading
    status, code, _ = refused(lambda: client(address).recognize_quota_invoice(quota(image=PICTURE)))
    assert (status, code) == (400, expected)


@pytest.mark.parametrize(("found", "kind"), [(NEW, "used"), (USED, "new")])
def test_the_other_type(found: DocumentReading, kind: str, address: str, teller: Teller) -> None:
    teller.reading = reading_of(found)
    assert refused(lambda: client(address).recognize_mvs_invoice(mvs(image=PICTURE, type=kind)))[1] == "AIS.0104"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ModelMissing("gone"), (400, "AIS.0105", "Recognition failed.")),
        (ZeroDivisionError("secret"), (500, "ModelArts.4301", "service exception")),
    ],
)
def test_engine_that_fails(error: Exception, expected: tuple[int, str, str], address: str, teller: Teller) -> None:
    teller.error = error
    assert refused(lambda: client(address).recognize_quota_invoice(quota(image=PICTURE))) == expected


def test_reading_that_takes_too_long(address: str, teller: Teller) -> None:
    teller.delay_s = 2.5
    expected = (504, "APIG.0203", "Backend timeout")
    assert refused(lambda: client(address).recognize_quota_invoice(quota(image=PICTURE))) == expected


def test_operation_that_is_disabled(address: str) -> None:
    caller = client(address, "HWAKLIMITED", "limited")
    assert refused(lambda: caller.recognize_mvs_invoice(mvs(image=PICTURE)))[:2] == (403, "ModelArts.4204")


def test_rate(address: str, teller: Teller) -> None:
    teller.reading = reading_of(QUOTA)
    caller = client(address, "HWAKLIMITED", "limited")
    caller.recognize_quota_invoice(quota(image=PICTURE))
    status, code, message = refused(lambda: caller.recognize_quota_invoice(quota(image=PICTURE)))
    assert (status, code) == (429, "APIG.0308")
    assert message.endswith("policy user over ratelimit,limit:1,time:60 second")


def issue(address: str, password: str) -> tuple[int, Mapping[str, str], Mapping[str, object]]:
    """Ask IAM for a token; the OCR SDK has no call for it."""
    user = {"name": HUAWEI["user"], "password": password, "domain": {"name": HUAWEI["domain"]}}
    body = {"auth": {"identity": {"methods": ["password"], "password": {"user": user}}}}
    reply = httpx2.post(f"http://{address}/v3/auth/tokens?nocatalog=true", content=json.dumps(body), trust_env=False)
    return reply.status_code, reply.headers, reply.json()


def test_wrong_password(address: str) -> None:
    status, headers, body = issue(address, "wrong")
    assert (status, len(headers["x-request-id"])) == (401, 32)
    assert body == {"error": {"code": 401, "message": "The username or password is wrong.", "title": "Unauthorized"}}
