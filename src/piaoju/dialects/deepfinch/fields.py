"""How DeepFinch writes a field: its text, and the corners of its place.

A leaf is `{"txt", "region"}`. `txt` is `""` where nothing was read; `region`, eight numbers otherwise, is the string
`""` where there is no place, never an empty list (example of the vendor's page).
"""

import re
from collections.abc import Mapping

from piaoju.dialects.wire.message import Json
from piaoju.dialects.wire.rows import Cell

_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


def in_characters(value: str) -> str:
    """Write a date as invoices print it; what is no date stays.

    >>> in_characters("2022-03-24"), in_characters("2022")
    ('2022年03月24日', '2022')
    """
    return _ISO_DATE.sub(r"\1年\2月\3日", value)


def leaf(cell: Cell) -> Json:
    """Return text and region: x and y of the corners from the text's top-left clockwise, pixels of the picture."""
    region = [round(float(number), 2) for point in cell.quad or () for number in point]
    return {"txt": cell.text, "region": region or ""}


def leaves(cells: Mapping[str, Cell]) -> Json:
    """Return the leaf of every cell."""
    return {name: leaf(cell) for name, cell in cells.items()}
