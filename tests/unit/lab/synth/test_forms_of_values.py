"""Whole values, as the synthesiser prints them, look whole to the reader's confidence."""

from collections.abc import Iterator

import pytest

from piaoju.lab.synth import VARIANTS
from piaoju.lab.synth.compose import layout
from piaoju.reading.confidence.forms import Form, form_of

SEEDS = range(40)


def values(document_type: str, variant: str) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for seed in SEEDS:
        for name, value in layout(document_type, variant, seed).fields.items():
            rows = [row for row in value if isinstance(row, dict)]
            yield from ((f"items.{cell}", text) for row in rows for cell, text in row.items() if text)
            if value and not rows:
                yield name, value if isinstance(value, str) else tuple(str(line) for line in value)


@pytest.mark.parametrize("document_type", VARIANTS)
def test_no_printed_value_looks_broken(document_type: str) -> None:
    broken = {
        (name, text)
        for variant in VARIANTS[document_type]
        for name, text in values(document_type, variant)
        if form_of(name, text) is Form.BROKEN
    }
    assert broken == set()
