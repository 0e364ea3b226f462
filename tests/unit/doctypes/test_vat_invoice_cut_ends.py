"""`doctypes.vat_invoice`: what second looks may change at the edges of cells, and what they must leave alone."""

import pytest

from piaoju.doctypes.vat_invoice.cut_ends import with_beginnings, with_last_digits, with_line_ends, without_strays
from piaoju.doctypes.vat_invoice.forms import CLASSIC_LAYOUT
from piaoju.doctypes.vat_invoice.overprint import through_red
from piaoju.doctypes.vat_invoice.parties import TAX_ID_SHAPE, unlikely
from piaoju.doctypes.vat_invoice.under_seals import Line, better
from piaoju.doctypes.vat_invoice.units import with_words
from piaoju.model.field import FieldReading, ValueType
from piaoju.model.page import Colour
from piaoju.reading.kie.columns import Row, named
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Rect, Sheet
from tests.text_lines import BLACK, SEAL_RED, run
from tests.unit.doctypes.classic_paper import classic_sheet, seeing

COLUMNS = CLASSIC_LAYOUT.columns
WHOLE_PAGE: Rect = (0.0, 0.0, 210.0, 140.0)
ROW_Y, LINE_MM, HEIGHT_MM = 62.0, 3.6, 3.0
TAX_ID = "91440300708461136T"


@pytest.fixture(scope="module")
def paper() -> Sheet:
    return classic_sheet()


def at(column: str, text: str, late_mm: float = 0.0, ink: Colour = BLACK) -> Run:
    """Return a run that begins that far behind where its column's values do."""
    return run(text, named(COLUMNS, column).edge + late_mm, ROW_Y, height=HEIGHT_MM, ink=ink)


def text_of(row: Row, cell: str) -> str:
    return "".join(piece.compact for piece in row.get(cell, ()))


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "seen", "kept"),
    [
        ("100", "128.00", "12800.00", "128.001", "128.00"),
        ("3", "33.3333", "100.00", "33.333333", "33.333333"),
        ("3", "33.3333", "100.00", "33.333399", "33.333399"),
        ("1000", "33.3333", "33333.31", "33.333399", "33.3333"),
        ("3", "33.33333333", "", "33.3333333333", "33.33333333"),
    ],
)
def test_a_price_goes_on_only_where_the_row_then_holds(
    paper: Sheet, quantity: str, price: str, amount: str, seen: str, kept: str
) -> None:
    row = {"quantity": [at("quantity", quantity)], "unit_price": [at("unit_price", price, -20.0)]}
    row |= {"amount": [at("amount", amount)]} if amount else {}
    (done,) = with_last_digits(seeing(paper, seen), [row], COLUMNS)
    assert text_of(done, "unit_price") == kept


@pytest.mark.parametrize(
    ("first", "seen", "kept"),
    [
        ("*餐饮*餐费", "|*餐饮*餐费", "*餐饮*餐费"),
        ("*餐饮*餐费", "1*餐饮*餐费", "*餐饮*餐费"),
        ("饮*餐费", "*餐饮*餐费", "*餐饮*餐费"),
        ("饮*餐费", "餐饮*餐费", "饮*餐费"),
        ("费", "|费", "费"),
        ("费", "餐费", "餐费"),
        ("包)", "(包)", "(包)"),
    ],
)
def test_only_what_names_begin_with_is_put_before_a_name(paper: Sheet, first: str, seen: str, kept: str) -> None:
    rows: list[Row] = [{"name": [at("name", "某某")]}, {"name": [at("name", first, 4.0)]}]
    assert text_of(with_beginnings(seeing(paper, seen), rows, COLUMNS)[1], "name") == kept


@pytest.mark.parametrize(
    ("ink", "red", "is_left"), [(BLACK, [], True), (BLACK, [WHOLE_PAGE], False), (SEAL_RED, [], False)]
)
def test_a_clear_specification_stays_where_no_stamp_is(ink: Colour, red: list[Rect], is_left: bool) -> None:
    row = {"specification": [at("specification", "A4", 2 * HEIGHT_MM, ink)]}
    assert ("specification" in without_strays([row], COLUMNS, red)[0]) is is_left


@pytest.mark.parametrize(
    ("text", "red", "is_left"),
    [
        ("发票专", [WHOLE_PAGE], False),
        ("银行付", [WHOLE_PAGE], False),
        ("银行付", [], False),
        ("银行卡", [WHOLE_PAGE], True),
    ],
)
def test_words_of_a_stamp_are_no_specification(text: str, red: list[Rect], is_left: bool) -> None:
    row = {"specification": [at("specification", text)]}
    assert ("specification" in without_strays([row], COLUMNS, red)[0]) is is_left


