"""Which field a repaired number is of: some forms print a person's number where others print the taxpayer's.

Extraction tells the two by their shape, which a misread number may have lost; its repair gives it back.
"""

from collections.abc import Container

from piaoju.model.field import Fields
from piaoju.numbers import resident_id

TAX_ID, OWN_NUMBER = "_tax_id", "_id_number"
"""Ends of the names of both fields of one party."""


def placed(before: Fields, after: Fields, known: Container[str]) -> Fields:
    """Return repaired fields, identity numbers under the name of such if the type has one and nothing else is there.

    Args:
        before: as extracted.
        after: repaired; the same names.
        known: names of the type's fields.
    """
    return {_place(name, before, after, known): field for name, field in after.items()}


def _place(name: str, before: Fields, after: Fields, known: Container[str]) -> str:
    own = name.removesuffix(TAX_ID) + OWN_NUMBER
    value = after[name].value
    is_free = name.endswith(TAX_ID) and own in known and own not in after
    if not is_free or not isinstance(value, str) or value == before[name].value:
        return name
    return own if resident_id.is_valid(value) else name
