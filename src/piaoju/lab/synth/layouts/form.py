"""What every layout returns."""

from collections.abc import Mapping
from dataclasses import dataclass

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.values.vat import FieldValue


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A filled form.

    Attributes:
        sheet: what is printed, and where the fields are.
        fields: canonical name -> normalised value; "" or [] where a cell is empty.
        text_mm: em of the common value text, from which levels choose a resolution.
        following: the further pages of a document of several; their marks count for their page.
    """

    sheet: Sheet
    fields: Mapping[str, FieldValue]
    text_mm: float
    following: tuple[Sheet, ...] = ()
