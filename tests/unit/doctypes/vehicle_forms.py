"""Drawn vehicle invoices, and what was extracted of them, for the tests of both types."""

from functools import cache

from piaoju.lab.synth import SyntheticDocument, synthesise
from piaoju.model.document import Extraction

VARIANTS = ("paper", "digital_paper", "digital")


@cache
def vehicle(type_id: str, variant: str) -> SyntheticDocument:
    """Return a clean invoice, the same one to every test."""
    return synthesise(type_id, variant, 4)


def values(extraction: Extraction) -> dict[str, object]:
    """Return the values without their places."""
    return {name: reading.value for name, reading in extraction.fields.items()}
