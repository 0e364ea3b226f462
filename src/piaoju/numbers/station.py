"""Names of railway stations, without blanks and the 站 that follows them in small print."""

import re

from piaoju.numbers.text import without_blanks

_STATION = re.compile(r"[\u3400-\u9fff]{2,}")


def normalise(text: str) -> str | None:
    """Return the station's name, or None if the text holds anything but Chinese characters.

    >>> normalise("宜　春 站"), normalise("上海虹桥"), normalise("G1418")
    ('宜春', '上海虹桥', None)
    """
    name = without_blanks(text).removesuffix("站")
    return name if _STATION.fullmatch(name) else None
