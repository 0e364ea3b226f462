"""Tencent's SDK and the engine: drawn documents through the whole server, upright and turned."""

import base64
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ocr.v20181119.models import CarInvoiceInfo, CarInvoiceOCRRequest
from tencentcloud.ocr.v20181119.ocr_client import OcrClient

from piaoju.engine import Engine
from piaoju.lab.synth import synthesise, write
from tests.serving import TENCENT, app_for, live, write_accounts

pytestmark = [
    pytest.mark.sdk,
    pytest.mark.models,
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]
VIN = "车辆识别代号/车架号码"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OcrClient]:
    accounts = write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml")
    with live(app_for(Engine(), accounts)) as address:
        profile = ClientProfile(httpProfile=HttpProfile(protocol="http", endpoint=address))
        yield OcrClient(Credential(TENCENT["secret_id"], TENCENT["secret_key"]), "ap-guangzhou", profile)


def read(client: OcrClient, image: Image.Image, file_format: str, page: int) -> Mapping[str, CarInvoiceInfo]:
    buffer = BytesIO()
    image.save(buffer, file_format)
    request = CarInvoiceOCRRequest()
    request.ImageBase64 = base64.b64encode(buffer.getvalue()).decode()
    request.PdfPageNumber = page
    return {info.Name: info for info in client.CarInvoiceOCR(request).CarInvoiceInfos}


def test_places_of_a_turned_picture(client: OcrClient, tmp_path: Path) -> None:
    drawn = synthesise("motor_vehicle_invoice", "paper", seed=11)
    upright = Image.open(write(drawn, tmp_path)).convert("RGB")
    infos = read(client, upright.rotate(90, expand=True), "PNG", 3)
    assert infos["发票类型"].Value == "机动车销售统一发票"
    polygon, rect = infos[VIN].Polygon, infos[VIN].Rect
    # The text of a picture turned anticlockwise runs upward; deskewed, it lies.
    assert polygon.RightTop.Y < polygon.LeftTop.Y
    assert rect.Width > 4 * rect.Height
    assert rect.X + rect.Width / 2 == pytest.approx(
        upright.width - (polygon.LeftTop.Y + polygon.RightTop.Y) / 2, abs=upright.width / 50
    )


def test_used_vehicle_as_pdf(client: OcrClient, tmp_path: Path) -> None:
    drawn = synthesise("used_vehicle_invoice", "paper", seed=11)
    image = Image.open(write(drawn, tmp_path)).convert("RGB")
    infos = read(client, image, "PDF", 0)
    fields = drawn.label["fields"]
    assert isinstance(fields, dict)
    assert infos["发票类型"].Value == "二手车销售统一发票"
    assert infos["登记证号"].Value == fields["registration_number"]
    with pytest.raises(TencentCloudSDKException) as caught:
        read(client, image, "PDF", 2)
    assert caught.value.code == "InvalidParameterValue.InvalidParameterValueLimit"
