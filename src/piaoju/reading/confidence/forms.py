"""What whole values look like in fields that may be any text.

Of half a value the recogniser is as sure as of all of it, and no check speaks of names and addresses. Yet a company's
name has an ending, an address a beginning, a mobile number eleven digits; where they are missing, something was lost
under a seal or beyond the picture.

Sources: 企业名称登记管理规定, article 6 (a name ends in the organisation's form); GB/T 23705 (the parts of an
address); 电信网编号计划 (telephone numbers); 国家税务总局公告 2017 年第 45 号 (a star at either side of the category of
goods); all as the forms print them, abbreviations included.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from piaoju.model.field import Fields
from piaoju.numbers.pinyin import is_pinyin, spells

LONGEST = 100
"""Characters beyond which a value is not looked at, so that no print, however made, takes long."""
_HAN = "\u3400-\u9fff"


class Form(StrEnum):
    """How much a value looks like a whole one of its field, from the least."""

    BROKEN = "broken"  # hardly any whole value looks like that
    SHORT = "short"  # few whole values do, and parts of others too
    WHOLE = "whole"  # as whole values do, or nothing tells


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Regular expressions over a value without blanks, in halfwidth brackets.

    Attributes:
        whole: of whole values.
        short: of rare ones that are no less likely part of another.
    """

    whole: str
    short: str = "(?!)"

    def form(self, text: str) -> Form:
        if re.fullmatch(self.whole, text):
            return Form.WHOLE
        return Form.SHORT if re.fullmatch(self.short, text) else Form.BROKEN


ENDINGS = (
    "公司|企业|基地|公寓|联盟|工程|系统|物业|单位|"
    "[厂店部行所院校学社站局心会场馆府处厅队园室户团吧城坊庄铺摊楼苑阁轩居堂台点办委市家库]"
)
"""How names of firms, shops and authorities end, as a regular expression; 市 is also that of 超市, 团 that of 集团."""
_TAIL = rf"(?:\([{_HAN}]+\))?"
_NO_BEGINNING = (
    "(?!有限|限公司|责任|股份有|份有限|任公司|公司|分公司)(?!.*有限(?!公司|责任公司|合伙))(?!.*(?<!有)限公司)"
)
_ORGANISATION = rf"{_NO_BEGINNING}(?=.{{4}})[{_HAN}A-Za-z0-9()·&\-.,、']+(?:{ENDINGS}){_TAIL}"
_LATIN_NAME = r"[A-Za-z][A-Za-z.,/]{3,}"
_LONG_NAME = rf"[{_HAN}]{{3,4}}|[{_HAN}]+(?:·[{_HAN}]+)+|{_LATIN_NAME}"
_MISREAD = "(?!.*风)"
"""In blurred names of people that is read for 凤, which is far more common there."""
_MISREAD_OF_FIRMS = "(?!.*(?<![饼若糕骨能])干(?![洗果货燥部线净湿细粉冰]))"
"""Likewise for 千 in those of firms."""
_PERSON = _Pattern(rf"{_MISREAD}(?:{_LONG_NAME}|(?:系统)?管理员)", rf"[{_HAN}]{{2}}|{_LONG_NAME}")
_PARTY_NAME = rf"{_ORGANISATION}|(?!.*公司)(?:{_LONG_NAME})(?:\(个人\))?|[{_HAN}]{{2}}\(个人\)"
_PARTY = _Pattern(rf"{_MISREAD_OF_FIRMS}(?:{_PARTY_NAME})", rf"[{_HAN}]{{2}}|{_PARTY_NAME}")

_LOCAL = r"[2-9]\d{6,7}"
_ONE_PHONE = rf"(?:\+?86-?)?(?:1[3-9]\d{{9}}|\(?0\d{{2,3}}\)?-?{_LOCAL}|[48]00-?\d{{3,4}}-?\d{{3,4}})(?:-\d{{1,6}})?"
_MORE_PHONES = r"(?:[/、,;转-]+\d+)*"
_PHONES = _Pattern(_ONE_PHONE + _MORE_PHONES, _LOCAL + _MORE_PHONES)

_REGION = rf"(?![省区县]|市(?![南北中]区))[{_HAN}]{{1,12}}?[省市区县旗州盟镇乡村路街道园]"
_PLACE = (
    rf"{_REGION}.*(?:[号室楼层座栋幢元村组厦城园区街路道场心院铺门房户社司店厂弄里巷侧口旁内排苑馆市镇乡县屯庄湾桥段]"
    r"|[)A-Za-z0-9#])"
)
_VILLAGE = rf"{_REGION}[{_HAN}]*[村屯庄组镇乡]"
_ADDRESS_PHONE = _Pattern(rf"{_PLACE}[,、]?(?:{_ONE_PHONE}|{_LOCAL}){_MORE_PHONES}", rf"{_PLACE}|{_PHONES.whole}")

