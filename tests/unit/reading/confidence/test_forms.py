"""What whole values look like."""

from time import process_time

import pytest

from piaoju.engine.types import load_types
from piaoju.reading.confidence.forms import NAMES, Form, at_odds, form_of
from tests.unit.reading.checks.evidence import fields

WHOLE = [
    ("seller_name", "昆明川沃商贸有限公司"),
    ("seller_name", "贵阳云岩广告中心（有限合伙）"),
    ("buyer_name", "欧阳明月"),
    ("buyer_name", "阿依古丽·买买提"),
    ("passenger_name", "ZHANG SAN"),
    ("seller_phone", "13512345678"),
    ("seller_phone", "0871-6466726"),
    ("seller_phone", "400-810-1234"),
    ("seller_phone", "+86-13512345678"),
    ("dealer_address", "长沙市雨花区软件园二路185号尚泰国际中心B座2607号"),
    ("seller_address", "天津市武清区大良镇蒙村店村"),
    ("buyer_address_phone", "北京市海淀区颐和园西路1号 010-62345678"),
    ("seller_bank_account", "中国工商银行昆明高新支行 2502010009200012345"),
    ("seller_bank", "昆明市农村信用合作联社"),
    ("seller_bank", "国民村镇银行昆明支行"),
    ("seller_bank", "国家开发银行云南省分行"),
    ("tax_authority", "国家税务总局昆明市官渡区税务局第一税务所"),
    ("tax_authority", "昆明市国家税务局官渡区分局"),
    ("destination_registry", "昆明市公安局交通警察支队车辆管理所"),
    ("departure_pinyin", "Kunmingnan"),
    ("seat_number", "04车18A号"),
    ("seat_class", "二等座"),
    ("vehicle_type", "重型半挂牵引车"),
    ("certificate_number", "WX2482007530178"),
    ("brand_model", "别克牌SGM60074PKP"),
    ("items.name", "*餐饮服务*餐费"),
    ("items.unit", "平方米"),
    ("items.unit", "立方米"),
    ("items.unit", "kg"),
    ("items.unit", "m"),
    ("items.amount", "-37.58"),
    ("items.unit_price", "375.47"),
    ("items.unit_price", "34.407079646"),
    ("items.unit_price", "5.7345132743363"),
    ("items.quantity", "36.1188271604938"),
    ("items.quantity", "12"),
    ("fare", "54.50"),
    ("fare", "553.0"),
    ("fare", "24"),
    ("seat_class", "硬卧代硬座"),
    ("seat_class", "高级动卧"),
    ("waiting_time", "00:03.52"),
    ("items.unit_price", "1234567.89"),
    ("brand_model", "宝马X5 3.0T"),
    ("remark", ("购方开户银行：工行", "银行账号：")),
    ("fuel_surcharge", "1.00"),
    ("waiting_time", "00:09:13"),
    ("items.tax", "***"),
    ("total_including_tax", "147800.00"),
    ("remark", "一车一票"),
    ("tax_control_code", ("03<8+/45*", "6>7<8-9+0")),
    ("tax_control_code", ("数电票号码：23332000000334954212", "https://inv-veri.chinatax.gov.cn/")),
    ("remark", "校验码 02647134546546796852"),
]
BROKEN = [
    ("seller_name", "昆明川沃商"),
    ("seller_name", "限公司昆明分公司"),
    ("seller_name", "昆明川沃商贸有限任公司"),
    ("issuer", "、卢强"),
    ("seller_phone", "3512345678"),
    ("dealer_address", "长沙市雨花区软件园二路185号尚泰国际中"),
    ("dealer_address", "市秀英区建设路786号"),
    ("dealer_address", "章"),
    ("buyer_address_phone", "1819号远越大厦2319号0451-6827032"),
    ("seller_bank_account", "滨火车站支行81564416795429576"),
    ("seller_bank_account", "兴业银行昆明新 9013493578208"),
    ("seller_bank_account", "中国工商银行昆明高新支行"),
    ("seller_bank_account", "商银行股份有限公司昆明高新支行 9013493578208"),
    ("seller_bank", "国建设银行昆明高新支行"),
    ("tax_authority", "国家税务"),
    ("destination_registry", "昆明市公安局交通警察支"),
    ("departure_pinyin", "Kunmingnax"),
    ("seat_number", "04车1號"),
    ("items.name", "*餐饮服务餐费"),
    ("items.specification", "牛皮纸（加厚型"),
    ("certificate_number", "WX2482"),
    ("items.tax", "2.9"),
    ("items.amount", "1544"),
    ("total_tax", "3041.7"),
    ("remark", "校验码026471345465467"),
    ("remark", "项目地址："),
    ("remark", "一车票"),
    ("remark", "车一票"),
    ("tax_receipt_number", "989.669730234850318"),
    ("remark", "服务期限：2024年01月至"),
    ("tax_control_code", ("数电票号码：23332000000334954212", "https://inv-veri.chcn/")),
]
SHORT = [
    ("passenger_name", "王家"),
    ("buyer_phone", "4667260"),
    ("items.name", "技术服务费"),
    ("items.vehicle_type", "皮卡"),
    ("brand_model", "别克"),
    ("items.unit", "立方"),
    ("items.unit", "B"),
    ("destination_registry", "昆明队"),
    ("remark", "章"),
    ("items.unit_price", "143.21367521367"),
    ("items.quantity", "23.668639053254"),
    ("fare", "23.48"),
    ("fuel_surcharge", "42.80"),
    ("waiting_time", "0:09:13"),
    ("dealer_address", "天津市河西区"),
    ("brand_model", "传祺牌GAM7675.JBEV1"),
]


