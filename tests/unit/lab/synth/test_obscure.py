"""Seals lie over as many values as a level says, and the label names them."""

from collections.abc import Iterator

import numpy as np
import pytest

from piaoju.lab.synth import VARIANTS
from piaoju.lab.synth.compose import layout
from piaoju.lab.synth.draw import Seal, Sheet, Stroke
from piaoju.lab.synth.obscure import obscured, with_pen_marks, with_seals
from piaoju.lab.synth.typeset import Style

DOCUMENTS = 8
SEALED_BY_DESIGN = {"taxi_receipt", "quota_invoice"}
"""Forms whose own seals cover more than the least share of their few values."""


def sheets(document_type: str) -> Iterator[Sheet]:
    variants = VARIANTS[document_type]
    for seed in range(DOCUMENTS):
        yield layout(document_type, variants[seed % len(variants)], seed).sheet


def values(sheet: Sheet) -> int:
    return len(set(sheet.marks) - {"title"})


@pytest.mark.parametrize("share", [0.10, 0.15, 0.25])
@pytest.mark.parametrize("document_type", sorted(set(VARIANTS) - SEALED_BY_DESIGN))
def test_the_share_holds_over_many_documents(document_type: str, share: float) -> None:
    stamped = [
        with_seals(sheet, share, np.random.default_rng(seed)) for seed, sheet in enumerate(sheets(document_type))
    ]
    found = sum(len(obscured(sheet)) for sheet in stamped) / sum(map(values, stamped))
    assert found == pytest.approx(share, abs=0.035)


@pytest.mark.parametrize("document_type", sorted(SEALED_BY_DESIGN & set(VARIANTS)))
def test_the_share_is_reached_on_forms_with_many_seals(document_type: str) -> None:
    stamped = [with_seals(sheet, 0.25, np.random.default_rng(1)) for sheet in sheets(document_type)]
    assert sum(len(obscured(sheet)) for sheet in stamped) / sum(map(values, stamped)) > 0.22


def test_a_value_counts_if_ink_lies_on_it_and_not_within_an_empty_ring() -> None:
    sheet = Sheet(100.0, 80.0)
    rect = sheet.text(50, 40, "12", Style(4.0), "center", name="inside")
    sheet.text(50, 21, "12345", Style(4.0), "center", name="on_the_ring")
    sheet.add(Seal((50, 40), 38, 38, "", ()))
    assert rect[2] - rect[0] > 3
    assert obscured(sheet) == ["on_the_ring"]
    sheet.add(Seal((50, 40), 30, 30, "", (("发票专用章", 0.0, 5.0, 1.0),)))
    assert obscured(sheet) == ["inside", "on_the_ring"]


def test_no_share_no_stamp_and_the_sheet_given_stays_as_it_was() -> None:
    sheet = next(sheets("train_ticket"))
    before = len(sheet.operations)
    assert len(with_seals(sheet, 0.0, np.random.default_rng(1)).operations) <= before + 1
    with_seals(sheet, 0.5, np.random.default_rng(1))
    assert len(sheet.operations) == before


def test_a_sheet_without_values_gets_no_stamp() -> None:
    assert with_seals(Sheet(50.0, 50.0), 0.25, np.random.default_rng(1)).operations == []


def test_pens_leave_one_stroke() -> None:
    for seed in range(8):
        marked = with_pen_marks(Sheet(210.0, 140.0), np.random.default_rng(seed))
        (stroke,) = marked.operations
        assert isinstance(stroke, Stroke)
        assert len(stroke.points) >= 5
