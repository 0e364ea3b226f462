"""How Huawei writes a field: text, confidence, location.

An empty field is `""`, its confidence 0.0, its location `[]`. Confidences have four decimals, locations four corners
from the top-left clockwise in the submitted picture, in whole pixels.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from piaoju.dialects.wire.rows import Cell

CENT = Decimal("0.01")


def with_yuan_sign(value: str) -> str:
    """Write money as the vendor's examples do; what is no number stays as printed.

    >>> with_yuan_sign("147800"), with_yuan_sign("***")
    ('¥147800.00', '***')
    """
    try:
        amount = Decimal(value).quantize(CENT)
    except InvalidOperation:
        return value
    return f"¥{amount}"


def texts(cells: Mapping[str, Cell]) -> dict[str, object]:
    """Return every cell's text."""
    return {name: cell.text for name, cell in cells.items()}


def confidences(cells: Mapping[str, Cell]) -> dict[str, float]:
    """Return every cell's confidence, 0.0 where it is not known."""
    return {name: round(cell.confidence or 0.0, 4) for name, cell in cells.items()}


def locations(cells: Mapping[str, Cell]) -> dict[str, list[list[int]]]:
    """Return every cell's place."""
    return {name: [[round(x), round(y)] for x, y in cell.quad or ()] for name, cell in cells.items()}
