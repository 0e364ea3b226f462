"""`doctypes.vat_invoice.stamped_cells`: cells of items that a seal lies on, read through it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from piaoju.doctypes.vat_invoice.forms import CLASSIC_LAYOUT
from piaoju.doctypes.vat_invoice.stamped_cells import seen_through
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.columns import named
from piaoju.reading.kie.runs import Run, to_runs
from piaoju.reading.kie.sheet import Sheet
from tests.text_lines import line, line_in
from tests.unit.doctypes.classic_paper import classic_sheet

COLUMNS = CLASSIC_LAYOUT.columns
HALF = (0.5, 1.0)


@pytest.fixture(scope="module")
def paper() -> Sheet:
    return classic_sheet()


def at(column: str, text: str, seal: tuple[float, float] | None = None) -> Run:
    place = named(COLUMNS, column)
    (made,) = to_runs([replace(line(text, place.left + 1.0, 62.0, 3.6), seal=seal)], np.eye(3))
    return made


def looked(paper: Sheet, cell: str, first: Run, again: str) -> tuple[list[Run], list[bool]]:
    """Return a cell after a look at its row that reads one text everywhere, and the lights that were looked in."""
    lights: list[bool] = []

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        lights.extend(without_seals for _ in quads)
        return [line_in(quad, again) for quad in quads]

    sheet = replace(paper, document=replace(paper.document, look=look))
    (row,) = seen_through(sheet, [{cell: [first]}], COLUMNS)
    return list(row[cell]), lights


@pytest.mark.parametrize(("cell", "text"), [("specification", "一般工商业"), ("unit_price", "80.601769912")])
def test_what_is_read_alike_through_a_seal_is_sure(paper: Sheet, cell: str, text: str) -> None:
    (read,), lights = looked(paper, cell, at(cell, text, HALF), text)
    assert read.compact == text
    assert not any(glyph.is_stamped for glyph in read.glyphs)
    assert lights == [True]


def test_words_that_go_on_under_the_seal_are_read_on(paper: Sheet) -> None:
    (read,), _ = looked(paper, "specification", at("specification", "一般工", HALF), "一般工商业")
    assert (read.compact, read.first_text) == ("一般工商业", "一般工")


@pytest.mark.parametrize("again", ["180.60", "8.60", "发票专用章", ""])
def test_a_number_that_is_read_otherwise_stays_in_doubt(paper: Sheet, again: str) -> None:
    (read,), _ = looked(paper, "unit_price", at("unit_price", "80.60", HALF), again)
    assert read.compact == "80.60"
    assert any(glyph.is_stamped for glyph in read.glyphs)


def test_what_no_seal_lies_on_is_not_looked_at(paper: Sheet) -> None:
    first = at("unit_price", "80.60")
    assert looked(replace(paper, red=()), "unit_price", first, "9") == ([first], [])


def test_words_beside_a_seal_are_looked_at_as_their_end_may_lie_under_it(paper: Sheet) -> None:
    first = at("specification", "一般工")
    seal = (first.right + 0.5, 55.0, first.right + 30.0, 70.0)
    (read,), _ = looked(replace(paper, red=(seal,)), "specification", first, "一般工商业")
    assert read.compact == "一般工商业"
