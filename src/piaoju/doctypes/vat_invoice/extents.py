"""How far down a form reaches: 数电票 grow with their items, carry second tables, and run over several pages.

What stands below the items is found by its labels; where they were not read, or stand where the form has them, its own
measures hold.
"""

from dataclasses import replace

from piaoju.doctypes.vat_invoice.forms import Layout
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.sheet import Rect, Sheet

MOVED_MM = 3.0  # less is a producer's own measure, for which the form leaves room
ABOVE_SUM_MM = 2.2
SUM_HALF_MM = 2.6
BELOW_SUM_MM = 3.4
OVERLAP_MM = 2.7  # print of the sums may reach that far into the row of the totals
TOTALS_Y = 100.3
ISSUER_Y = 131.4
HEADER_END_Y = 57.5


def fitted(sheet: Sheet, layout: Layout) -> Layout:
    """Return the layout with its lower part where this sheet has it."""
    floating = {spec.name for spec in layout.form.labels if spec.is_floating}
    if not floating:
        return _bounded(layout, sheet.label("sum", layout.sum_label))
    below = [label for label in sheet.labels if label.name in floating and label.y > HEADER_END_Y]
    totals = _lowest(below, "total_words") or _lowest(below, "total_figures")
    total = _lowest(below, "sum")
    subtotal = _lowest(below, "subtotal")
    if totals is None and total is None and subtotal is not None:
        return _without_totals(layout, subtotal, _lowest(below, "issuer"))
    down = totals.y - TOTALS_Y if totals is not None else 0.0
    if abs(down) > MOVED_MM:
        layout = _moved(layout, down)
    return _bounded(layout, total)


def _lowest(labels: list[Label], name: str) -> Label | None:
    return max((label for label in labels if label.name == name), key=lambda label: label.y, default=None)


def _bounded(layout: Layout, total: Label | None) -> Layout:
    """Return the layout with items above the printed 合计 and the sums on its line: values there are the totals."""
    if total is None:
        return layout
    left, top, right, _ = layout.items
    sums_left, _, sums_right, _ = layout.sums
    bottom = min(total.y + BELOW_SUM_MM, layout.totals[1] + OVERLAP_MM)
    return replace(
        layout,
        items=(left, top, right, total.y - ABOVE_SUM_MM),
        sums=(sums_left, total.y - SUM_HALF_MM, sums_right, bottom),
    )


def _moved(layout: Layout, down: float) -> Layout:
    """Return the layout with all that stands below the items moved."""

    def lowered(rect: Rect) -> Rect:
        return rect[0], rect[1] + down, rect[2], rect[3] + down

    left, top, right, bottom = layout.items
    label_left, label_top, label_right, label_bottom = layout.sum_label
    return replace(
        layout,
        items=(left, top, right, bottom + down),
        sum_label=(label_left, label_top, label_right, label_bottom + down),
        sums=lowered(layout.sums),
        totals=lowered(layout.totals),
        remark=lowered(layout.remark),
        signers=(layout.signers[0] + down, layout.signers[1] + down),
    )


def _without_totals(layout: Layout, subtotal: Label, issuer: Label | None) -> Layout:
    """Return the layout of a page that others follow: items down to the subtotal, then nothing but the foot."""
    nothing = (0.0, 0.0, 0.0, 0.0)
    left, top, right, _ = layout.items
    down = issuer.y - ISSUER_Y if issuer is not None else 0.0
    return replace(
        layout,
        items=(left, top, right, subtotal.y - ABOVE_SUM_MM),
        sum_label=nothing,
        sums=nothing,
        totals=nothing,
        remark=nothing,
        signers=(layout.signers[0] + down, layout.signers[1] + down),
    )
