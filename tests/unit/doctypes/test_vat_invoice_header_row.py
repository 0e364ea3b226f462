"""`doctypes.vat_invoice.under_header`: a first row that is printed into the header of its table."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from piaoju.doctypes.vat_invoice.cell_readings import level_of, places
from piaoju.doctypes.vat_invoice.forms import CLASSIC_LAYOUT, DIGITAL_LAYOUT
from piaoju.doctypes.vat_invoice.under_header import level, parted, top_of
from piaoju.lab.synth import synthesise
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.columns import Row, named
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet, lay_on
from tests.text_lines import drawn_lines, line_in, located, run
from tests.unit.doctypes.classic_paper import classic_sheet

COLUMNS = CLASSIC_LAYOUT.columns
UNDER_Y, LOWER_Y = 56.6, 61.2
HEIGHT_MM = 3.6


@pytest.fixture(scope="module")
def paper() -> Sheet:
    return classic_sheet()


def seeing(sheet: Sheet, texts: Sequence[str], confidence: float = 0.99) -> Sheet:
    """Return the sheet with looks that read these texts in turn."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [
            line_in(quad, texts[index % len(texts)], confidence=confidence if texts[index % len(texts)] else 0.0)
            for index, quad in enumerate(quads)
        ]

    return replace(sheet, document=replace(sheet.document, look=look))


def at(column: str, text: str, y: float = UNDER_Y, *, height: float = HEIGHT_MM, confidence: float = 0.99) -> Run:
    return run(text, named(COLUMNS, column).edge, y, height=height, confidence=confidence)


def text_of(row: Row, cell: str) -> str:
    return "".join(piece.compact for piece in row.get(cell, ()))


def test_the_print_of_two_lines_read_as_one_is_the_lower_one() -> None:
    assert level(at("amount", "64256.89", 55.6, height=6.8)) == pytest.approx(UNDER_Y, abs=0.3)
    assert level(at("amount", "64256.89", 55.6)) == pytest.approx(55.6)
    assert level(at("amount", "64256.89", LOWER_Y, height=6.8)) == pytest.approx(LOWER_Y)


def test_a_look_leaves_the_upper_half_of_the_header_out() -> None:
    assert top_of(UNDER_Y) == pytest.approx(UNDER_Y - 1.3)
    assert top_of(LOWER_Y) == pytest.approx(LOWER_Y - 2.3)
    column = named(COLUMNS, "tax_rate")
    row = {"amount": [at("amount", "64256.89", 55.6, height=6.8)]}
    ((_, top, _, bottom),) = places(column, level_of(row, column, 55.6))
    assert top > 55.0
    assert bottom > 58.0


@pytest.mark.parametrize(
    ("first", "seen", "kept"),
    [
        ("信意物来势蒙条开服务名称", ["*信息技术服务*技术开发务名称"], "*信息技术服务*技术开发"),
        ("室内装程", ["室内装饰装修工程、服务名称"], "室内装饰装修工程"),
        ("餐饮服条餐饮服秦", ["*餐饮服务*餐饮服务名称"], "*餐饮服务*餐饮服务"),
        ("建筑服势劳秦", ["2*建筑服务*劳务"], "*建筑服务*劳务"),
        ("*住宿服条佳宿费", ["*住宿服务住宿费", "*住宿服务*住宿费"], "*住宿服务*住宿费"),
        ("*住宿服务*住宿费", [""], "*住宿服务*住宿费"),
        ("餐饮服条餐", ["货物或应税劳务、服务名称"], "餐饮服条餐"),
        ("餐饮服条餐", ["发票专用章"], "餐饮服条餐"),
    ],
)
def test_a_name_is_read_without_the_header(paper: Sheet, first: str, seen: list[str], kept: str) -> None:
    row: Row = {"name": [at("name", first, confidence=0.8)]}
    (done,) = parted(seeing(paper, seen), [row], [UNDER_Y], COLUMNS)
    assert text_of(done, "name") == kept


def test_a_reading_that_is_less_sure_changes_nothing(paper: Sheet) -> None:
    row: Row = {"name": [at("name", "*餐饮服务*餐费", confidence=0.85)]}
    (done,) = parted(seeing(paper, ["*餐饮服势*餐费"], 0.7), [row], [UNDER_Y], COLUMNS)
    assert text_of(done, "name") == "*餐饮服务*餐费"


@pytest.mark.parametrize(
    ("seen", "unit"),
    [
        ("套", "套"),
        ("套位", "套"),
        ("单套", "套"),
        ("间夜", "间夜"),
        ("位", ""),
        ("纛位", ""),
        ("单位", ""),
    ],
)
def test_what_is_left_of_the_header_is_no_unit(paper: Sheet, seen: str, unit: str) -> None:
    row: Row = {"quantity": [at("quantity", "2")]}
    (done,) = parted(seeing(paper, [seen]), [row], [UNDER_Y], COLUMNS)
    assert text_of(done, "unit") == unit
    assert not unit or unit == seen or done["unit"][0].first_text == seen


def test_the_longest_unit_is_the_whole_one(paper: Sheet) -> None:
    row: Row = {"quantity": [at("quantity", "2")]}
    (done,) = parted(seeing(paper, ["夜", "间夜"]), [row], [UNDER_Y], COLUMNS)
    assert text_of(done, "unit") == "间夜"


def test_rows_below_the_header_are_left_alone(paper: Sheet) -> None:
    row: Row = {"name": [at("name", "餐饮服条", LOWER_Y, confidence=0.5)]}
    assert parted(seeing(paper, ["*餐饮服务*餐费"]), [row], [LOWER_Y], COLUMNS) == [row]
    assert parted(paper, [], [], COLUMNS) == []


def test_only_paper_forms_are_printed_into() -> None:
    document = synthesise("vat_invoice", "digital_general", 2)
    sheet = lay_on(located(drawn_lines(document)), [DIGITAL_LAYOUT.form])
    assert sheet is not None
    row: Row = {"name": [at("name", "餐饮服条", confidence=0.5)]}
    assert parted(seeing(sheet, ["*餐饮服务*餐费"]), [row], [UNDER_Y], DIGITAL_LAYOUT.columns) == [row]
