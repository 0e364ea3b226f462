"""Extraction: a located used vehicle invoice in, its fields out."""

from piaoju.doctypes.used_vehicle_invoice.fields import read_fields
from piaoju.doctypes.used_vehicle_invoice.forms import FORM
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.reading.kie.unified_invoice import read_unified


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a used vehicle invoice; only those beside their labels if its form cannot be registered."""
    return read_unified(document, FORM, read_fields)