_BANK = (
    rf"(?=[{_HAN}()]*(?:银行|信用|农信|农商|工商行|[工建农中交招]行|邮储|联社|财务公司))"
    rf"(?!.?银行|国(?:工商|农业|建设|银行|邮政|光大|民生|人民|进出口))[{_HAN}()]*[行部社处所司心]{_TAIL}"
)
_ACCOUNT = r"[\d\-]{9,32}"

_AUTHORITY = _Pattern(rf"[{_HAN}]*税务局(?:[{_HAN}]*[局所厅处])?{_TAIL}")
_REGISTRY = _Pattern(r"(?=.*(?:车|公安|交[警管])).{2,}[所队局处站]", rf"[{_HAN}]+[所队局处站]")
_GOODS = _Pattern(rf"\*[{_HAN}、()]+\*.+|折扣.*|\(?详见.*", r"[^*]{2,}")
_CERTIFICATE = _Pattern("[A-Z]{2}[0-9A-Z]{12,13}", "[0-9A-Z]{14,17}")
_VEHICLE_TYPE = _Pattern(rf"[{_HAN}]+(?:车|机械?)(?:\(.+\))?|[A-Z]{{2,4}}", rf"[{_HAN}]{{2}}")
_BRAND_MODEL = _Pattern(r"(?:[^.]|(?<=\d)\.(?=\d[TLti]?(?!\d)))+[A-Za-z0-9]", ".{2,}")
"""The only point is that of a displacement."""
_UNIT = _Pattern(
    "[个件台套提箱盒瓶袋包只支枝张本册份米吨升次项批人位天日月年间夜晚度辆部架把双块片根卷桶罐组副付幅对棵株头匹条"
    "节扇樘座栋户车趟票单株捆扎盘杯碗粒颗枚顶床打筒管剂盆束篮筐板版页季宗笔期场桌篇字方面艘]"
    "|(?:千|公|毫|市)?[克斤米升里]|(?:平|立)方?米|公吨|小时|分钟|千瓦时|人天|人月|人次|课时|学时|间夜|"
    "工日|台班|公里|加仑|(?!kwh)[A-Za-z0-9㎡㎥²³/]{2,5}|[mgthLTWA㎡㎥]",
    rf"[{_HAN}]{{2,4}}|[A-Za-z]|kwh",
)
"""kWh is read as kwh where it is blurred."""
_CONTROL = _Pattern(r"(?!.*https?:).+|.*https://inv-veri\.chinatax\.gov\.cn/?")
_PRICE = _Pattern(r"-?(?:\d{1,8}|(?=.{3,9}$|.{12}$|.{16,17}$)\d+\.\d+|\d+\.(?:\d\d?|\d{8}|\d{13}))", r"-?\d+(?:\.\d+)?")
"""Of as many figures as invoicing software reckons with, or as many decimals as it prints; of the last ones arithmetic
tells nothing."""
_METERED = _Pattern(r"\d+(?:\.\d0?)?", r"\d+\.\d{2}")
"""What meters print goes by tenths, as fares of trains do; a zero with a stroke looks like an eight."""
_SURCHARGE = _Pattern(r"\d(?:\.\d0?)?", r"\d+(?:\.\d{1,2})?")
"""Cities charge a few yuan for fuel and calls: more is mostly the fare."""
_AMOUNT = _Pattern(r"-?(?:0|[1-9]\d*)\.\d{2}|\*{2,3}")
_REMARK = _Pattern(r"(?!一车票$|车一票$)(?!.*校验码:?\d{0,19}$)(?!.*[:,至]$).{2,}", ".")
_SEAT = _Pattern(r"(?:\d{2}|加\d{1,2})车(?:\d{2,3}[A-F]?号?(?:[上中下]铺?|代座)?|无座)")
BERTH = re.compile("[上中下]铺?$|代座$|无座")
_SEAT_CLASS = _Pattern(
    "(?:新空调|空调)?"
    "(?:商务座|特等座|优选一等座|[一二]等座|(?:[软硬动]|[一二]等)卧代(?:[一二]等|[软硬])座|"
    "[软硬]座|高级[软动]卧|动卧|[一二]等卧|[软硬]卧)"
)

