"""Extraction: a located motor vehicle invoice in, its fields out."""

from piaoju.doctypes.motor_vehicle_invoice.fields import read_fields
from piaoju.doctypes.motor_vehicle_invoice.forms import FORM
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.reading.kie.unified_invoice import read_unified


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a motor vehicle invoice; only those beside their labels if its form cannot be registered."""
    return read_unified(document, FORM, read_fields)
