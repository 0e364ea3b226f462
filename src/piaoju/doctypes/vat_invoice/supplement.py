"""Second looks at totals that were not found: a reading counts only if the other totals or the words support it.

Stamps, dates and neighbours look like amounts too, so what stands in the cell is not enough.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial

from piaoju.doctypes.vat_invoice.amounts import find_value
from piaoju.doctypes.vat_invoice.forms import Layout
from piaoju.doctypes.vat_invoice.schema import VALUE_TYPES
from piaoju.model.field import FieldReading
from piaoju.numbers import amount_in_words, money
from piaoju.reading.kie.columns import named
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.runs import Run, trimmed
from piaoju.reading.kie.sheet import Rect, Sheet

HALF_LINE_MM = 2.8
FIGURES_MM = 34.0
LABEL_MM = 11.0
MONEY_ALPHABET = "¥￥-*0123456789.,"


def supplemented(sheet: Sheet, layout: Layout, found: dict[str, FieldReading]) -> dict[str, FieldReading]:
    """Return the totals with those added or put right that a supported second look reads.

    Args:
        sheet: to look at.
        layout: where the cells are.
        found: total_excluding_tax, total_tax, total_including_tax and total_in_words, as far as read.
    """
    red = red_boxes(sheet)
    for name, rect in _cells(sheet, layout).items():
        first = found.get(name)
        if (first is not None and not _is_contradicted(name, found)) or not _is_supportable(name, found):
            continue
        looks = (
            find_value(sheet, [rect], MONEY_ALPHABET, partial(_is_supported, name, found), without_seals=through_seals)
            for through_seals in ((False, True) if is_near(rect, red) else (False,))
        )
        run = next((run for run in looks if run is not None), None)
        within = trimmed(run, MONEY_ALPHABET) if run is not None else None
        if within is not None and first is not None:
            within = replace(within, first_text=first.text)
        reading = read_cell([within], VALUE_TYPES[name], sheet.page) if within is not None else None
        if reading is not None:
            found = {**found, name: reading}
    return found


def _is_contradicted(name: str, found: dict[str, FieldReading]) -> bool:
    """Tell whether a total is not what the others make it, and is the one of them to be doubted."""
    net, tax, total = (_amount(found, one) for one in ("total_excluding_tax", "total_tax", "total_including_tax"))
    words = _words(found)
    if name == "total_including_tax":
        return words is not None and total != words
    return net is not None and tax is not None and total is not None and total == words and net + tax != total


def _is_supportable(name: str, found: dict[str, FieldReading]) -> bool:
    """Tell whether enough else was read to support a new reading; without, a look would be in vain."""
    others = {"total_excluding_tax", "total_tax", "total_including_tax"} - {name}
    has_words = name == "total_including_tax" and _words(found) is not None
    return has_words or all(_amount(found, one) is not None or (one == "total_tax" and one in found) for one in others)


def _cells(sheet: Sheet, layout: Layout) -> dict[str, Rect]:
    cells: dict[str, Rect] = {}
    label = sheet.label("total_figures")
    places = (x for spec in sheet.form.labels if spec.name == "total_figures" for x, _ in spec.places)
    printed = next(places, None)
    if label is not None:
        left, right, y = label.right - 0.5, label.right + FIGURES_MM, label.y
        cells["total_including_tax"] = (left, y - HALF_LINE_MM, right, y + HALF_LINE_MM)
    elif printed is not None:  # under a seal
        y = (layout.totals[1] + layout.totals[3]) / 2
        right = printed + LABEL_MM + FIGURES_MM
        cells["total_including_tax"] = (printed, y - HALF_LINE_MM, right, y + HALF_LINE_MM)
    label = sheet.label("sum", layout.sum_label)
    if label is not None:
        for name, column_name in (("total_excluding_tax", "amount"), ("total_tax", "tax")):
            column = named(layout.columns, column_name)
            top, bottom = label.y - HALF_LINE_MM, label.y + HALF_LINE_MM
            cells[name] = (column.left + 1.0, top, column.right + 1.0, bottom)
    return cells


def _is_supported(name: str, found: dict[str, FieldReading], run: Run) -> bool:
    text = run.text.lstrip("¥￥")
    net, total = _amount(found, "total_excluding_tax"), _amount(found, "total_including_tax")
    if name == "total_tax" and text == "***":
        return net is not None and net == total
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return False
    tax = _amount(found, "total_tax")
    sums: dict[str, Callable[[], bool]] = {
        "total_including_tax": lambda: (
            value == _words(found) or (net is not None and tax is not None and value == net + tax)
        ),
        "total_excluding_tax": lambda: tax is not None and total is not None and value + tax == total,
        "total_tax": lambda: net is not None and total is not None and value + net == total,
    }
    return sums[name]()


def _amount(found: dict[str, FieldReading], name: str) -> Decimal | None:
    return money.parse(str(found[name].value)) if name in found else None


def _words(found: dict[str, FieldReading]) -> Decimal | None:
    reading = found.get("total_in_words")
    return amount_in_words.parse(str(reading.value)) if reading is not None else None
