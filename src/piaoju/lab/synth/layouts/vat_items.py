"""The item columns that all flat VAT forms share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.typeset import Style, fitted, wrapped
from piaoju.lab.synth.values.goods import Item

_PITCH_MM = 4.5


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the item cells of a form stand, in millimetres.

    Attributes:
        name: left edge and the edge at which names wrap.
        specification: likewise.
        unit: middle.
        quantity: right edge.
        unit_price: right edge.
        amount: right edge.
        tax_rate: middle.
        tax: right edge.
        first_y: middle of the first line.
        last_y: middle of the last line there is room for.
    """

    name: tuple[float, float]
    specification: tuple[float, float]
    unit: float
    quantity: float
    unit_price: float
    amount: float
    tax_rate: float
    tax: float
    first_y: float
    last_y: float

    def moved(self, dx: float, dy: float) -> "Columns":
        """Return the columns shifted, as a printer that is out of register prints them."""
        return Columns(
            (self.name[0] + dx, self.name[1] + dx),
            (self.specification[0] + dx, self.specification[1] + dx),
            self.unit + dx,
            self.quantity + dx,
            self.unit_price + dx,
            self.amount + dx,
            self.tax_rate + dx,
            self.tax + dx,
            self.first_y + dy,
            self.last_y + dy,
        )


def draw_items(sheet: Sheet, items: Sequence[Item], columns: Columns, style: Style) -> None:
    """Print item lines; where there are too many, all become smaller, as issuing systems do."""
    for shrink in (1.0, 0.9, 0.8, 0.72, 0.64):
        used = replace(style, size_mm=style.size_mm * shrink)
        rows = [_wrapped_cells(item, columns, used) for item in items]
        count = sum(max(len(name), len(specification)) for name, specification in rows)
        pitch = _PITCH_MM * shrink
        if columns.first_y + (count - 1) * pitch <= columns.last_y:
            break
    y = columns.first_y
    for row, (item, (name, specification)) in enumerate(zip(items, rows, strict=True)):
        mark = f"items[{row}]."
        sheet.paragraph(columns.name[0], y, name, pitch, used, name=mark + "name")
        sheet.paragraph(columns.specification[0], y, specification, pitch, used, name=mark + "specification")
        _cells(sheet, item, columns, y, used, mark)
        y += pitch * max(len(name), len(specification))


def _wrapped_cells(item: Item, columns: Columns, style: Style) -> tuple[list[str], list[str]]:
    name = wrapped(item.name, style, columns.name[1] - columns.name[0])
    specification = wrapped(item.specification, style, columns.specification[1] - columns.specification[0])
    return name, specification


def _cells(sheet: Sheet, item: Item, columns: Columns, y: float, style: Style, mark: str) -> None:
    sheet.text(columns.unit, y, item.unit, style, "center", mark + "unit")
    quantity = fitted(item.quantity, style, columns.quantity - columns.unit - 7.0)
    sheet.text(columns.quantity, y, item.quantity, quantity, "right", mark + "quantity")
    price = fitted(item.unit_price, style, columns.unit_price - columns.quantity - 1.2)
    sheet.text(columns.unit_price, y, item.unit_price, price, "right", mark + "unit_price")
    sheet.text(columns.amount, y, f"{item.amount:.2f}", style, "right", mark + "amount")
    sheet.text(columns.tax_rate, y, item.tax_rate, style, "center", mark + "tax_rate")
    sheet.text(columns.tax, y, item.printed_tax, style, "right", mark + "tax")
