"""Every type's extractor on synthesised documents whose lines are all read without fault."""

import pytest

from piaoju.lab.synth import VARIANTS
from tests.unit.doctypes.drawn import TYPES, drawn

ALL = [(type_id, variant) for type_id in TYPES for variant in VARIANTS[type_id]]
SEEDS = (1, 2, 3)
MOST_WRONG = 1
"""Of a document's fields: where print of paper forms is shifted onto other print, place alone cannot tell all."""
ALIKE = {("train_ticket", "magnetic"), ("train_ticket", "paper"), ("taxi_receipt", "paper"), ("quota_invoice", "paper")}
"""Variants that print cannot tell: the blue and the red ticket have the same words, other types have no variants."""

pytestmark = [
    pytest.mark.parametrize("seed", SEEDS),
    pytest.mark.parametrize(("type_id", "variant"), ALL),
]


def test_cues_tell_the_type(type_id: str, variant: str, seed: int) -> None:
    assert drawn(type_id, variant, seed).located == (type_id,)


def test_fields_are_as_drawn(type_id: str, variant: str, seed: int) -> None:
    wrong = [(one.field, one.expected, one.read) for one in drawn(type_id, variant, seed).wrong()]
    assert len(wrong) <= MOST_WRONG, wrong


def test_key_fields_are_as_drawn(type_id: str, variant: str, seed: int) -> None:
    keys = {spec.name for spec in TYPES[type_id].schema if spec.is_key}
    wrong = drawn(type_id, variant, seed).wrong()
    assert [(one.field, one.expected, one.read) for one in wrong if one.field in keys] == []


def test_variant_is_told_where_print_tells_it(type_id: str, variant: str, seed: int) -> None:
    told = None if (type_id, variant) in ALIKE else variant
    assert drawn(type_id, variant, seed).extraction.variant == told


def test_rows_are_as_many_as_drawn(type_id: str, variant: str, seed: int) -> None:
    document = drawn(type_id, variant, seed)
    assert len(document.extraction.items) == len(document.label.items or ())


def test_only_fields_of_the_schema_are_read_and_have_a_place(type_id: str, variant: str, seed: int) -> None:
    fields = drawn(type_id, variant, seed).extraction.fields
    assert set(fields) <= {spec.name for spec in TYPES[type_id].schema}
    for name, reading in fields.items():
        has_place = (reading.page, reading.quad is not None) == (1, True)
        has_none = (reading.page, reading.quad) == (None, None)
        assert has_none if reading.source == "derived" else has_place, name
