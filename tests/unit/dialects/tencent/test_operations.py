"""CarInvoiceOCR label by label: what the vendor lists, in which form, and what stands where nothing was read."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from piaoju.dialects.tencent import DIALECT
from piaoju.dialects.tencent.faults import FAULTS, TOO_LARGE_FOR_V1
from piaoju.dialects.tencent.fields import Turn, item
from piaoju.dialects.tencent.operations.car_rows import NEW_ROWS, USED_ROWS
from piaoju.dialects.tencent.translations import CHINESE
from piaoju.dialects.wire.faults import Trouble
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.rows import Cell
from piaoju.errors import (
    BadConfig,
    InvalidParameter,
    ModelMissing,
    PayloadTooLarge,
    RateLimited,
    UnsupportedFormat,
)
from piaoju.model.document import DocumentReading, ErrorItem, Reading
from piaoju.model.field import FieldReading
from piaoju.model.geometry import quad_from_rect
from tests.serving import NOTHING, PAGE, document, reading_of
from tests.unit.dialects.desks import REQUEST_ID, credential, request
from tests.unit.dialects.tencent.calls import HEADERS, IMAGE, OPERATION, old, posted

LISTED = """
发票代码 发票号码 机打代码 机打号码 机器编号 开票日期 购买方名称 身份证号码/组织机构代码
购买方纳税人识别号 车辆类型 厂牌型号 产地 合格证号 进口证明书号 商检单号 发动机号码
车辆识别代号/车架号码 价税合计 价税合计(小写) 销货单位名称 销售方电话 销售方纳税人识别号 销售方账号
销售方地址 销售方开户银行 增值税税率或征收率 增值税税额 主管税务机关 主管税务机关代码 不含税价(小写)
吨位 限乘人数 备注 开票人 省 市 发票消费类型
""".split()  # noqa: SIM905, as the vendor lists them
NO_PLACE = {
    "Rect": {"X": 0, "Y": 0, "Width": 0, "Height": 0},
    "Polygon": {corner: {"X": -2, "Y": 0} for corner in ("LeftTop", "RightTop", "RightBottom", "LeftBottom")},
}


def infos(reading: Reading) -> dict[str, dict[str, Any]]:
    """Return the entries of the reply's list by name."""
    reply = OPERATION.prepare(posted({"ImageBase64": IMAGE}), credential("tencent")).answer(reading)
    assert isinstance(reply, WireReply)
    assert (reply.status, reply.headers) == (200, (("Content-Type", "application/json"),))
    content = json.loads(reply.body)
    assert set(content) == {"Response"}
    assert set(content["Response"]) == {"CarInvoiceInfos", "RequestId"}
    assert content["Response"]["RequestId"] == str(REQUEST_ID)
    entries = content["Response"]["CarInvoiceInfos"]
    assert all(list(entry) == ["Name", "Value", "Rect", "Polygon"] for entry in entries)
    return {entry["Name"]: entry for entry in entries}


def values(document_type: str, fields: Mapping[str, str]) -> dict[str, str]:
    return {name: entry["Value"] for name, entry in infos(reading_of(document(document_type, fields))).items()}


def test_every_listed_label() -> None:
    assert sorted(row.name for row in NEW_ROWS) == sorted([*LISTED, "发票类型"])


def test_labels_of_fields_that_were_not_read() -> None:
    shown = infos(reading_of(document("motor_vehicle_invoice", {})))
    assert set(shown) == {*LISTED, "发票类型"}
    read = {name: entry["Value"] for name, entry in shown.items() if entry["Value"]}
    assert read == {"发票消费类型": "用车", "发票类型": "机动车销售统一发票"}
    for entry in shown.values():
        assert {key: entry[key] for key in NO_PLACE} == NO_PLACE


def test_every_field_of_a_new_vehicle() -> None:
    names = sorted({name for row in NEW_ROWS for name in row.fields})
    shown = values("motor_vehicle_invoice", {name: name for name in names})
    for row in NEW_ROWS:
        if row.fields and row.name not in ("省", "市"):
            assert shown[row.name] == row.fields[0]


def test_every_field_of_a_used_vehicle() -> None:
    names = sorted({name for row in USED_ROWS for name in row.fields})
    shown = values("used_vehicle_invoice", {name: name for name in names})
    assert set(shown) == {row.name for row in USED_ROWS}
    assert shown["购买方名称"] == "buyer_name"
    assert shown["销货单位名称"] == "seller_name"
    assert shown["车牌照号"] == "plate"
    assert shown["二手车市场开户银行及账号"] == "market_bank_account"
    assert shown["发票类型"] == "二手车销售统一发票"
    assert "发动机号码" not in shown


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"invoice_code": "144031700110"}, ("广东省", "深圳市")),
        ({"invoice_code": "111001700110"}, ("北京市", "")),
        ({"invoice_code": "137021700110"}, ("山东省", "青岛市")),
        ({"invoice_code": "100001700110"}, ("", "")),
        ({"invoice_code": "144991700110"}, ("广东省", "")),
        ({"invoice_code": "17"}, ("", "")),
        ({"invoice_number": "24442000000012345678"}, ("广东省", "")),
        ({"invoice_number": "24992000000012345678"}, ("", "")),
        ({"invoice_number": "12345678"}, ("", "")),
    ],
)
def test_province_and_city(fields: Mapping[str, str], expected: tuple[str, str]) -> None:
    shown = values("motor_vehicle_invoice", fields)
    assert (shown["省"], shown["市"]) == expected


