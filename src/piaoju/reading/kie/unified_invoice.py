"""Unified invoices of vehicles: a ruled form on preprinted stock, and the fully digital invoice with the same table.

Both kinds of vehicle invoice are read alike; only their cells, and what the values are, differ.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading, Fields
from piaoju.reading.kie.blocks import read_block
from piaoju.reading.kie.cells import INSET_MM, Cell, Filling, fill
from piaoju.reading.kie.labelled import fill_by_labels
from piaoju.reading.kie.labels import chains, find_labels, without_labels
from piaoju.reading.kie.margin import without_upright_text
from piaoju.reading.kie.registration import Form, LabelSpec
from piaoju.reading.kie.runs import Run, split_at_gaps, to_runs
from piaoju.reading.kie.scraps import is_reddish, without_code, without_repeats
from piaoju.reading.kie.sheet import PIECE_GAP, Rect, Sheet, lay_on

NOTICE = re.compile(r"数电票号码|发票查验平台")
"""What the new platform prints on stock in the place of the tax control code."""
STAMPED = "发票专用章"
SHORTEST_PIECE = 3
"""Characters of a stamp that tell it by themselves; fewer are also words of a remark."""
DIGITAL_TITLE = re.compile(r"^电子发票([（(]|$)", re.MULTILINE)
DIGITAL = "digital"
"""The variant that has no control code."""
STOCK_DIGITS = 8
"""Length of the number on stock, which no fully digital invoice has."""

ReadFields = Callable[[Filling, int, Sheet | None], dict[str, FieldReading]]
"""Cells, the page, 1-based, and the sheet for second looks, None if no form was registered -> fields."""


@dataclass(frozen=True, slots=True)
class UnifiedForm:
    """The printed forms of one type.

    Attributes:
        paper: the form on stock.
        digital: the fully digital one.
        cells: name of a form -> its cells.
        labelled: the cells that labels alone tell.
        control_code: where the paper has the tax control code, or the notice of the new platform.
        above_table_mm: down to there red print may be a value: the numbers of the stock are red on some copies.
    """

    paper: Form
    digital: Form
    cells: Mapping[str, Sequence[Cell]]
    labelled: Sequence[Cell]
    control_code: Rect
    above_table_mm: float


def read_unified(document: LocatedDocument, form: UnifiedForm, read_fields: ReadFields) -> Extraction:
    """Read the fields of a document; only those beside their labels if its form cannot be registered."""
    sheet = lay_on(document, (form.paper, form.digital))
    if sheet is None:
        fields = read_unregistered(document, form, read_fields)
        return Extraction(fields, variant=tell_variant(document, fields))
    values = [run for run in sheet.values if run.y < form.above_table_mm or not run.is_red]
    fields = read_fields(fill(form.cells[sheet.form.name], sheet.labels, values), document.page, sheet)
    is_paper = sheet.form is form.paper and tell_variant(document, fields) != DIGITAL
    control_code = read_block(sheet, form.control_code) if is_paper else None
    if control_code is not None:
        fields["tax_control_code"] = control_code
    return Extraction(fields, variant=tell_variant(document, fields), quad=sheet.quad)


def read_unregistered(document: LocatedDocument, form: UnifiedForm, read_fields: ReadFields) -> dict[str, FieldReading]:
    """Read what the labels alone can tell: too few of them agree on where the form lies."""
    runs = without_upright_text(to_runs(document.lines, document.to_upright))
    labels = find_labels(chains(runs), {spec.name: spec.pattern for spec in form.paper.labels})
    values = [piece for run in without_labels(runs, labels) for piece in split_at_gaps(run, PIECE_GAP)]
    return read_fields(fill_by_labels(form.labelled, labels, values), document.page, None)


def tell_variant(document: LocatedDocument, fields: Fields) -> str | None:
    """Return the variant id, or None where neither number nor title was read.

    The length of the number tells a fully digital one and what is on stock, else the title, then the notice of the
    new platform.
    """
    text = "\n".join("".join(line.text.split()) for line in document.lines)
    number = str(fields["invoice_number"].value) if "invoice_number" in fields else ""
    if len(number) == 20 or (len(number) != STOCK_DIGITS and DIGITAL_TITLE.search(text)):
        return DIGITAL
    if "invoice_code" not in fields and not number:
        return None
    notice = "".join(fields["tax_control_code"].value) if "tax_control_code" in fields else text
    return "digital_paper" if NOTICE.search(notice) else "paper"


def without_stamp(runs: Sequence[Run], stamping: Sequence[Run]) -> list[Run]:
    """Return the runs of a cell without those of the seller's stamp, which repeats what is printed of the seller.

    Args:
        runs: of a cell that the stamp may lie on.
        stamping: what it repeats.
    """
    return [
        run
        for run in without_repeats(without_code(runs, stamping), stamping)
        if run.compact not in STAMPED or (len(run.compact) < SHORTEST_PIECE and not is_reddish(run))
    ]


def value_specs(cells: Sequence[Cell], patterns: Mapping[str, Sequence[str]]) -> tuple[LabelSpec, ...]:
    """Return the values of cells as anchors for registration.

    Args:
        cells: in which they begin.
        patterns: regular expression -> names of the cells whose values match it.
    """
    starts = {cell.name: (cell.middle + INSET_MM, cell.y) for cell in cells}
    return tuple(
        LabelSpec(f"value {pattern}", pattern, "left", tuple(starts[name] for name in names if name in starts))
        for pattern, names in patterns.items()
    )
