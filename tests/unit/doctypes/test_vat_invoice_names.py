"""`doctypes.vat_invoice.names`: stars and last words that second looks put to names, and what they must leave alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from piaoju.doctypes.vat_invoice.forms import CLASSIC_LAYOUT
from piaoju.doctypes.vat_invoice.names import with_ends, with_stars
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.columns import Row, named
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet
from tests.text_lines import Alternatives, line_in, run
from tests.unit.doctypes.classic_paper import classic_sheet, seeing

COLUMNS = CLASSIC_LAYOUT.columns
ROW_Y, HEIGHT_MM = 62.0, 3.0


@pytest.fixture(scope="module")
def paper() -> Sheet:
    return classic_sheet()


def at(text: str) -> Run:
    """Return a name where names begin."""
    return run(text, named(COLUMNS, "name").edge, ROW_Y, HEIGHT_MM)


def text_of(row: Row) -> str:
    return "".join(piece.compact for piece in row.get("name", ()))


@pytest.mark.parametrize(
    ("text", "also", "kept"),
    [
        ("办公用品 订书机", {4: [("*", 0.05)]}, "*办公用品*订书机"),
        ("办公用品 订书机", {4: [("*", 0.001)]}, "办公用品 订书机"),
        ("办公用品 订书 机", {4: [("*", 0.05)], 7: [("*", 0.04)]}, "办公用品 订书 机"),
        ("办公用品*订书机", {}, "*办公用品*订书机"),
    ],
)
def test_a_closing_star_is_where_one_was_considered(paper: Sheet, text: str, also: Alternatives, kept: str) -> None:
    row: Row = {"name": [run(text, named(COLUMNS, "name").edge, ROW_Y, HEIGHT_MM, also=also)]}
    others: Row = {"name": [at("*餐饮服务*餐费")]}
    done, _ = with_stars(seeing(paper, ""), [row, others])
    assert text_of(done) == "".join(kept.split())
    assert text == kept or done["name"][0].first_text == text


@pytest.mark.parametrize(
    ("also", "kept"),
    [({5: [("*", 0.1)]}, "*住宿服务*住宿费"), ({}, "*住宿服务住宿费"), ({5: [("*", 0.001)]}, "*住宿服务住宿费")],
)
def test_an_opening_star_shows_that_names_have_stars(paper: Sheet, also: Alternatives, kept: str) -> None:
    row: Row = {"name": [run("*住宿服务 住宿费", named(COLUMNS, "name").edge, ROW_Y, HEIGHT_MM, also=also)]}
    (done,) = with_stars(seeing(paper, ""), [row])
    assert text_of(done) == kept


@pytest.mark.parametrize(
    ("name", "seen", "kept"),
    [
        ("*日用杂品*垃圾袋AFK941", "7", "*日用杂品*垃圾袋AFK9417"),
        ("*日用杂品*垃圾袋AFK941", "1", "*日用杂品*垃圾袋AFK941"),
        ("*日用杂品*垃圾袋AFK941", "|", "*日用杂品*垃圾袋AFK941"),
        ("*日用杂品*垃圾袋", "7", "*日用杂品*垃圾袋"),
    ],
)
def test_a_lone_sign_goes_on_where_a_model_number_ended(paper: Sheet, name: str, seen: str, kept: str) -> None:
    row: Row = {"name": [at(name)]}
    full = replace(named(COLUMNS, "name"), right=row["name"][0].right + 1.0)
    (done,) = with_ends(replace(seeing(paper, seen), values=()), [row], full, ROW_Y + 4 * HEIGHT_MM)
    assert text_of(done) == kept


def test_what_says_that_no_item_follows_is_no_end_of_a_name(paper: Sheet) -> None:
    column = named(COLUMNS, "name")
    row: Row = {"name": [at("*餐饮服务*餐费")]}
    full = replace(column, right=row["name"][0].right + 1.0)
    (done,) = with_ends(replace(seeing(paper, "以下空白"), values=()), [row], full, ROW_Y + 4 * HEIGHT_MM)
    assert text_of(done) == "*餐饮服务*餐费"


@pytest.mark.parametrize(
    ("name", "seen", "also", "kept"),
    [
        ("*汽油*92号车用汽油（VIB", "D", {0: [("）", 0.2)]}, "*汽油*92号车用汽油（VIB）"),
        ("*汽油*92号车用汽油（VIB", ")", {}, "*汽油*92号车用汽油（VIB)"),
        ("*汽油*92号车用汽油（VIB", "D", {}, "*汽油*92号车用汽油（VIB"),
        ("*汽油*92号车用汽油VIB类", "D", {0: [("）", 0.2)]}, "*汽油*92号车用汽油VIB类"),
        ("*汽油*92号车用汽油（VIB", "D", {0: [("）", 0.01)]}, "*汽油*92号车用汽油（VIB"),
    ],
)
def test_a_lone_sign_below_a_name_is_the_bracket_that_closes_it(
    paper: Sheet, name: str, seen: str, also: Alternatives, kept: str
) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, seen, confidence=0.6, also=also) for quad in quads]

    sheet = replace(paper, values=(), document=replace(paper.document, look=look))
    column = named(COLUMNS, "name")
    row: Row = {"name": [at(name)]}
    width = row["name"][0].right - column.edge
    (done,) = with_ends(sheet, [row], replace(column, right=column.edge + width + 1.0), ROW_Y + 4 * HEIGHT_MM)
    assert text_of(done) == kept


def test_a_bracket_that_a_whole_line_of_paper_hides_is_looked_for_by_itself(paper: Sheet) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        widths = [quad[1][0] - quad[0][0] for quad in quads]
        return [line_in(quad, "）" if width == min(widths) else "") for quad, width in zip(quads, widths, strict=True)]

    sheet = replace(paper, values=(), document=replace(paper.document, look=look))
    column = named(COLUMNS, "name")
    row: Row = {"name": [at("*办公用品*档案盒（加厚型")]}
    wide = replace(column, right=row["name"][0].right + 1.0)
    (done,) = with_ends(sheet, [row], wide, ROW_Y + 4 * HEIGHT_MM)
    assert text_of(done) == "*办公用品*档案盒（加厚型）"


@pytest.mark.parametrize("seen", ["20", "套件", "（大"])
def test_within_a_brackets_place_only_a_closing_bracket_counts(paper: Sheet, seen: str) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        widths = [quad[1][0] - quad[0][0] for quad in quads]
        return [line_in(quad, seen if width == min(widths) else "") for quad, width in zip(quads, widths, strict=True)]

    sheet = replace(paper, values=(), document=replace(paper.document, look=look))
    column = named(COLUMNS, "name")
    row: Row = {"name": [at("*办公用品*档案盒（加厚型")]}
    wide = replace(column, right=row["name"][0].right + 1.0)
    (done,) = with_ends(sheet, [row], wide, ROW_Y + 4 * HEIGHT_MM)
    assert text_of(done) == "*办公用品*档案盒（加厚型"
