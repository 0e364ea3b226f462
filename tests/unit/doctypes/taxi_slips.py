"""Made-up taxi receipts as lines: two columns whose values may have slid against their labels."""

from collections.abc import Mapping, Sequence

from piaoju.doctypes.taxi_receipt.extract import extract
from piaoju.model.field import FieldReading
from piaoju.model.page import TextLine
from tests.text_lines import line, located, width_of

PITCH = 40.0


FIRST_ROW = 400.0


RIGHT = 400.0


NORTH = {
    "plate": ("车号", "B·T1234"),
    "certificate": ("证号", "123456"),
    "date": ("日期", "2021-03-04"),
    "time": ("时间", "09:08-09:31"),
    "unit_price": ("单价", "2.30"),
    "distance": ("里程", "7.9"),
    "waiting_time": ("等候", "00:03:12"),
    "state": ("状态", "1"),
    "fare": ("金额", "¥31.60"),
    "fuel_surcharge": ("燃油附加费", "¥1.00"),
    "call_fee": ("预约叫车服务费", "¥0.00"),
    "total_paid": ("实收金额", "¥33.00"),
    "card": ("卡号", ""),
}


SOUTH = {
    "plate": ("车号：", "BD12345"),
    "certificate": ("证号：", "9000123456"),
    "date": ("日期：", "2021年03月04日"),
    "board_time": ("上车：", "23:50"),
    "alight_time": ("下车：", "00:11"),
    "unit_price": ("单价：", "2.70元"),
    "distance": ("里程：", "5.25KM"),
    "waiting_time": ("等候：", "00:08:30"),
    "fare": ("金额：", "¥26.00元"),
    "fuel_surcharge": ("另收附加费：", "¥1.50元"),
    "call_fee": ("另收电召费：", "¥0.00元"),
    "card": ("卡号：", ""),
    "card_balance": ("卡余额：", ""),
}


HEAD = (
    ("某某市出租汽车专用发票", 60.0, 40.0),
    ("发票代码144032170119", 40.0, 120.0),
    ("发票号码00123456", 40.0, 160.0),
)


NORTH_VALUES = {
    "title": "某某市出租汽车专用发票",
    "location": "深圳市",
    "invoice_code": "144032170119",
    "invoice_number": "00123456",
    "plate": "BT1234",
    "date": "2021-03-04",
    "board_time": "09:08",
    "alight_time": "09:31",
    "unit_price": "2.30",
    "distance": "7.9",
    "waiting_time": "00:03:12",
    "fare": "31.60",
    "fuel_surcharge": "1.00",
    "call_fee": "0.00",
    "total_paid": "33.00",
    "amount_paid": "33.00",
}


SOUTH_VALUES = {
    **{name: NORTH_VALUES[name] for name in ("title", "location", "invoice_code", "invoice_number", "date")},
    "plate": "BD12345",
    "board_time": "23:50",
    "alight_time": "00:11",
    "unit_price": "2.70",
    "distance": "5.25",
    "waiting_time": "00:08:30",
    "fare": "26.00",
    "fuel_surcharge": "1.50",
    "call_fee": "0.00",
    "amount_paid": "27.50",
}


def slip(
    rows: Mapping[str, tuple[str, str]],
    *,
    slide: float = 0.0,
    without_labels: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
) -> list[TextLine]:
    """Return the lines of a made-up receipt, its values set that many rows lower than their labels."""
    lines = [line(text, x, y) for text, x, y in HEAD]
    for index, (name, (label, value)) in enumerate(rows.items()):
        y = FIRST_ROW + index * PITCH
        text = (values or {}).get(name, value)
        if name not in without_labels:
            lines.append(line(label, 60, y))
        if text:
            lines.append(line(text, RIGHT - width_of(text), y + slide * PITCH))
    return lines


def fields(lines: Sequence[TextLine]) -> Mapping[str, FieldReading]:
    return extract(located(lines)).fields


def values(lines: Sequence[TextLine]) -> dict[str, str]:
    return {name: str(reading.value) for name, reading in fields(lines).items()}
