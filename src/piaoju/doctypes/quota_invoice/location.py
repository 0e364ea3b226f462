"""The place that the invoice is of: the province that the code names, and the city that title or code names."""

import re

from piaoju.numbers import invoice_code
from piaoju.numbers.region import PROVINCES, cities, city, province


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
    region = invoice_code.split(code).region if is_known and code is not None else ""
    words = title or ""
    if not province(region):
        return _by_title(words)
    return f"{province(region)}{_city_in(words, region[:2]) or city(region)}"


def _by_title(title: str) -> str | None:
    provinces = {digits: name for digits in PROVINCES if (name := province(digits))}
    for digits, name in provinces.items():
        if re.search(rf"(?:^|总局){_stem(name)}", title):
            return f"{name}{_city_in(title, digits)}"
    return next((name + found for digits, name in provinces.items() if (found := _city_in(title, digits))), None)


def _city_in(title: str, digits: str) -> str:
    """Return the city of a province with whose name the title begins, after the province's at most; empty if none."""
    before = rf"^(?:国家税务总局)?(?:{province(digits)})?"
    return next((name for name in cities(digits) if re.match(before + _stem(name), title)), "")


def _stem(name: str) -> str:
    """Return the name as titles shorten it: 云南, 深圳, 新疆."""
    return re.sub(r"(?:维吾尔|壮族|回族)?自治区$|省$|(?<=..)市$|地区$", "", name)