@pytest.mark.parametrize(
    ("name", "cell", "text", "red", "is_left"),
    [
        ("*服务*刻制", "specification", "发票专用章", [], True),
        ("*服务*刻制", "specification", "发票专用章", [WHOLE_PAGE], False),
        ("*文具*公章", "specification", "专用章", [], True),
        ("*文具*印泥", "specification", "专用章", [], True),
        ("*文具*胶水", "specification", "专用章", [], False),
        ("*服务*核验", "unit", "发票", [], True),
        ("*服务*起草", "unit", "合同", [], True),
        ("*服务*对接", "unit", "银行", [], True),
        ("*服务*对接", "unit", "银行", [WHOLE_PAGE], False),
        ("*服务*对接", "unit", "行付", [], False),
    ],
)
def test_whole_words_of_a_stamp_stay_where_no_red_is(
    name: str, cell: str, text: str, red: list[Rect], is_left: bool
) -> None:
    row = {"name": [at("name", name)], cell: [at(cell, text)]}
    assert (cell in without_strays([row], COLUMNS, red)[0]) is is_left


@pytest.mark.parametrize(
    ("seen", "unit"),
    [("位", "位"), ("单", "单"), ("型", "型"), ("单位台", "台"), ("台单位", "台"), ("单 位", ""), ("台", "台")],
)
def test_only_whole_words_of_the_header_are_no_units(paper: Sheet, seen: str, unit: str) -> None:
    row = {"quantity": [run("2", named(COLUMNS, "quantity").edge, 58.8, height=HEIGHT_MM)]}
    (done,) = with_words(seeing(paper, seen), [row], COLUMNS, [58.8], [])
    assert text_of(done, "unit") == unit


@pytest.mark.parametrize(
    ("names", "seen", "kept"),
    [
        (("*餐饮服务*餐费加班", "夜宵"), "乙公司章印", "*餐饮服务*餐费加班夜宵"),
        ((), "乙公司餐费", "乙公司餐费"),
    ],
)
def test_only_a_missing_name_is_filled_in_the_red_light(
    paper: Sheet, names: tuple[str, ...], seen: str, kept: str
) -> None:
    edge = named(COLUMNS, "name").edge
    pieces = [run(text, edge, ROW_Y + LINE_MM * i, height=HEIGHT_MM) for i, text in enumerate(names)]
    row: Row = {"name": pieces} if pieces else {}
    (done,) = through_red(seeing(paper, seen), [row], [ROW_Y], named(COLUMNS, "name"), [WHOLE_PAGE])
    assert text_of(done, "name") == kept


@pytest.mark.parametrize(
    ("first", "again", "kept"),
    [
        ("9144030070846113X", "914403007084611", "9144030070846113X"),
        ("9144030070846113X", "110000000000000000", "9144030070846113X"),
        ("91440300****6113XA", "914403006113XAB", "91440300****6113XA"),
        ("91440300****61136T", TAX_ID, TAX_ID),
        ("9144030070846113T", TAX_ID, TAX_ID),
        (TAX_ID, TAX_ID[:-1], TAX_ID),
    ],
)
def test_a_shorter_or_another_code_is_not_better_for_its_shape(first: str, again: str, kept: str) -> None:
    line = better(Line([run(first, 0, 0)], 0.0, 400.0), run(again, 0, 0), TAX_ID_SHAPE)
    assert line.text == kept


def confidence(text: str) -> float:
    reading = read_cell([run(text, 0, 0)], ValueType.TEXT, 1)
    assert isinstance(reading, FieldReading)
    believed = unlikely("seller_name", reading).confidence
    assert believed is not None
    return believed


def test_names_of_firms_end_as_such_or_have_latin_letters() -> None:
    likely = ("昆明川沃商贸有限公司", "昆明川沃生鲜超市", "云南省农业农村厅", "川沃现代农业基地", "昆明川沃精品公寓")
    assert min(confidence(name) for name in (*likely, "昆明KFC川沃餐饮", "昆明广告中心（有限合伙）")) > 0.8
    assert confidence("昆明川沃商贸有限") < 0.6


@pytest.mark.parametrize(
    ("ends", "seen", "kept"),
    [
        (("100支/盒CM", "3157"), "支/盒CM-", "100支/盒CM-3157"),
        (("100支/盒CM", "3157"), "支/盒CM", "100支/盒CM3157"),
        (("100支/盒CM", "3157"), "支/盒CN-", "100支/盒CM3157"),
        (("100支/盒CM", "3157"), "支/盒CM-315", "100支/盒CM3157"),
        (("100支/盒CM",), "支/盒CM-", "100支/盒CM"),
        (("100支/盒CM", "3157"), "支/盒CM|", "100支/盒CM3157"),
        (("100支/盒CM", "3157"), "支/盒CM用章", "100支/盒CM3157"),
    ],
)
def test_a_wrapped_line_that_ends_early_goes_on_as_a_look_reads(
    paper: Sheet, ends: tuple[str, ...], seen: str, kept: str
) -> None:
    runs = [run(text, named(COLUMNS, "specification").edge, ROW_Y + LINE_MM * i, 2.5) for i, text in enumerate(ends)]
    (done,) = with_line_ends(seeing(paper, seen), [{"specification": runs}], COLUMNS)
    assert text_of(done, "specification") == kept


def test_a_wrapped_line_that_is_full_is_not_looked_at(paper: Sheet) -> None:
    column = named(COLUMNS, "specification")
    full = run("M12*60", column.right - 7.6, ROW_Y, 2.5)
    row: Row = {"specification": [full, run("标准型", column.edge, ROW_Y + LINE_MM, 2.5)]}
    assert with_line_ends(seeing(paper, "*60-"), [row], COLUMNS) == [row]
