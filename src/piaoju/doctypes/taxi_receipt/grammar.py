"""The words and the grammars of a taxi receipt, as regular expressions over text without blanks.

Source: printed slips of several cities. Grammars of one value stand from the strictest to the loosest, each with the
cost of believing it, as `kie.ladder` weighs them.
"""

import re

from piaoju.reading.kie.ladder import Grammar

ORDER = (
    "plate",
    "certificate",
    "date",
    "time",
    "board_time",
    "alight_time",
    "unit_price",
    "distance",
    "waiting_time",
    "fare",
    "fuel_surcharge",
    "call_fee",
    "total",
    "total_paid",
)
"""How most meters print; where a form's own labels were read, their order counts instead."""

ALWAYS = frozenset(ORDER[: ORDER.index("fuel_surcharge")]) - {"certificate"}
"""Values that every meter prints (the times in either way), so that they are looked for without their label too."""

EITHER_WAY = {"unit_price": "distance", "distance": "unit_price"}
"""Neighbours of which some cities print the one first, some the other."""

LABELS = {
    "plate": r"(?:车牌号码?|车牌|车号)(?:(?i:taxi)[Nn][Oo0]\.?)?",
    "certificate": r"(?:服务|资格|司机)?证号|司机编号",
    "date": r"(?:乘车)?日期",
    "time": r"时间",
    "board_time": r"上车(?:时间)?|乘车时间|^上(?=\d|$)",
    "alight_time": r"下车(?:时间)?|^下(?=\d|$)",
    "unit_price": r"单价",
    "distance": r"(?:[一-龥]{2})?里程",
    "waiting_time": r"等[候侯时](?:时间)?|低速(?:时间)?",
    "fare": r"金额(?:[(（]fare[)）])?|车费|计价|运价",
    "fuel_surcharge": r"(?:另收)?(?:燃油|燃料)?附加费?|燃油费",
    "call_fee": r"(?:另收|预约)?(?:电召|叫车|预约|召车)(?:服务)?费?(?!热线|电话)",
    "toll": r"过桥费|过路费|路桥费",
    "total": r"合计(?:金额)?|总额|总计|总金额",
    "total_paid": r"实[收取付](?:金额)?|实.{0,2}额|^实.?$|^Tota?l?$",
    "card_before": r"卡?原额",
    "card_balance": r"卡?余额?",
}

PLATE = r"[一-龥]?[A-HJ-NP-Z][-·•.:：一]?(?=(?:[A-Z]*\d){2})[0-9A-HJ-NP-Z]{5,6}"
PLATE_MARK = r"(?<=[A-HJ-NP-Z])[:：一](?=[0-9A-HJ-NP-Z]{5,6}$)"
"""What the dot or hyphen of a plate is read as."""
_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_PER_KM = r"元?(?:/(?:公里|千米|[Kk][Mm]))"
_KM = r"(?:[Kk][Mm]|公里|千米)"
_MONEY = (
    Grammar(r"[¥￥]\d{1,4}\.\d{2}元?|\d{1,4}\.\d{2}元", 0.0),
    Grammar(r"[YVXv羊洋半](?P<value>\d{1,4}\.\d{2}元?)", 0.1),  # the sign, its bars unread or too many
    # Less is sure of itself only if it is all that was read: 0元 may be the rest of a fee under a seal.
    Grammar(r"^[¥￥]?(?:0|[1-9]\d?)元$|^[¥￥]?\d{1,3}\.\d元$|^[¥￥]\d{1,3}\.\d$", 0.3),
    Grammar(r"^[¥￥]?(?P<value>(?:0|[1-9]\d?)元)[一-龥]$", 0.4),  # beside 手写无效, of which a line is a character
    Grammar(r"^[¥￥]?\d{1,4}[,，:·-]\d{2}元$|^[¥￥]\d{1,4}[,，:·-]\d{2}$", 0.4),
    Grammar(r"^[¥￥YVXv]?(?P<value>\d{1,3}\.\d{2})(?:\d|\d?℃|/\d)$", 0.5),  # behind the cents is 元, whatever was read
    Grammar(r"\d{1,4}\.\d{2}", 0.5),
)

_COLON = "[:1±+=]"  # what a colon of dots is read as
_LOOSE_TIME = rf"[0-2]\d{_COLON}[0-5]\d"
_CLOCK = (
    Grammar(_TIME, 0.0),
    Grammar(r"^\d(?P<value>(?:[01]\d|2[0-3]):[0-5]\d)$", 0.5),  # behind a speck that was read as a digit
    Grammar(rf"^(?:[01]\d|2[0-3]|[89]\d){_COLON}[0-589]\d$", 0.4),  # zeros with a stroke are read as 8 or 9
)

UNLABELLED_FARE = tuple(
    Grammar(rf"(?=[¥￥YVXv]?(?:[5-9]|[1-9]\d{{1,2}})[.,，:·-]\d)(?:{one.pattern})", one.cost) for one in _MONEY
)
"""Of a fare that only its place in the order tells: no ride costs less than 5 yuan, many surcharges do."""

BELOW_FARE = frozenset({"fuel_surcharge", "call_fee", "toll", "total", "total_paid"})
_UNLABELLED = tuple(Grammar(one.pattern, one.cost + 0.3) for one in _MONEY)
UNLABELLED = ("unlabelled_1", "unlabelled_2", "unlabelled_3")
"""Amounts below a fare without a label, of which nothing tells what they are."""