@pytest.mark.parametrize(("name", "value"), WHOLE)
def test_whole_values_look_whole(name: str, value: str) -> None:
    assert form_of(name, value) is Form.WHOLE


@pytest.mark.parametrize(("name", "value"), BROKEN)
def test_parts_of_values_do_not(name: str, value: str) -> None:
    assert form_of(name, value) is Form.BROKEN


@pytest.mark.parametrize(("name", "value"), SHORT)
def test_what_may_be_either_is_short(name: str, value: str) -> None:
    assert form_of(name, value) is Form.SHORT


@pytest.mark.parametrize(
    ("station", "pinyin", "is_odd"),
    [
        ("洛阳龙门", "Luoyanglongmen", False),
        ("阳龙门", "Luoyanglongmen", True),
        ("西安", "Xian", False),
        ("西安", "Xi'an", False),
        ("西安站", "Xi’an", False),
        ("长春", "", False),
    ],
)
def test_a_station_and_its_pinyin_are_as_long(station: str, pinyin: str, *, is_odd: bool) -> None:
    found = at_odds(fields({"arrival_station": station, "arrival_pinyin": pinyin, "departure_pinyin": "Beijing"}))
    assert found == ({"arrival_station", "arrival_pinyin"} if is_odd else frozenset())


@pytest.mark.parametrize(
    ("seat", "seat_class", "is_odd"),
    [
        ("05车019号", "硬卧", True),
        ("05车002号代座", "硬卧", False),
        ("05车019号上铺", "新空调硬卧", False),
        ("05车019号", "硬座", False),
    ],
)
def test_in_a_sleeper_a_berth_is_named(seat: str, seat_class: str, *, is_odd: bool) -> None:
    found = at_odds(fields({"seat_number": seat, "seat_class": seat_class}))
    assert found == ({"seat_number"} if is_odd else frozenset())


def test_brackets_of_a_cipher_need_not_close() -> None:
    assert form_of("cipher_area", ("（", "1")) is Form.WHOLE


@pytest.mark.parametrize("text", ["xian" * 25 + "q", "1351234567" + "-1" * 45 + "x", "县道" * 30 + "1" * 40 + "x"])
def test_no_text_takes_long(text: str) -> None:
    begin = process_time()
    assert {form_of(name, text) for name in NAMES} <= set(Form)
    assert process_time() - begin < 2


def test_forms_are_of_fields_that_exist() -> None:
    fields = {spec.name for kind in load_types() for spec in kind.schema}
    cells = {f"items.{spec.name}" for kind in load_types() for spec in kind.item_schema}
    assert fields | cells >= NAMES


@pytest.mark.parametrize(
    ("name", "value", "form"),
    [
        ("payee", "曾风明", Form.SHORT),
        ("payee", "曾凤明", Form.WHOLE),
        ("seller_name", "昆明干川商贸有限公司", Form.SHORT),
        ("seller_name", "昆明千川商贸有限公司", Form.WHOLE),
        ("seller_name", "干川商贸有限", Form.BROKEN),
        ("seller_name", "昆明东风汽车销售有限公司", Form.WHOLE),
        ("seller_name", "昆明洁净干洗有限公司", Form.WHOLE),
        ("items.unit", "kwh", Form.SHORT),
        ("items.unit", "kWh", Form.WHOLE),
        ("items.amount", "09.06", Form.BROKEN),
        ("items.amount", "0.06", Form.WHOLE),
    ],
)
def test_what_blurred_print_is_mostly_misread_as_is_hardly_whole(name: str, value: str, form: Form) -> None:
    assert form_of(name, value) is form