def test_forms_of_values() -> None:
    fields = {"total_including_tax": "40000", "tax": "***", "issue_date": "2017-07-31", "tax_rate": "17%"}
    shown = values("motor_vehicle_invoice", fields)
    assert (shown["价税合计(小写)"], shown["增值税税额"]) == ("¥40000.00", "***")
    assert (shown["开票日期"], shown["增值税税率或征收率"]) == ("2017-07-31", "17%")


def placed(rotation_deg: float | None) -> DocumentReading:
    found = document("motor_vehicle_invoice", {})
    field = FieldReading("L", "L", 0.9, 1, quad_from_rect(100, 20, 60.4, 12))
    return replace(found, rotation_deg=rotation_deg, fields={"vin": field})


@pytest.mark.parametrize(
    ("rotation_deg", "expected"),
    [
        (None, (100, 20, 60, 12)),
        (0.0, (100, 20, 60, 12)),
        (90.0, (1200 - 32, 100, 12, 60)),
        (180.0, (1600 - 160, 1200 - 32, 60, 12)),
        (-90.0, (20, 1600 - 160, 12, 60)),
    ],
)
def test_places(rotation_deg: float | None, expected: tuple[int, int, int, int]) -> None:
    assert (PAGE.width, PAGE.height) == (1600, 1200)
    shown = infos(reading_of(placed(rotation_deg)))["车辆识别代号/车架号码"]
    assert tuple(shown["Rect"].values()) == expected
    assert shown["Polygon"] == {
        "LeftTop": {"X": 100, "Y": 20},
        "RightTop": {"X": 160, "Y": 20},
        "RightBottom": {"X": 160, "Y": 32},
        "LeftBottom": {"X": 100, "Y": 32},
    }


@pytest.mark.parametrize("clockwise_deg", [1.5, 30.0, 92.5, -47.0])
def test_no_corner_leaves_the_deskewed_picture(clockwise_deg: float) -> None:
    turn = Turn(1600, 1200, clockwise_deg)
    corners = [turn.to_upright(corner) for corner in quad_from_rect(0, 0, 1600, 1200)]
    assert min(x for x, _ in corners) == pytest.approx(0)
    assert min(y for _, y in corners) == pytest.approx(0)
    whole = item("any", Cell("any", 1.0, quad_from_rect(0, 0, 1600, 1200)), turn)
    assert whole["Rect"] == {
        "X": 0,
        "Y": 0,
        "Width": round(max(x for x, _ in corners)),
        "Height": round(max(y for _, y in corners)),
    }


def test_nothing_found() -> None:
    answer = OPERATION.prepare(posted({"ImageBase64": IMAGE}), credential("tencent")).answer(NOTHING)
    assert isinstance(answer, ErrorItem)
    assert DIALECT.refuse(posted({}), answer).outcome == "FailedOperation.OcrFailed"


def told(given: WireRequest, trouble: Trouble) -> tuple[str, str]:
    """Return code and message; the shape has to be the vendor's."""
    reply = DIALECT.refuse(given, trouble)
    assert (reply.status, reply.headers) == (200, (("Content-Type", "application/json"),))
    response = json.loads(reply.body)["Response"]
    assert set(response) == {"Error", "RequestId"}
    assert set(response["Error"]) == {"Code", "Message"}
    assert response["RequestId"] == "655dd190-4368-4e19-8095-c6e7e4e1752a"
    return response["Error"]["Code"], response["Error"]["Message"]


def test_language() -> None:
    error = UnsupportedFormat("secret")
    in_english = ("FailedOperation.ImageDecodeFailed", "Image decoding failed.")
    in_chinese = ("FailedOperation.ImageDecodeFailed", "图片解码失败。")
    assert told(posted({}), error) == in_english
    assert told(request("POST", "/", {**HEADERS, "X-TC-Language": "en-US"}), error) == in_english
    assert told(request("POST", "/", {**HEADERS, "X-TC-Language": "zh-CN"}), error) == in_chinese
    assert told(old({}), error) == in_chinese
    assert told(request("GET", "/?" + "a=b&" * 300), error) == in_english


def test_every_message_in_both_languages() -> None:
    english = {fault.message for fault in (*FAULTS.faults.values(), FAULTS.internal, TOO_LARGE_FOR_V1)}
    assert set(CHINESE) == english
    for message, translation in CHINESE.items():
        for gap in ("{name}", "{reason}", "{limit}", "{period_s}", "`TC3-HMAC-SHA256`"):
            assert (gap in message) == (gap in translation)


def test_limits_are_told() -> None:
    code, message = told(posted({}), RateLimited(0.2, 5, 1))
    assert (code, "`5` for 1 second" in message) == ("RequestLimitExceeded", True)
    assert told(posted({}), PayloadTooLarge(2, 1))[0] == "LimitExceeded.TooLargeFileError"
    assert told(posted({}), PayloadTooLarge(2, 1, "text"))[0] == "LimitExceeded.TooLargeFileError"
    assert told(posted({}), InvalidParameter("ImageUrl", "any"))[1] == "The parameter `ImageUrl` is incorrect."


def test_our_own_failures() -> None:
    assert told(posted({}), ModelMissing("secret")) == ("FailedOperation.UnKnowError", "Unknown error.")
    assert told(posted({}), BadConfig("secret"))[0] == told(posted({}), ValueError("secret"))[0] == "InternalError"
