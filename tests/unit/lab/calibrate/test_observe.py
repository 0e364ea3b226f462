"""What is observed of a file whose truth is known."""

from dataclasses import replace
from pathlib import Path

import pytest

from piaoju.lab.calibrate.observe import observe
from piaoju.lab.evaluate.dataset import load
from piaoju.lab.evaluate.key_fields import KEY_FIELDS
from piaoju.reading.confidence.signs import State

(SAMPLE, *_) = load(Path(__file__).parents[3] / "golden" / "quota_invoice")


@pytest.mark.models
def test_every_labelled_value_is_observed() -> None:
    (document,) = observe(SAMPLE).documents
    (label,) = SAMPLE.documents
    assert (document.file, document.type, document.is_right) == (SAMPLE.id, "quota_invoice", True)
    assert {value.name for value in document.values} == KEY_FIELDS["quota_invoice"] <= set(label.fields)
    assert all(value.is_right and value.is_key and 0 < value.signs.score <= 1 for value in document.values)
    states = {value.name: value.signs.state for value in document.values}
    assert states["amount_in_words"] == State.CONFIRMED


@pytest.mark.models
def test_a_wrong_value_is_seen_to_be_wrong() -> None:
    (label,) = SAMPLE.documents
    other = replace(label, fields={**label.fields, "invoice_number": "00000001"})
    (document,) = observe(replace(SAMPLE, documents=(other,))).documents
    assert not document.is_right
    assert [value.name for value in document.values if not value.is_right] == ["invoice_number"]
