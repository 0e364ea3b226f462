"""Dates and times of day as forms print them, with the blanks that printers and recognition add.

A departure or a boarding time is a local wall-clock time without a zone, as printed.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from piaoju.numbers.text import to_halfwidth, without_blanks

_T = TypeVar("_T", date, time)

_YEARS = range(1980, 2100)
_MARKED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?", re.ASCII)
_SEPARATED = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_SOLID = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
# Machine prints beside preprinted 年 月 日, of which nothing was recognised.
_SPACED = re.compile(r"(\d{4}) +(\d{1,2}) +(\d{1,2})", re.ASCII)
_SHORT = re.compile(r"(\d\d)-(\d\d)-(\d\d)", re.ASCII)
# The point and the semicolon are colons on worn prints; after a date nothing else can be meant.
_DATE_THEN_TIME = re.compile(r"(.+?日|.+?\d(?:T| +))(\d{1,2}[:;.]\d\d(?:[:;.]\d\d)?)开?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[:时点](\d\d)(?:分|:[0-5]\d)?", re.ASCII)


def parse(text: str) -> date | None:
    """Return the date, or None if the text is no date of the calendar.

    >>> parse("2019 年 03月05 日"), parse("2020/1/2"), parse("2020  1 12")
    (datetime.date(2019, 3, 5), datetime.date(2020, 1, 2), datetime.date(2020, 1, 12))
    >>> parse("2019年02月30日") is None
    True
    """
    parts = _date_parts(text)
    if parts is None or parts[0] not in _YEARS:
        return None
    return _built(date, *parts)


def normalise(text: str) -> str | None:
    """Return the date as YYYY-MM-DD; years of two digits, as meters print them, are of this century.

    >>> normalise("2019.3.5"), normalise("17-12-26")
    ('2019-03-05', '2017-12-26')
    """
    found = parse(text)
    return None if found is None else found.isoformat()


def parse_date_time(text: str) -> datetime | None:
    """Return date and time; seconds are dropped.

    >>> parse_date_time("2017年12月26日16:33开"), parse_date_time("2017-12-26 08:05:00")
    (datetime.datetime(2017, 12, 26, 16, 33), datetime.datetime(2017, 12, 26, 8, 5))
    """
    printed = to_halfwidth(text).strip()
    match = _DATE_THEN_TIME.fullmatch(re.sub(r" *([:;.]) *", r"\1", printed)) or _DATE_THEN_TIME.fullmatch(
        without_blanks(printed)
    )
    if match is None:
        return None
    day, clock = parse(match[1].rstrip("T")), parse_time(re.sub("[;.]", ":", match[2]))
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock)


def normalise_date_time(text: str) -> str | None:
    """Return date and time as YYYY-MM-DD HH:MM.

    >>> normalise_date_time("2017 年12月26 日 16： 33 开")
    '2017-12-26 16:33'
    """
    found = parse_date_time(text)
    return None if found is None else f"{found:%Y-%m-%d %H:%M}"


def parse_time(text: str) -> time | None:
    """Return the time of day; seconds are dropped.

    >>> parse_time("8：05"), parse_time("23:59:07"), parse_time("24:01")
    (datetime.time(8, 5), datetime.time(23, 59), None)
    """
    match = _TIME.fullmatch(without_blanks(text))
    return None if match is None else _built(time, int(match[1]), int(match[2]))


def normalise_time(text: str) -> str | None:
    """Return the time of day as HH:MM.

    >>> normalise_time("8时05分")
    '08:05'
    """
    found = parse_time(text)
    return None if found is None else f"{found:%H:%M}"


def _date_parts(text: str) -> tuple[int, int, int] | None:
    compact = without_blanks(text).replace("—", "-")
    if match := _SEPARATED.fullmatch(compact):
        return int(match[1]), int(match[3]), int(match[4])
    match = _MARKED.fullmatch(compact) or _SPACED.fullmatch(to_halfwidth(text).strip()) or _SOLID.fullmatch(compact)
    if match is not None:
        return int(match[1]), int(match[2]), int(match[3])
    if match := _SHORT.fullmatch(compact):
        return 2000 + int(match[1]), int(match[2]), int(match[3])
    return None


def _built(kind: Callable[..., _T], *parts: int) -> _T | None:
    try:
        return kind(*parts)
    except ValueError:
        return None
