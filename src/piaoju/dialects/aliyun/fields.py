"""How Aliyun writes a field: a string in any case, `""` where nothing was read."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from piaoju.dialects.wire.rows import Cell, Row, cells
from piaoju.model.field import Fields

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATE_TIME = re.compile(rf"{_DATE.pattern} ([0-9]{{2}}:[0-9]{{2}})")


def texts(rows: Iterable[Row], fields: Fields) -> Mapping[str, str]:
    """Return the text of every row."""
    return {name: cell.text for name, cell in cells(rows, fields).items()}


def in_digits(value: str) -> str:
    """Write a date without marks; what is no date stays.

    >>> in_digits("2017-04-22")
    '20170422'
    """
    return _DATE.sub(r"\1\2\3", value)


def as_departure(value: str) -> str:
    """Write date and time as tickets print them; what is none stays.

    >>> as_departure("2019-01-01 00:00")
    '2019年01月01日00:00开'
    """
    return _DATE_TIME.sub(r"\1年\2月\3日\4开", value)


def in_kilometres(value: str) -> str:
    """Write a distance with its unit; what is no number stays.

    >>> in_kilometres("42.0"), in_kilometres("***")
    ('42.0km', '***')
    """
    try:
        Decimal(value)
    except InvalidOperation:
        return value
    return f"{value}km"


def printed(name: str, field: str) -> Row:
    """Show a field as it is printed, without blanks: a plate keeps its dot, a station its 站."""

    def cell(fields: Fields) -> Cell:
        found = fields.get(field)
        return Cell() if found is None else Cell("".join(found.text.split()), found.confidence, found.quad)

    return Row(name, (field,), cell)


def if_printed(row: Row) -> Row:
    """Show nothing where a row's field is not printed itself but follows from others."""

    def cell(fields: Fields) -> Cell:
        is_printed = all(fields[name].source != "derived" for name in row.fields if name in fields)
        return row.cell(fields) if is_printed else Cell()

    return Row(row.name, row.fields, cell)


def first_of(name: str, *fields: str) -> Row:
    """Show the first of several fields that was read."""

    def cell(document: Fields) -> Cell:
        found = next((document[field] for field in fields if field in document), None)
        return Cell() if found is None else Cell("".join(found.value), found.confidence, found.quad)

    return Row(name, fields, cell)
