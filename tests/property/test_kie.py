"""Any text on a page: extractors and location never raise, and give only well-formed readings."""

from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piaoju.doctypes.vat_invoice.forms import LAYOUTS, Layout
from piaoju.engine.types import DocumentType, load_types
from piaoju.model.document import Extraction
from piaoju.model.field import FieldReading, ValueType
from piaoju.model.geometry import Quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.kie.columns import assign_row, best_shift
from piaoju.reading.kie.labels import chains, find_labels, without_labels
from piaoju.reading.kie.readings import read_cell, read_lines
from piaoju.reading.kie.runs import Glyph, Run, in_lines, restricted, split_at_gaps, to_runs
from piaoju.reading.locate import locate, rotation_about
from tests.strategies import PAGE_HEIGHT, PAGE_WIDTH, form_labels, placed, printed_text, text_lines
from tests.text_lines import IDENTITY, line_in, located, read_nothing

TYPES = load_types()
LABELS = {"tax": "税额", "tax_sum": "税额合计", "name": "名称", "sum": "合计"}
PX_PER_MM = 6.0
TEXT_MM = 3.5

page_texts = st.lists(text_lines(), max_size=10)
spots = st.tuples(printed_text, st.floats(0, 205), st.floats(0, 135))
cell_types = st.sampled_from([kind for kind in ValueType if kind is not ValueType.ITEMS])
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def solid(runs: Sequence[Run]) -> list[Glyph]:
    return sorted((glyph for run in runs for glyph in run.glyphs if glyph.text.strip()), key=lambda glyph: id(glyph))


def readings_of(extraction: Extraction) -> Iterator[tuple[str, FieldReading]]:
    yield from extraction.fields.items()
    for number, row in enumerate(extraction.items):
        assert row
        yield from ((f"items[{number}].{name}", reading) for name, reading in row.items())


def assert_well_formed(name: str, reading: FieldReading) -> None:
    values = reading.value if isinstance(reading.value, tuple) else (reading.value,)
    assert values, name
    assert all(isinstance(value, str) and value for value in values), name
    assert reading.confidence is None or 0.0 <= reading.confidence <= 1.0, name
    assert (reading.page is None) == (reading.quad is None) == (reading.source == "derived"), name
    if reading.quad is not None:
        assert reading.page == 1
        assert_finite(reading.quad)
    assert reading.raw_text != reading.text, name


def assert_finite(quad: Quad) -> None:
    assert len(quad) == 4
    assert all(isfinite(part) for point in quad for part in point)


def assert_extracts(kind: DocumentType, lines: list[TextLine], seen: str, angle: float = 0.0) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        for quad in quads:
            assert_finite(quad)
        return [line_in(quad, seen) for quad in quads]

    to_upright = rotation_about(PAGE_WIDTH / 2, PAGE_HEIGHT / 2, angle)
    document = located(lines, type_id=kind.id, rotation_deg=angle, to_upright=to_upright, look=look)
    extraction = kind.extract(document)
    names = {spec.name for spec in kind.schema}
    for name, reading in readings_of(extraction):
        assert name.startswith("items[") or name in names
        assert_well_formed(name, reading)
    if extraction.quad is not None:
        assert_finite(extraction.quad)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
@quick
@given(lines=page_texts, seen=printed_text, angle=st.sampled_from([0.0, 90.0, -3.0, 177.0]))
def test_any_text_gives_well_formed_readings(
    kind: DocumentType, lines: list[TextLine], seen: str, angle: float
) -> None:
    assert_extracts(kind, lines, seen, angle)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.form.name)
@quick
@given(data=st.data(), values=st.lists(spots, max_size=10), seen=printed_text)
def test_any_values_on_a_form_give_well_formed_readings(
    layout: Layout, data: st.DataObject, values: list[tuple[str, float, float]], seen: str
) -> None:
    kind = next(kind for kind in TYPES if kind.id == "vat_invoice")
    labels = data.draw(form_labels(layout.form, TEXT_MM))
    to_page = np.diag([PX_PER_MM, PX_PER_MM, 1.0])
    assert_extracts(kind, placed([*labels, *values], to_page, TEXT_MM), seen)


@quick
@given(lines=page_texts, angle=st.floats(-180, 180))
def test_location_never_fails(lines: list[TextLine], angle: float) -> None:
    page = PageImage(1, np.zeros((9, 14, 3), np.uint8), int(PAGE_WIDTH), int(PAGE_HEIGHT))
    found = locate(page, lines, angle, [kind.cues for kind in TYPES], read_nothing)
    taken = [id(line) for document in found for line in document.lines]
    assert len(taken) == len(set(taken))
    for document in found:
        assert document.type in {kind.id for kind in TYPES}
        assert_finite(document.quad)
        assert {id(line) for line in document.lines} <= {id(line) for line in lines}


@quick
@given(lines=page_texts)
def test_no_glyph_is_lost_or_doubled(lines: list[TextLine]) -> None:
    runs = to_runs(lines, IDENTITY)
    strings = chains(runs)
    assert solid([Run(chain.glyphs) for chain in strings if chain.glyphs]) == solid(runs)
    assert solid([run for line in in_lines(runs) for run in line]) == solid(runs)
    assert solid([piece for run in runs for piece in split_at_gaps(run, 0.9)]) == solid(runs)
    labels = find_labels(strings, LABELS)
    rest = without_labels(runs, labels)
    assert solid([*rest, *(Run(label.glyphs) for label in labels)]) == solid(runs)


@quick
@given(lines=page_texts, kind=cell_types)
def test_any_cell_gives_a_well_formed_reading(lines: list[TextLine], kind: ValueType) -> None:
    runs = to_runs(lines, IDENTITY)
    for reading in (read_cell(runs, kind, 1), read_lines(runs, 1), read_lines(runs, 1, "0123456789")):
        if reading is not None:
            assert_well_formed(kind, reading)
    assert (read_lines(runs, 1) is None) == (not runs)


@quick
@given(lines=page_texts, alphabet=st.sampled_from(["", "0123456789", "年月日0123456789"]))
def test_restriction_only_replaces(lines: list[TextLine], alphabet: str) -> None:
    for run in to_runs(lines, IDENTITY):
        repaired = restricted(run, alphabet)
        assert len(repaired.glyphs) == len(run.glyphs)
        for before, after in zip(run.glyphs, repaired.glyphs, strict=True):
            assert after.text == before.text or after.text in alphabet
        assert restricted(repaired, alphabet).text == repaired.text


@quick
@given(lines=st.lists(text_lines(), min_size=1, max_size=4), layout=st.sampled_from(LAYOUTS))
def test_rows_hold_each_piece_at_most_once(lines: list[TextLine], layout: Layout) -> None:
    columns = layout.columns
    pieces = to_runs(lines, np.diag([1 / PX_PER_MM, 1 / PX_PER_MM, 1.0]))
    row, _ = assign_row(pieces, columns)
    assert set(row) <= {column.name for column in columns}
    assigned = solid([piece for members in row.values() for piece in members])
    assert len({id(glyph) for glyph in assigned}) == len(assigned)
    assert {id(glyph) for glyph in assigned} <= {id(glyph) for glyph in solid(pieces)}
    assert abs(best_shift([pieces], columns, 5.0)) <= 5.0