_ANY = _Pattern(rf"(?![{_HAN}]$).+", ".*")
"""Of other fields; a single character is what a stamp left."""
_FIELDS: Mapping[str, _Pattern] = {
    **dict.fromkeys(("buyer_name", "seller_name", "dealer_name", "market_name"), _PARTY),
    **dict.fromkeys(("passenger_name", "payee", "reviewer", "issuer"), _PERSON),
    **dict.fromkeys(("buyer_phone", "seller_phone", "dealer_phone", "market_phone"), _PHONES),
    **dict.fromkeys(
        ("buyer_address", "seller_address", "dealer_address", "market_address"),
        _Pattern(rf"(?=.*[0-9A-Za-z]){_PLACE}|{_VILLAGE}", _PLACE),
    ),
    **dict.fromkeys(("buyer_address_phone", "seller_address_phone"), _ADDRESS_PHONE),
    **dict.fromkeys(
        ("buyer_bank_account", "seller_bank_account", "dealer_bank_account", "market_bank_account"),
        _Pattern(rf"{_BANK}[,:]?{_ACCOUNT}"),
    ),
    "seller_bank": _Pattern(_BANK),
    "seller_account": _Pattern(_ACCOUNT),
    "tax_authority": _AUTHORITY,
    "destination_registry": _REGISTRY,
    "tax_control_code": _CONTROL,
    "certificate_number": _CERTIFICATE,
    "vehicle_type": _VEHICLE_TYPE,
    "brand_model": _BRAND_MODEL,
    "seat_number": _SEAT,
    "seat_class": _SEAT_CLASS,
    "items.name": _GOODS,
    "items.unit": _UNIT,
    **dict.fromkeys(("items.quantity", "items.unit_price"), _PRICE),
    **dict.fromkeys(("fare", "total", "total_paid"), _METERED),
    **dict.fromkeys(("fuel_surcharge", "call_fee"), _SURCHARGE),
    "waiting_time": _Pattern(r"\d{2}:\d{2}(?:[:.]\d{2})?|\d+(?:\.\d+)?", r"\d:\d{2}(?:[:.]\d{2})?"),
    "tax_receipt_number": _Pattern("[^.]+"),
    **dict.fromkeys(("items.amount", "items.tax", "total_excluding_tax", "total_tax", "total_including_tax"), _AMOUNT),
    "remark": _REMARK,
    "items.vehicle_type": _VEHICLE_TYPE,
}
"""Field, or cell as `items.name` -> what its values look like; the others may be any text."""
SPELT = {"departure_station": "departure_pinyin", "arrival_station": "arrival_pinyin"}
"""Name of a place -> its pinyin, of as many syllables as the name has characters."""
NAMES = frozenset(_FIELDS).union(SPELT, SPELT.values())
"""Fields and cells that have a form."""

_HALFWIDTH = str.maketrans("（），：；", "(),:;")


def form_of(name: str, value: str | tuple[str, ...]) -> Form:
    """Return how much a value looks like a whole one of its field.

    Args:
        name: of the field, of a cell as `items.name`.
        value: normalised; of several lines only those of the tax control area have a form, together.

    >>> [str(form_of("seller_name", name)) for name in ("云岭商贸有限公司", "云岭商贸有限", "王芳")]
    ['whole', 'broken', 'short']
    """
    if not isinstance(value, str) and name != "tax_control_code":
        return Form.WHOLE
    text = "".join("".join(value).split()).translate(_HALFWIDTH)
    if len(text) > LONGEST:
        return Form.WHOLE
    if text in ("-", "/"):
        return Form.WHOLE  # stands where a form has nothing to state
    if isinstance(value, str) and text.count("(") != text.count(")"):
        return Form.BROKEN
    if name in SPELT.values():
        return Form.WHOLE if is_pinyin(_letters(text)) else Form.BROKEN
    return _FIELDS.get(name, _ANY).form(text)


def at_odds(fields: Fields) -> frozenset[str]:
    """Return the names of fields that cannot be whole beside others.

    Places and their pinyin are as long; the number of a place in a sleeper says which berth.
    """
    seat, seat_class = (str(fields[name].value) if name in fields else "" for name in ("seat_number", "seat_class"))
    lacks_berth = seat_class.endswith("卧") and seat and not BERTH.search(seat)
    return _misspelt(fields).union(["seat_number"] if lacks_berth else [])


def _misspelt(fields: Fields) -> frozenset[str]:
    both = [
        (place, pinyin)
        for place, pinyin in SPELT.items()
        if place in fields and pinyin in fields
        if not spells(_letters(str(fields[pinyin].value)), str(fields[place].value).removesuffix("站"))
    ]
    return frozenset(name for pair in both for name in pair)


def _letters(pinyin: str) -> str:
    """Return pinyin without the mark that parts some syllables, as in Xi'an."""
    return pinyin.replace("'", "").replace("’", "")
