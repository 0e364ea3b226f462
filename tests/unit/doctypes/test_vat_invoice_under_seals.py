"""`doctypes.vat_invoice`: text that seals hide or cut, print that is shifted, and what must be missing somewhere."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from piaoju.doctypes.vat_invoice.amounts import figures
from piaoju.doctypes.vat_invoice.cell_readings import numbers_in
from piaoju.doctypes.vat_invoice.cut_ends import without_strays
from piaoju.doctypes.vat_invoice.extract import extract
from piaoju.doctypes.vat_invoice.forms import CLASSIC_LAYOUT
from piaoju.doctypes.vat_invoice.items import item_fields, with_doubted_signs
from piaoju.doctypes.vat_invoice.under_seals import BROKEN_FACTOR, Line, better, doubted
from piaoju.lab.synth import SyntheticDocument, synthesise
from piaoju.model.document import Look
from piaoju.model.field import FieldReading, ValueType
from piaoju.model.geometry import Quad, center, quad_from_rect
from piaoju.model.page import TextLine
from piaoju.reading.kie.columns import named
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.runs import Run, joined, to_runs
from tests.text_lines import SEAL_RED, drawn_lines, line_in, located, moved_line, run
from tests.text_lines import line as text_line

NAME = "甲乙丙丁商贸有限公司"


def texts(runs: Sequence[object]) -> list[str]:
    return [getattr(one, "compact", "") for one in runs]


@pytest.fixture(scope="module")
def paper() -> SyntheticDocument:
    return synthesise("vat_invoice", "vat_special_paper", 2)


@pytest.mark.parametrize(
    ("first", "again", "kept"),
    [
        ("丁商贸有限公司", NAME, NAME),
        ("甲乙丙丁商", NAME, NAME),
        ("甲乙丙丁商贸", "甲乙丙丁", "甲乙丙丁商贸"),
        ("甲乙丙丁商贸", "戊己庚辛壬癸子丑寅", "甲乙丙丁商贸"),
        ("甲乙丙丁商", f"：{NAME}", NAME),
    ],
)
def test_a_second_reading_counts_if_it_is_the_first_and_more(first: str, again: str, kept: str) -> None:
    line = better(Line([run(first, 0, 0)], 0.0, 400.0), run(again, 0, 0))
    assert texts(line.runs) == [kept]


def test_red_signs_behind_a_line_are_not_of_it() -> None:
    again = joined([run(NAME, 0, 0), run("服饰", 220, 0, ink=SEAL_RED)])
    assert texts(better(Line([run("甲乙丙丁商", 0, 0)], 0.0, 400.0), again).runs) == [NAME]


def test_a_longer_reading_with_a_character_that_is_hardly_legible_does_not_count() -> None:
    whole = run(f"{NAME}戊", 0, 0)
    again = Run((*whole.glyphs[:-1], replace(whole.glyphs[-1], confidence=0.45)))
    first = Line([run(NAME, 0, 0)], 0.0, 400.0)
    assert texts(better(first, whole).runs) == [whole.text]
    assert texts(better(first, again).runs) == [NAME]


def test_a_line_that_is_read_alike_through_a_seal_is_no_longer_in_doubt() -> None:
    (stamped,) = to_runs([replace(text_line(NAME, 0, 0), seal=(0.5, 0.8))], np.eye(3))
    line = better(Line([stamped], 0.0, 400.0), run(NAME, 0, 0))
    assert line.is_seen
    assert not any(glyph.is_stamped for one in line.runs for glyph in one.glyphs)


def test_an_unsure_second_reading_does_not_count() -> None:
    line = better(Line([run("甲乙丙丁商", 0, 0)], 0.0, 400.0), run(NAME, 0, 0, confidence=0.7))
    assert texts(line.runs) == ["甲乙丙丁商"]


@pytest.mark.parametrize(
    ("pieces", "is_broken"),
    [
        ([(NAME, 0)], False),
        ([("丁商贸", 60)], True),
        ([("甲乙", 0), ("有限公司", 120)], True),
        ([("甲乙", 0), ("丙", 45)], False),
    ],
)
def test_a_line_that_begins_late_or_has_a_gap_is_broken(pieces: list[tuple[str, int]], is_broken: bool) -> None:
    line = Line([run(text, x, 0) for text, x in pieces], 0.0, 400.0)
    assert line.is_broken is is_broken
    assert not replace(line, is_seen=True).is_broken


def test_a_line_that_reaches_over_its_cell_is_looked_at_to_its_end() -> None:
    whole = run(NAME, 0, 0)
    assert Line([whole], 0.0, whole.right - 5.0).place()[2] > whole.right


@pytest.mark.parametrize("room", [0.0, 1.0])
def test_a_line_within_its_cell_is_looked_at_no_farther_than_that(room: float) -> None:
    whole = run(NAME, 0, 0)
    assert Line([whole], 0.0, whole.right + room).place()[2] == whole.right + room


def test_a_broken_line_is_doubted() -> None:
    line = Line([run("丁商贸", 60, 0)], 0.0, 400.0)
    reading = read_cell(line.runs, ValueType.TEXT, 1)
    assert reading is not None
    assert reading.confidence is not None
    assert doubted(reading, [line]).confidence == pytest.approx(BROKEN_FACTOR * reading.confidence)
    assert doubted(reading, [replace(line, left=60.0)]) == reading


def test_a_name_of_which_a_seal_hides_the_end_is_read_through_it(paper: SyntheticDocument) -> None:
    name = str(extract(located(drawn_lines(paper))).fields["seller_name"].value)
    lines = drawn_lines(paper)
    index = next(index for index, made in enumerate(lines) if made.text == name and center(made.quad)[1] > 500)
    left, right = lines[index].quad[0], lines[index].quad[2]
    middle = (left[0] + right[0]) / 2
    cut: Quad = (left, (middle, left[1]), (middle, right[1]), (left[0], right[1]))
    hidden: Quad = ((middle, left[1]), (right[0], left[1]), right, (middle, right[1]))
    lines[index] = line_in(cut, name[: len(name) // 2])
    lines.append(line_in(hidden, "己庚公司", ink=SEAL_RED))

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        y = center(lines[index].quad)[1]
        hits = [without_seals and quad[0][1] < y < quad[2][1] for quad in quads]
        return [line_in(quad, name if hit else "") for quad, hit in zip(quads, hits, strict=True)]

    assert extract(located(lines)).fields["seller_name"].value == name[: len(name) // 2]
    read = extract(located(lines, look=look)).fields["seller_name"]
    assert (read.value, read.raw_text) == (name, name[: len(name) // 2])


def test_red_print_is_no_part_of_a_name() -> None:
    document = synthesise("vat_invoice", "digital_special", 3)
    lines = drawn_lines(document)
    name = str(extract(located(lines)).fields["seller_name"].value)
    quad = next(made.quad for made in lines if made.text == name)
    stamp = moved_line(line_in(quad, "银行付讫", ink=SEAL_RED), np.array([[1, 0, 0], [0, 1, 8], [0, 0, 1]], np.float64))
    stamped = extract(located([*lines, stamp]))
    assert stamped.fields["seller_name"].value == name


@pytest.mark.parametrize(("text", "height"), [("发票专用章", 1.0), ("西", 0.4)])
def test_words_of_a_stamp_and_pieces_of_it_are_no_part_of_a_name(text: str, height: float) -> None:
    lines = drawn_lines(synthesise("vat_invoice", "digital_special", 3))
    name = str(extract(located(lines)).fields["seller_name"].value)
    (left, top), _, (right, bottom), _ = next(made.quad for made in lines if made.text == name)
    above, width = top - 0.3 * (bottom - top), (bottom - top) * len(text)
    stamp = line_in(quad_from_rect((left + right) / 2, above, width, height * (bottom - top)), text)
    assert extract(located([*lines, stamp])).fields["seller_name"].value == name


def test_only_amounts_may_have_lost_their_point() -> None:
    assert "138.82" in [found.compact for found in figures(run("13882", 0, 0), "0123456789.")]
    assert "138.82" in texts(numbers_in(run("13882", 0, 0), "amount", {}))
    assert not any("." in text for text in texts(numbers_in(run("13882", 0, 0), "quantity", {})))


def test_a_sign_of_a_stamp_behind_where_specifications_begin_is_none() -> None:
    columns = CLASSIC_LAYOUT.columns
    edge = named(columns, "specification").edge
    rows = [{"specification": [run(text, x, 60, height=4)]} for text, x in (("金", edge + 12), ("无", edge + 1))]
    stamp = (0.0, 0.0, 210.0, 140.0)
    assert ["specification" in row for row in without_strays(rows, columns, [stamp])] == [False, True]


def confidence(reading: FieldReading) -> float:
    assert reading.confidence is not None
    return reading.confidence


@pytest.mark.parametrize(
    ("cell", "whole", "cut"),
    [("amount", "541.70", "541.7"), ("tax", "***", "5.7"), ("name", "折扣(10%)", "折扣(10%"), ("tax", "0.86", "0.8")],
)
def test_what_must_be_missing_lowers_the_confidence(cell: str, whole: str, cut: str) -> None:
    sure, unsure = (item_fields({cell: [run(text, 0, 0)]}, 1)[cell] for text in (whole, cut))
    assert confidence(sure) > 0.9
    assert confidence(unsure) < 0.5


@pytest.mark.parametrize(
    ("total", "row", "doubtful"),
    [
        ("-264.00", {"quantity": "3", "unit_price": "88.00", "amount": "-264.00"}, {"quantity"}),
        ("-264.00", {"quantity": "-3", "unit_price": "88.00", "amount": "264.00"}, {"amount"}),
        ("-264.00", {"quantity": "-3", "unit_price": "88.00", "amount": "-264.00"}, set()),
        ("-264.00", {"quantity": "-3", "amount": "-264.00", "tax": "***"}, set()),
        ("-264.00", {"quantity": "-3", "amount": "-264.00", "tax": "0.00"}, set()),
        ("-264.00", {"quantity": "0.5", "amount": "-264.00", "tax": "34.32"}, {"quantity", "tax"}),
        ("-264.00", {"amount": "11.95"}, set()),
        ("264.00", {"quantity": "3", "unit_price": "88.00", "amount": "264.00"}, set()),
    ],
)
def test_where_the_total_is_negative_quantities_are(total: str, row: dict[str, str], doubtful: set[str]) -> None:
    sum_of_all = read_cell([run(total, 0, 0)], ValueType.MONEY, 1)
    assert isinstance(sum_of_all, FieldReading)
    fields = item_fields({name: [run(text, 0, 0)] for name, text in row.items()}, 1)
    done = with_doubted_signs(fields, {"total_excluding_tax": sum_of_all})
    assert {name for name, reading in done.items() if confidence(reading) < 0.5} == doubtful


@pytest.mark.parametrize("shift_mm", [0.4, 1.6, -2.3])
def test_print_that_is_shifted_keeps_its_columns(shift_mm: float) -> None:
    document = synthesise("vat_invoice", "vat_general_electronic", 4)
    lines = drawn_lines(document)
    plain = extract(located(lines))
    assert plain.quad is not None
    millimetre = (plain.quad[1][0] - plain.quad[0][0]) / 210
    values = {reading.text for row in plain.items for reading in row.values()}
    right = np.array([[1, 0, shift_mm * millimetre], [0, 1, 0], [0, 0, 1]], np.float64)
    moved = [moved_line(made, right) if made.text in values else made for made in lines]
    read = [{name: reading.value for name, reading in row.items()} for row in extract(located(moved)).items]
    assert read == [{name: reading.value for name, reading in row.items()} for row in plain.items]


def through_red_only(text: str, y: float) -> Look:
    """Return a look that reads a text at a height, and only without red."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        hits = [without_seals and quad[0][1] < y < quad[2][1] and quad[0][0] < 400 for quad in quads]
        return [line_in(quad, text if hit else "") for quad, hit in zip(quads, hits, strict=True)]

    return look


def test_an_item_name_under_a_seal_is_read_through_it() -> None:
    paper = synthesise("vat_invoice", "vat_special_paper", 92003)
    plain = extract(located(drawn_lines(paper)))
    quads = {made.text: made.quad for made in drawn_lines(paper)}
    row, name = next(
        (i, str(cells["name"].value)) for i, cells in enumerate(plain.items) if cells["name"].value in quads
    )
    lines = [made for made in drawn_lines(paper) if made.text != name]
    sealed = [*lines, line_in(quads[name], "章", ink=SEAL_RED)]
    assert "name" not in extract(located(sealed)).items[row]
    look = through_red_only(name, center(quads[name])[1])
    assert extract(located(sealed, look=look)).items[row]["name"].value == name
    assert "name" not in extract(located(lines, look=look)).items[row]
