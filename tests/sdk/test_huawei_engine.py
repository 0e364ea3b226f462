"""Huawei's SDK and the engine: drawn documents through the whole server, upright and turned."""

import base64
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkocr.v1 import (
    MvsInvoiceRequestBody,
    OcrClient,
    QuotaInvoiceRequestBody,
    RecognizeMvsInvoiceRequest,
    RecognizeQuotaInvoiceRequest,
)
from PIL import Image

from piaoju.engine import Engine
from piaoju.lab.synth import synthesise, write
from piaoju.lab.synth.document import SyntheticDocument
from tests.serving import HUAWEI, app_for, live, picture, write_accounts

pytestmark = [
    pytest.mark.sdk,
    pytest.mark.models,
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OcrClient]:
    accounts = write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml")
    credentials = BasicCredentials(HUAWEI["access_key"], HUAWEI["secret_key"], HUAWEI["project_id"])
    with live(app_for(Engine(), accounts)) as address:
        yield OcrClient.new_builder().with_credentials(credentials).with_endpoint(f"http://{address}").build()


def encoded(image: Image.Image, file_format: str = "PNG") -> str:
    buffer = BytesIO()
    image.save(buffer, file_format)
    return base64.b64encode(buffer.getvalue()).decode()


def truth(drawn: SyntheticDocument) -> Mapping[str, str]:
    fields = drawn.label["fields"]
    assert isinstance(fields, dict)
    return fields


@pytest.mark.parametrize("angle", [0, 90, 180])
def test_quota_invoice(angle: int, client: OcrClient, tmp_path: Path) -> None:
    drawn = synthesise("quota_invoice", "paper", seed=11)
    image = Image.open(write(drawn, tmp_path)).convert("RGB").rotate(angle, expand=True)
    body = QuotaInvoiceRequestBody(image=encoded(image))
    result = client.recognize_quota_invoice(RecognizeQuotaInvoiceRequest(body=body)).result
    assert (result.code, result.number) == (
        truth(drawn)["invoice_code"],
        truth(drawn)["invoice_number"],
    )
    assert result.amount.startswith("¥")


@pytest.mark.parametrize("file_format", ["PNG", "PDF"])
def test_mvs_invoice(file_format: str, client: OcrClient, tmp_path: Path) -> None:
    drawn = synthesise("motor_vehicle_invoice", "paper", seed=11)
    image = encoded(Image.open(write(drawn, tmp_path)).convert("RGB"), file_format)
    (read,) = Engine().read(base64.b64decode(image)).documents
    body = MvsInvoiceRequestBody(image=image, type="auto", return_text_location=True)
    result = client.recognize_mvs_invoice(RecognizeMvsInvoiceRequest(body=body)).result
    assert result.type == "机动车销售统一发票"
    assert result.vehicle_identification_number == read.fields["vin"].value
    assert result.brand_model == read.fields["brand_model"].value == truth(drawn)["brand_model"]
    assert len(result.text_location["vehicle_identification_number"]) == 4


def test_empty_paper(client: OcrClient) -> None:
    image = base64.b64encode(picture(size=(600, 400))).decode()
    with pytest.raises(ClientRequestException) as caught:
        client.recognize_quota_invoice(RecognizeQuotaInvoiceRequest(body=QuotaInvoiceRequestBody(image=image)))
    assert caught.value.error_code == "AIS.0104"


def test_picture_that_is_too_small(client: OcrClient) -> None:
    image = base64.b64encode(picture(size=(99, 400))).decode()
    with pytest.raises(ClientRequestException) as caught:
        client.recognize_mvs_invoice(RecognizeMvsInvoiceRequest(body=MvsInvoiceRequestBody(image=image)))
    assert caught.value.error_code == "AIS.0103"


def test_picture_that_is_too_large(client: OcrClient) -> None:
    image = base64.b64encode(picture(size=(4097, 20))).decode()
    with pytest.raises(ClientRequestException) as caught:
        client.recognize_quota_invoice(RecognizeQuotaInvoiceRequest(body=QuotaInvoiceRequestBody(image=image)))
    assert caught.value.error_code == "AIS.0103"