GRAMMARS: dict[str, tuple[Grammar, ...]] = {
    "plate": (Grammar(PLATE, 0.0),),
    "certificate": (Grammar(PLATE, 0.8),),
    "date": (
        Grammar(r"20\d\d年[01]?\d月[0-3]?\d日?", 0.0),
        Grammar(r"20\d\d([-./])[01]?\d\1[0-3]?\d", 0.0),
        Grammar(r"^2[089]\d\d(?:年[0189]\d月[0-389]\d日?|-[0189]\d-[0-389]\d)$", 0.3),  # with struck zeros
        Grammar(r"^[0-4]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$", 0.2),
        Grammar(r"20[0-4]\d[01]\d[0-3]\d|[0-4]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", 0.5),
    ),
    "time": (Grammar(rf"{_TIME}\D?{_TIME}", 0.0), Grammar(rf"^{_LOOSE_TIME}-{_LOOSE_TIME}$", 0.2)),
    "board_time": _CLOCK,
    "alight_time": _CLOCK,
    "unit_price": (
        Grammar(r"\d{1,2}\.\d{2}" + _PER_KM, 0.0),
        Grammar(r"\d{1,2}\.\d{2}元?", 0.2),
        Grammar(r"^\d{1,2}[,，·-]\d{2}元?$", 0.4),
        # 元 is small and often taken for a digit; behind the second decimal no other sign can stand.
        Grammar(r"(?P<value>\d{1,2}\.\d{2}).?/(?:公里|千米|[Kk][Mm])", 0.3),
    ),
    "distance": (
        Grammar(rf"\d{{1,4}}\.\d{{1,2}}{_KM}", 0.0),
        Grammar(rf"^\d{{1,4}}[,，·-]\d{{1,2}}{_KM}$", 0.4),
        Grammar(rf"\d{{1,4}}{_KM}|\d{{1,4}}\.\d{{1,2}}", 0.4),
    ),
    "waiting_time": (
        Grammar(r"\d{1,2}[:.]\d\d[:.]\d\d", 0.0),
        Grammar(rf"^[089]\d{_COLON}[0-589]\d{_COLON}[0-589]\d$", 0.4),
        Grammar(r"\d{1,3}分(?:\d{1,2}秒)?|\d{1,2}:\d\d", 0.6),
    ),
    **dict.fromkeys(("fare", "fuel_surcharge", "call_fee", "toll", "total", "total_paid"), _MONEY),
    **dict.fromkeys(UNLABELLED, _UNLABELLED),
    **dict.fromkeys(("card_before", "card_balance"), _MONEY),
}

CLOCK_LIKE = {
    **dict.fromkeys(("board_time", "alight_time"), re.compile(rf"\d\d{_COLON}\d\d")),
    "time": re.compile(rf"\d\d{_COLON}\d\d-\d\d{_COLON}\d\d"),
    "waiting_time": re.compile(rf"\d\d{_COLON}\d\d{_COLON}\d\d"),
}
CLOCK = re.compile(rf"{_TIME}(?::[0-5]\d|-{_TIME})?")
"""A clock as it is read, and as it is."""

DATE_LIKE = re.compile(r"2[089]\d\d(?:年\d\d月\d\d日?|-\d\d-\d\d)")
"""A date as it is read where zeros are struck."""

POINT = re.compile(r"(?<=\d)[,，:·-](?=\d{1,2}\D*$)")
"""A point of dots that ran together: in a decimal that the meter prints no other sign stands there."""

APART = "|".join(
    (
        r"20\d\d年[01]?\d月[0-3]?\d日?",
        r"20\d\d([-./])[01]?\d\1[0-3]?\d",
        rf"{_TIME}\D{_TIME}(?!\d)",
        rf"{_LOOSE_TIME}-{_LOOSE_TIME}(?!\d)",
        r"\d\d[:.]\d\d[:.]\d\d",
        rf"(?<!\d){_TIME}(?![\d:.])",
    )
)
"""Values that end where they end, whatever is printed beside them."""

CODE = r"(?<!\d)\d{12}(?!\d)"
CODE_LABELLED = r"(?:代码)[:：]?(?P<value>[0-9A-Z]{10,12})(?![0-9A-Z])"
CODE_SHORT = r"(?<!\d)\d{11}(?!\d)"
_OTHER = (
    r"(?:(?:信息码|验证码|密码号?|电话(?:号码|/传真)?|热线|(?i:TEL)|[证卡]号码?|机号|(?!票)[一-龥]编号)"
    r"[:：.]?(?:[(（]\d+[)）])?[\d-]+)"
)
"""Another number with its label, which is passed over; 编号 by itself may label the number, and does with 发票."""
NUMBER_LABELLED = rf"{_OTHER}|(?:号码|票号|票据?编号)[:：]?(?P<value>\d{{8}})(?!\d)"
NUMBER = rf"{_OTHER}|(?<![0-9A-Z])(?P<value>\d{{8}})(?![0-9A-Z])"
NUMBER_PART = r"(?<!\d)\d{5,7}(?!\d)"
_TITLE_REST = r"(?:出租汽?车|通用机打|客运出租)[一-龥（）()]*?(?:发票|车票|收据)(?!联)"
TITLE = rf"(?:(?!出租|通用|汽车|专用)[一-龥]){{2,9}}{_TITLE_REST}"
TITLE_PART = r"出租|租汽|汽车专|通用机|用机打"
TITLE_ABOVE = r"(?!.*(?:发票|税务|根))[一-龥]{2,8}"
"""The first line of a title of two."""
TITLE_BELOW = rf"{_TITLE_REST}|机打发票"
"""The second line of it."""
