"""Regions of GB/T 2260, as invoice codes and titles name them."""

import re

from stdnum import numdb

_STATE_ADMINISTRATION = "0000"
_DIGITS_OF_PROVINCES = """
11 北京  12 天津  13 河北  14 山西  15 内蒙古  21 辽宁 大连  22 吉林  23 黑龙江  31 上海  32 江苏  33 浙江 宁波  34 安徽
35 福建 厦门  36 江西  37 山东 青岛  41 河南  42 湖北  43 湖南  44 广东 深圳  45 广西  46 海南  50 重庆  51 四川
52 贵州  53 云南  54 西藏  61 陕西  62 甘肃  63 青海  64 宁夏  65 新疆
"""
_PROVINCES = {
    name: digits
    for digits, names in re.findall(r"(\d\d)((?: [一-龥]+)+)", _DIGITS_OF_PROVINCES)
    for name in names.split()
}
"""Provinces, and cities that are tax regions of their own, as titles name them -> first two digits of their codes."""


def province_of_title(title: str) -> str | None:
    """Return the two digits of the province that a title begins with; None if it begins with none.

    >>> province_of_title("深圳市出租汽车专用发票"), province_of_title("电子发票（普通发票）")
    ('44', None)
    """
    return next((digits for name, digits in _PROVINCES.items() if title.startswith(name)), None)


def province_of_region(region: str) -> str | None:
    """Return the two digits of a region's province; None of the State Taxation Administration, which is in none.

    >>> province_of_region("4403"), province_of_region("0000")
    ('44', None)
    """
    return None if region == _STATE_ADMINISTRATION else region[:2]


def is_region(region: str) -> bool:
    """Tell whether four digits are a region, now or once, or the State Taxation Administration.

    >>> is_region("4403"), is_region("4477"), is_region("0000")
    (True, False, True)
    """
    if region == _STATE_ADMINISTRATION:
        return True
    parts = numdb.get("cn/loc").info(f"{region}00")
    return len(parts) == 2 and all(found for _, found in parts)


def is_province(digits: str) -> bool:
    """Tell whether two digits are a province.

    >>> is_province("44"), is_province("47")
    (True, False)
    """
    return digits in _PROVINCES.values()
