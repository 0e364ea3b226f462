"""Regions of GB/T 2260 by the digits that invoice codes and numbers carry: names of provinces and cities.

The names are those that python-stdnum has; where a region was renamed, the latest one holds.

>>> province("4403"), city("4403"), city("4419"), city("2102")
('广东省', '深圳市', '东莞市', '大连市')
>>> province("11"), city("1100"), province("0000")
('北京市', '', '')
"""

import re
from collections.abc import Mapping
from functools import cache

from stdnum import numdb

PLANNED_CITIES = frozenset({"2102", "3302", "3502", "3702", "4403"})
"""大连, 宁波, 厦门, 青岛, 深圳 are tax regions of their own; all other codes are of their province.

Source: script of the tax administration's page for checking invoices (inv-veri.chinatax.gov.cn).
"""
PROVINCES = tuple(map(str, range(11, 66)))
"""Two digits of all provinces, and of some that are none."""
STATE_ADMINISTRATION = "0000"
"""What codes of the State Taxation Administration, which is in no province, have in place of a region."""
_CITY = re.compile(r".+(?:市|州|盟|地区)")
_YEARS = re.compile(r"\[.*?\]")
"""In which a name held; python-stdnum has them before the name."""
_RANK = re.compile(r"(?:维吾尔|壮族|回族)?自治区$|省$|(?<=..)市$|地区$")


def province(region: str) -> str:
    """Return the name of a province by its two digits, or more of a region; empty if there is none."""
    return _name(f"{region[:2]}0000", "province")


def city(region: str) -> str:
    """Return the name of a city or prefecture by its four digits; empty if there is none, or the province is a city."""
    name = _name(f"{region[:4]}00", "county")
    return name if _CITY.fullmatch(name) and name != province(region) else ""


@cache
def cities(province_digits: str) -> tuple[str, ...]:
    """Return the names of all cities and prefectures of a province.

    >>> cities("46")[:2]
    ('海口市', '三亚市')
    """
    names = (city(f"{province_digits}{number:02d}") for number in range(1, 90))
    return tuple(name for name in names if name)


def is_province(digits: str) -> bool:
    """Tell whether two digits are a province.

    >>> is_province("44"), is_province("47")
    (True, False)
    """
    return digits in PROVINCES and bool(province(digits))


def is_region(region: str) -> bool:
    """Tell whether four digits are a region, now or once, or the State Taxation Administration.

    >>> is_region("4403"), is_region("4477"), is_region("0000")
    (True, False, True)
    """
    return region == STATE_ADMINISTRATION or bool(province(region) and _name(f"{region[:4]}00", "county"))


def province_of_region(region: str) -> str | None:
    """Return the two digits of a region's province; None of the State Taxation Administration.

    >>> province_of_region("4403"), province_of_region("0000")
    ('44', None)
    """
    return None if region == STATE_ADMINISTRATION else region[:2]


def province_of_title(title: str) -> str | None:
    """Return the two digits of the province that a title begins with, or whose planned city; None if with none.

    >>> province_of_title("深圳市出租汽车专用发票"), province_of_title("电子发票（普通发票）")
    ('44', None)
    """
    return next((digits for name, digits in _named_in_titles().items() if title.startswith(name)), None)


def short_name(name: str) -> str:
    """Return the name of a province or city as titles shorten it.

    >>> short_name("云南省"), short_name("深圳市"), short_name("新疆维吾尔自治区")
    ('云南', '深圳', '新疆')
    """
    return _RANK.sub("", name)


@cache
def _named_in_titles() -> Mapping[str, str]:
    """Return the provinces and planned cities, short -> two digits of the province."""
    provinces = {short_name(province(digits)): digits for digits in PROVINCES if is_province(digits)}
    return provinces | {short_name(city(code)): code[:2] for code in PLANNED_CITIES}


def _name(region: str, level: str) -> str:
    found = [names[level] for _, names in numdb.get("cn/loc").info(region) if level in names]
    return _YEARS.sub("", found[-1].split(",")[-1]) if found else ""
