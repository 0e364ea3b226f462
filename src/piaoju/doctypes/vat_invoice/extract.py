"""Extraction: a located VAT invoice in, its fields out."""

from functools import partial
from statistics import fmean

from piaoju.doctypes.vat_invoice.extents import fitted
from piaoju.doctypes.vat_invoice.forms import LAYOUTS
from piaoju.doctypes.vat_invoice.header import read_header
from piaoju.doctypes.vat_invoice.items import read_items
from piaoju.doctypes.vat_invoice.labels import blurred
from piaoju.doctypes.vat_invoice.parties import read_parties
from piaoju.doctypes.vat_invoice.roll import read_roll
from piaoju.doctypes.vat_invoice.roll_form import is_roll
from piaoju.doctypes.vat_invoice.totals import read_remark, read_totals
from piaoju.doctypes.vat_invoice.unregistered import read_unregistered
from piaoju.doctypes.vat_invoice.variant import tell_variant
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.reading.beside import beside
from piaoju.reading.kie.sheet import lay_on

BLURRED = 0.75  # mean confidence of a document's lines, below which its labels may be there and unread


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a VAT invoice; those beside their labels only if its form cannot be registered."""
    if is_roll(document):
        return read_roll(document)
    forms = [layout.form for layout in LAYOUTS]
    sheet = lay_on(document, forms)
    if sheet is None and _is_blurred(document):
        sheet = lay_on(document, [blurred(form) for form in forms])
    if sheet is None:
        return Extraction(read_unregistered(document))
    layout = fitted(sheet, next(layout for layout in LAYOUTS if layout.form.name == sheet.form.name))
    header = beside(partial(read_header, sheet))
    body = {**read_parties(sheet), **read_totals(sheet, layout)}
    fields = {**header(), **body}
    remark = read_remark(sheet, layout, fields)
    if remark is not None:
        fields["remark"] = remark
    return Extraction(fields, read_items(sheet, layout, fields), tell_variant(sheet, fields), sheet.quad)


def _is_blurred(document: LocatedDocument) -> bool:
    certainties = [line.certainty for line in document.lines if line.chars]
    return bool(certainties) and fmean(certainties) < BLURRED
