"""Extraction: a located used vehicle invoice in, its fields out."""

from piaoju.doctypes.used_vehicle_invoice.fields import read_fields
from piaoju.doctypes.used_vehicle_invoice.forms import ABOVE_TABLE_MM, CELLS, CONTROL_CODE, FORMS, PAPER
from piaoju.doctypes.used_vehicle_invoice.unregistered import read_unregistered
from piaoju.doctypes.used_vehicle_invoice.variant import tell_variant
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.reading.kie.blocks import read_block
from piaoju.reading.kie.cells import fill
from piaoju.reading.kie.sheet import lay_on


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a used vehicle invoice; only those beside their labels if its form cannot be registered."""
    sheet = lay_on(document, FORMS)
    if sheet is None:
        fields = read_unregistered(document)
        return Extraction(fields, variant=tell_variant(document, fields))
    # The numbers of the stock are printed in red on some copies; in the table nothing red is a value.
    values = [run for run in sheet.values if run.y < ABOVE_TABLE_MM or not run.is_red]
    fields = read_fields(fill(CELLS[sheet.form.name], sheet.labels, values), document.page, sheet)
    control_code = read_block(sheet, CONTROL_CODE) if sheet.form is PAPER else None
    if control_code is not None:
        fields["tax_control_code"] = control_code
    return Extraction(fields, variant=tell_variant(document, fields), quad=sheet.quad)
