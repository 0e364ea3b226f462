"""How the table of a vehicle form is printed: its rules and labels and, apart from them, its values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.layouts.vehicle_grid import Cell, Grid, Page
from piaoju.lab.synth.typeset import Colour, Rect, Style, fitted, width, wrapped
from piaoju.lab.synth.values.vehicle_sale import Printed

_PAD_MM = 1.1
_OVERHANG_MM = 1.4
"""Values run this far over the rule at the end of their cell before they are set smaller."""
_RATHER_THAN_WRAPPED = 0.88
"""Values that fit their cell at this share of their size are not wrapped for the sake of a character or two."""
_NARROW_MM = 20.0
"""In cells narrower than this, values of several words have a line for each."""
_LEADING = 1.14
_RULE_STRENGTH = 0.85
"""Of solid rules beside labels, whose thin strokes look lighter than their ink."""
_SPREAD_LABELS = 6
"""Labels up to this length are spread over their cell."""
_AMOUNTS = ("tax", "price_excluding_tax", "total_including_tax")


@dataclass(frozen=True, slots=True)
class Form:
    """A table on a page, and how its labels and rules are printed."""

    grid: Grid
    page: Page
    label: Style
    rule_mm: float


@dataclass(frozen=True, slots=True)
class ValueStyle:
    """How values are printed.

    Attributes:
        text: of names, addresses and words.
        number: of values without Chinese characters.
        yen: sign before amounts.
        date: pattern of the date.
        cross: a circled cross stands before the words.
        dx: shift against the form, in millimetres.
        dy: likewise.
    """

    text: Style
    number: Style
    yen: str
    date: str
    cross: bool
    dx: float = 0.0
    dy: float = 0.0


def draw_form(sheet: Sheet, form: Form) -> None:
    """Print the empty table."""
    grid, page, rule_mm = form.grid, form.page, form.rule_mm
    left, top, right, bottom = grid.frame
    colour = _as_strong(form.label)
    sheet.frame((page.x(left), page.y(top), page.x(right), page.y(bottom)), colour, rule_mm)
    for row in grid.rows:
        if row is not grid.rows[-1]:
            sheet.rule(page.x(left), page.y(row.bottom), page.x(right), page.y(row.bottom), colour, rule_mm)
        for cell in row.cells:
            y0, y1 = (page.y(top + share * (row.bottom - top)) for share in (cell.top, cell.bottom))
            hidden = {left, cell.left} if cell.open_left else {left}
            for edge in sorted({cell.left, cell.middle} - hidden):
                sheet.rule(page.x(edge), y0, page.x(edge), y1, colour, rule_mm)
            if cell.bottom < 1.0:
                sheet.rule(page.x(cell.left), y1, page.x(cell.right), y1, colour, rule_mm)
            _label(sheet, cell, (page.x(cell.left), y0, page.x(cell.middle), y1), form.label)
            if cell.inner:
                sheet.text(page.x(cell.middle) + _PAD_MM, (y0 + y1) / 2, cell.inner, form.label)
        top = row.bottom


def _as_strong(label: Style) -> Colour:
    """Return the colour that rules need to look as strong as the labels."""
    red, green, blue = (round(255 - (255 - channel) * label.strength * _RULE_STRENGTH) for channel in label.colour)
    return red, green, blue


def _label(sheet: Sheet, cell: Cell, rect: Rect, style: Style) -> None:
    x0, y0, x1, y1 = rect
    if not cell.label:
        return
    if cell.upright:
        slack = 0.08 * (y1 - y0)
        sheet.column((x0 + x1) / 2, y0 + slack, y1 - slack, cell.label, style)
        return
    lines = cell.label.split("\n")
    room = x1 - x0 - 2 * _PAD_MM
    # Labels of several lines belong together, except where each names a value of its own.
    pitch = (y1 - y0) / len(lines)
    if len(lines) != len(cell.fields):
        pitch = min(pitch, style.size_mm * 1.25)
    size = min(style.size_mm, pitch * 0.95)
    longest = max(lines, key=lambda line: width(line, style))
    used = fitted(longest, replace(style, size_mm=size), room, smallest=0.7)
    first = (y0 + y1) / 2 - pitch * (len(lines) - 1) / 2
    for row, line in enumerate(lines):
        y = first + row * pitch
        if 1 < len(line) <= _SPREAD_LABELS and len(lines) in {1, len(cell.fields)} and room > width(line, used) * 1.05:
            slack = max(0.0, room - width(line, used) * 1.45) / 2
            sheet.spread(x0 + _PAD_MM + slack, x1 - _PAD_MM - slack, y, line, used)
        else:
            sheet.text((x0 + x1) / 2, y, line, used, "center")


def draw_values(sheet: Sheet, form: Form, values: Mapping[str, Printed], style: ValueStyle) -> None:
    """Print the values into the table."""
    page, top = form.page, form.grid.top
    for row in form.grid.rows:
        for cell in row.cells:
            y0, y1 = (page.y(top + share * (row.bottom - top)) + style.dy for share in (cell.top, cell.bottom))
            names = tuple(name for name in cell.fields if values[name]) if cell.shared else cell.fields
            x0 = page.x(cell.middle + cell.inset) + style.dx + _PAD_MM
            x0 += width(cell.inner, form.label) + 0.8 if cell.inner else 0.0
            pitch = (y1 - y0) / max(1, len(names))
            for place, name in enumerate(names):
                rect = (x0, y0 + place * pitch, page.x(cell.right) + style.dx, y0 + (place + 1) * pitch)
                _value(sheet, name, values[name], rect, style)
        top = row.bottom


def _value(sheet: Sheet, name: str, value: Printed, rect: Rect, style: ValueStyle) -> None:
    x0, y0, x1, y1 = rect
    if not value:
        return
    if isinstance(value, tuple):
        _printed_lines(sheet, name, value, rect, style.number)
        return
    text = f"{style.yen}{value}" if name in _AMOUNTS and value != "***" else value
    middle = (y0 + y1) / 2
    if name == "total_in_words" and style.cross:
        sheet.text(x0, middle, "⊗", replace(style.text, face="sans", dots=False))
        x0 += style.text.size_mm * 1.6
    used = style.number if text.isascii() or text.startswith(style.yen) else style.text
    used = replace(used, size_mm=min(used.size_mm, (y1 - y0) * 0.92))
    lines, used = _set_in(text, used, x1 - x0 - _PAD_MM, y1 - y0)
    pitch = used.size_mm * _LEADING
    sheet.paragraph(x0, middle - pitch * (len(lines) - 1) / 2, lines, pitch, used, name=name)


def _printed_lines(sheet: Sheet, name: str, lines: tuple[str, ...], rect: Rect, style: Style) -> None:
    x0, y0, x1, y1 = rect
    pitch = min((y1 - y0) / (len(lines) + 0.4), style.size_mm * 1.35)
    base = replace(style, size_mm=min(style.size_mm, pitch * 0.95))
    longest = max(lines, key=lambda line: width(line, base))
    used = fitted(longest, base, x1 - x0 - _PAD_MM, smallest=0.7)
    sheet.paragraph(x0 + 0.6, (y0 + y1) / 2 - pitch * (len(lines) - 1) / 2, lines, pitch, used, name=name)


def _set_in(text: str, style: Style, room_mm: float, height_mm: float) -> tuple[list[str], Style]:
    """Return the lines and the style of a value: on one line, wrapped if the cell is high enough, else smaller.

    Codes are never wrapped.
    """
    for shrink in (1.0, _RATHER_THAN_WRAPPED):
        smaller = replace(style, size_mm=style.size_mm * shrink)
        if width(text, smaller) <= room_mm + _OVERHANG_MM:
            return [text], smaller
    for shrink in () if text.isascii() else (1.0, 0.9, 0.8, 0.72):
        smaller = replace(style, size_mm=style.size_mm * shrink)
        # What is written in parts is broken between them.
        parts = text.split(" ") if room_mm < _NARROW_MM else [text]
        lines = [line for part in parts for line in wrapped(part, smaller, room_mm)]
        if ((len(lines) - 1) * _LEADING + 1) * smaller.size_mm <= height_mm:
            return lines, smaller
    return [text], fitted(text, style, room_mm + _OVERHANG_MM, smallest=0.66)
