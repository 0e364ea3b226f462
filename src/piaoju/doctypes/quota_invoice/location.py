"""The place that the invoice is of: the province that the code names, and the city that title or code names."""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import numdb

from piaoju.numbers import invoice_code

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""北京, 天津, 上海, 重庆: provinces without cities."""
_LAST_PROVINCE = 65


def locate_issuer(code: str | None, title: str | None) -> str | None:
    """Return the province with its city if one is named, such as 广东省深圳市; None if neither tells a province.

    The city of the title goes before that of the code if it lies in the code's province. Without a valid code the
    title alone tells.

    Args:
        code: invoice code.
        title: printed title.

    >>> locate_issuer("144031900011", None), locate_issuer("144001900011", "广州市停车收费定额专用发票")
    ('广东省深圳市', '广东省广州市')
    >>> locate_issuer("131001900011", None), locate_issuer(None, "云南通用定额发票")
    ('上海市', '云南省')
    """
    is_known = code is not None and len(code) == 12 and invoice_code.is_valid(code)
    region = invoice_code.split(code).region if is_known and code is not None else None
    words = title or ""
    if region is None or not province_name(region[:2]):
        return _by_title(words)
    province = province_name(region[:2])
    return f"{province}{_city_in(words, region[:2]) or city_name(region) or ''}"


def province_name(digits: str) -> str:
    """Return the name of a province by its two digits; empty if there is none."""
    return _name(f"{digits}0000", "province")


def city_name(digits: str) -> str:
    """Return the name of a city or prefecture by its four digits; empty if there is none, or the province is a city."""
    if digits[:2] in MUNICIPALITIES or digits.endswith(("00", "90")):
        return ""
    return _name(f"{digits}00", "county")


def _by_title(title: str) -> str | None:
    provinces = {digits: province_name(digits) for digits in map(str, range(11, _LAST_PROVINCE + 1))}
    for digits, name in provinces.items():
        if name and re.search(rf"(?:^|总局){_stem(name)}", title):
            return f"{name}{_city_in(title, digits)}"
    return next((name + city for digits, name in provinces.items() if name and (city := _city_in(title, digits))), None)


def _city_in(title: str, province: str) -> str:
    """Return the city of a province with whose name the title begins, after the province's at most; empty if none."""
    before = rf"^(?:国家税务总局)?(?:{province_name(province)})?"
    return next((name for name in _cities(province) if re.match(before + _stem(name), title)), "")


@cache
def _cities(province: str) -> tuple[str, ...]:
    def names() -> Iterator[str]:
        for number in range(1, 90):
            yield city_name(f"{province}{number:02d}")

    return tuple(name for name in names() if name)


def _stem(name: str) -> str:
    """Return the name as titles shorten it: 云南, 深圳, 新疆."""
    return re.sub(r"(?:维吾尔|壮族|回族)?自治区$|省$|(?<=..)市$|地区$", "", name)


def _name(region: str, level: str) -> str:
    """Return the name of a region of six digits of GB/T 2260 that python-stdnum knows, without its years."""
    found = [names[level] for _, names in numdb.get("cn/loc").info(region) if level in names]
    return re.sub(r"\[.*?\]", "", found[-1]) if found else ""
