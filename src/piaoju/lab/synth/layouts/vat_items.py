"""The item tables of all flat VAT forms: their columns, and rows that wrap, shrink and run on to further pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from piaoju.lab.synth.draw import Align, Sheet
from piaoju.lab.synth.typeset import Style, fitted, wrapped
from piaoju.lab.synth.values.goods import Item
from piaoju.lab.synth.values.vat import UNLABELLED

PITCH_MM = 4.5
_SHRINKS = (1.0, 0.9, 0.8, 0.72, 0.64)


@dataclass(frozen=True, slots=True)
class Column:
    """Where one cell of every item stands, in millimetres.

    Attributes:
        cell: of the item.
        head: the printed heading.
        head_x: left and right edge between which the heading is spread.
        x: left edge, middle or right edge of values, as `align` says.
        align: what x is.
        room: width at which texts wrap, or become smaller if they cannot.
        wraps: whether they can.
    """

    cell: str
    head: str
    head_x: tuple[float, float]
    x: float
    align: Align
    room: float
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class ItemTable:
    """The columns of a form, and between which lines items stand.

    Attributes:
        columns: from left to right.
        first_y: middle of the first line.
        last_y: middle of the last line there is room for.
    """

    columns: tuple[Column, ...]
    first_y: float
    last_y: float

    def moved(self, dx: float, dy: float) -> "ItemTable":
        """Return the table shifted, as a printer that is out of register prints it."""
        columns = tuple(replace(column, x=column.x + dx) for column in self.columns)
        return ItemTable(columns, self.first_y + dy, self.last_y + dy)

    def column(self, cell: str) -> Column:
        """Return the column of a cell."""
        return next(column for column in self.columns if column.cell == cell)


def draw_heads(sheet: Sheet, table: ItemTable, y: float, style: Style, dx: float = 0.0) -> None:
    """Print the headings, spread as forms do with short words."""
    for column in table.columns:
        left, right = column.head_x
        sheet.spread(left + dx, right + dx, y, column.head, fitted(column.head, style, right - left))


def draw_items(sheet: Sheet, items: Sequence[Item], table: ItemTable, style: Style, first: int = 0) -> None:
    """Print item lines; where there are too many, all become smaller, as issuing systems do.

    Args:
        sheet: to print on.
        items: of this page.
        table: of the form.
        style: of the text.
        first: how many items stand on the pages before.
    """
    shrink = next((one for one in _SHRINKS if _fits(items, table, style, one)), _SHRINKS[-1])
    used, pitch = replace(style, size_mm=style.size_mm * shrink), PITCH_MM * shrink
    y = table.first_y
    for row, item in enumerate(items, first):
        cells = _wrapped(item, table, used)
        for column in table.columns:
            mark = "" if column.cell in UNLABELLED else f"items[{row}].{column.cell}"
            if column.wraps:
                sheet.paragraph(column.x, y, cells[column.cell], pitch, used, name=mark)
            else:
                text = item.printed(column.cell)
                sheet.text(column.x, y, text, fitted(text, used, column.room), column.align, mark)
        y += pitch * _height(cells)


def holds(items: Sequence[Item], table: ItemTable, style: Style) -> bool:
    """Tell whether one page holds the items, at the smallest size if need be."""
    return _fits(items, table, style, _SHRINKS[-1])


def paginated(items: Sequence[Item], table: ItemTable, style: Style, last_y: float) -> list[list[Item]]:
    """Divide items into pages: the last page ends where the table says, those before it reach further down.

    Args:
        items: in printed order.
        table: of the form.
        style: of the text.
        last_y: middle of the last line of the pages that others follow.
    """
    full = int((last_y - table.first_y) / PITCH_MM) + 1
    pages: list[list[Item]] = [[]]
    used = 0
    for item in items:
        lines = _height(_wrapped(item, table, style))
        if pages[-1] and used + lines > full:
            pages.append([])
            used = 0
        pages[-1].append(item)
        used += lines
    if not _fits(pages[-1], table, style, 1.0):
        # Totals need room: what does not fit above them makes a page of its own.
        pages.append([pages[-1].pop()])
    return pages


def _fits(items: Sequence[Item], table: ItemTable, style: Style, shrink: float) -> bool:
    used = replace(style, size_mm=style.size_mm * shrink)
    count = sum(_height(_wrapped(item, table, used)) for item in items)
    return table.first_y + (count - 1) * PITCH_MM * shrink <= table.last_y


def _wrapped(item: Item, table: ItemTable, style: Style) -> Mapping[str, list[str]]:
    return {one.cell: wrapped(item.printed(one.cell), style, one.room) for one in table.columns if one.wraps}


def _height(cells: Mapping[str, Sequence[str]]) -> int:
    return max(len(lines) for lines in cells.values())
