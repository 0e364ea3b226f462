"""The sheet of a classic VAT invoice, laid out without its rows, and looks at it that read what a test says."""

from collections.abc import Sequence
from dataclasses import replace

from piaoju.doctypes.vat_invoice.forms import CLASSIC_LAYOUT
from piaoju.lab.synth import synthesise
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.sheet import Sheet, lay_on
from tests.text_lines import drawn_lines, line_in, located


def classic_sheet() -> Sheet:
    """Return the sheet of a special invoice on paper, as drawn."""
    sheet = lay_on(located(drawn_lines(synthesise("vat_invoice", "vat_special_paper", 2))), [CLASSIC_LAYOUT.form])
    assert sheet is not None
    return sheet


def seeing(sheet: Sheet, text: str) -> Sheet:
    """Return the sheet with looks that read one text everywhere."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, text) for quad in quads]

    return replace(sheet, document=replace(sheet.document, look=look))
