"""Regions of GB/T 2260 by the digits that invoice codes and numbers carry: names of provinces and cities.

The names are those that python-stdnum has; where a region was renamed, the latest one holds.

>>> province("4403"), city("4403"), city("4419"), city("2102")
('广东省', '深圳市', '东莞市', '大连市')
>>> province("11"), city("1100"), province("0000")
('北京市', '', '')
"""

import re
from functools import cache

from stdnum import numdb

PLANNED_CITIES = frozenset({"2102", "3302", "3502", "3702", "4403"})
"""大连, 宁波, 厦门, 青岛, 深圳 are tax regions of their own; all other codes are of their province.

Source: script of the tax administration's page for checking invoices (inv-veri.chinatax.gov.cn).
"""
PROVINCES = tuple(map(str, range(11, 66)))
"""Two digits of all provinces, and of some that are none."""
_CITY = re.compile(r".+(?:市|州|盟|地区)")
_YEARS = re.compile(r"\[.*?\]")
"""In which a name held; python-stdnum has them before the name."""


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


def _name(region: str, level: str) -> str:
    found = [names[level] for _, names in numdb.get("cn/loc").info(region) if level in names]
    return _YEARS.sub("", found[-1].split(",")[-1]) if found else ""
