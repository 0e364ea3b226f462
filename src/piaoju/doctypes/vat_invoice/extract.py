"""Extraction: a located VAT invoice in, its fields out."""

from functools import partial

from piaoju.doctypes.vat_invoice.extents import fitted
from piaoju.doctypes.vat_invoice.forms import LAYOUTS
from piaoju.doctypes.vat_invoice.header import read_header
from piaoju.doctypes.vat_invoice.items import read_items
from piaoju.doctypes.vat_invoice.parties import read_parties
from piaoju.doctypes.vat_invoice.roll import read_roll
from piaoju.doctypes.vat_invoice.roll_form import is_roll
from piaoju.doctypes.vat_invoice.totals import read_remark, read_totals
from piaoju.doctypes.vat_invoice.unregistered import read_unregistered
from piaoju.doctypes.vat_invoice.variant import tell_variant
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.reading.beside import beside
from piaoju.reading.kie.sheet import lay_on


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a VAT invoice; those beside their labels only if its form cannot be registered."""
    if is_roll(document):
        return read_roll(document)
    sheet = lay_on(document, [layout.form for layout in LAYOUTS])
    if sheet is None:
        return Extraction(read_unregistered(document))
    layout = fitted(sheet, next(layout for layout in LAYOUTS if layout.form is sheet.form))
    header = beside(partial(read_header, sheet))
    body = {**read_parties(sheet), **read_totals(sheet, layout)}
    fields = {**header(), **body}
    remark = read_remark(sheet, layout, fields)
    if remark is not None:
        fields["remark"] = remark
    return Extraction(fields, read_items(sheet, layout, fields), tell_variant(sheet, fields), sheet.quad)
