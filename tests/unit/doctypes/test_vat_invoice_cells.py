"""`doctypes.vat_invoice`: what readings of cells can be, which lines make a row, and which sums are the totals."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from piaoju.doctypes.vat_invoice.arithmetic import is_taxed
from piaoju.doctypes.vat_invoice.cell_readings import numbers_in
from piaoju.doctypes.vat_invoice.completion import completed
from piaoju.doctypes.vat_invoice.forms import CLASSIC_LAYOUT
from piaoju.doctypes.vat_invoice.item_lines import lines_of
from piaoju.doctypes.vat_invoice.supplement import supplemented
from piaoju.doctypes.vat_invoice.support import doubtful, supported
from piaoju.doctypes.vat_invoice.totals import read_totals
from piaoju.model.geometry import Quad, center
from piaoju.model.page import TextLine
from piaoju.reading.kie.columns import Row, named
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.registration import LabelSpec
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Sheet
from piaoju.reading.kie.stars import is_stars
from tests.text_lines import line_in, run
from tests.unit.doctypes.classic_paper import classic_sheet

COLUMNS = CLASSIC_LAYOUT.columns
ROW_Y, HEIGHT_MM = 62.0, 3.6


@pytest.fixture(scope="module")
def paper() -> Sheet:
    return classic_sheet()


def at(column: str, text: str, y: float = ROW_Y, height: float = HEIGHT_MM) -> Run:
    return run(text, named(COLUMNS, column).left + 1.0, y, height)


def texts(runs: Sequence[Run]) -> list[str]:
    return [one.compact for one in runs]


@pytest.mark.parametrize("text", ["***", "**", "方方方", "*tt", "米*"])
def test_small_signs_are_stars(text: str) -> None:
    assert is_stars(at("tax", text))


@pytest.mark.parametrize("text", ["*", "*12", "发票专", "1.20", "*****", "*章", "*某某某"])
def test_numbers_and_words_are_no_stars(text: str) -> None:
    assert not is_stars(at("tax", text))


@pytest.mark.parametrize(
    ("seen", "rate"), [("6", "6%"), ("13", "13%"), ("135", "13%"), ("9N", "9%"), ("36", "3%"), ("13%", "13%")]
)
def test_the_sign_of_a_rate_may_be_misread_where_the_tax_agrees(seen: str, rate: str) -> None:
    first: Row = {"amount": [at("amount", "1000.00")]}
    tax = f"{int(rate[:-1]) * 10}.00"
    first["tax"] = [at("tax", tax)]
    found = numbers_in(at("tax_rate", seen), "tax_rate", first)
    row = supported(first, {"tax_rate": [None, *found], "tax": [first["tax"][0]]})
    assert texts(row["tax_rate"]) == [rate]


@pytest.mark.parametrize(("seen", "tax"), [("6", "130.00"), ("135", "60.00"), ("发", "60.00"), ("1234", "120.00")])
def test_no_rate_is_made_up(seen: str, tax: str) -> None:
    first: Row = {"amount": [at("amount", "1000.00")], "tax": [at("tax", tax)]}
    found = numbers_in(at("tax_rate", seen), "tax_rate", first)
    row = supported(first, {"tax_rate": [None, *found], "tax": [first["tax"][0]]})
    assert "tax_rate" not in row


@pytest.mark.parametrize(
    ("rate", "is_right"), [("免税", True), ("", True), ("0%", True), ("13%", False), ("13", False)]
)
def test_stars_stand_for_the_tax_of_an_exempt_line_alone(rate: str, is_right: bool) -> None:
    row: Row = {"amount": [at("amount", "1000.00")], "tax": [at("tax", "***")]}
    row |= {"tax_rate": [at("tax_rate", rate)]} if rate else {}
    assert is_taxed(row) is is_right


def test_two_cells_that_one_look_reads_are_parted() -> None:
    price, quantity = at("unit_price", "277.30"), run("2", named(COLUMNS, "unit_price").right, ROW_Y, HEIGHT_MM)
    found = numbers_in(Run((*price.glyphs, *quantity.glyphs)), "unit_price", {})
    assert {"277.30", "2"} <= set(texts(found))


def test_rows_of_a_table_with_prices_are_looked_at_for_them() -> None:
    row: Row = {"amount": [at("amount", "100.00")]}
    assert doubtful(row, {"amount", "unit_price"}) == ["amount", "quantity", "unit_price"]
    assert doubtful(row, {"amount", "tax"}) == []


def test_a_unit_that_touches_quantity_and_price_is_a_cell_of_its_own() -> None:
    merged = run("千瓦时128.2051282051280.6902654867257", named(COLUMNS, "unit").left, ROW_Y, HEIGHT_MM)
    (line,) = lines_of([merged, at("amount", "88.50")])
    assert texts(line) == ["千瓦时", "128.2051282051280.6902654867257", "88.50"]
    assert texts(lines_of([at("specification", "A4纸 80.5"), at("amount", "88.50")])[0]) == ["A4纸80.5", "88.50"]


def test_lines_nearer_than_rows_can_be_are_one() -> None:
    low = [at("name", "*汽油*车用汽油", 62.6), at("tax", "7.52", 62.6), run("联", 208.2, 63.5, HEIGHT_MM)]
    high = [at("amount", "48", 61.5, 1.2), at("tax_rate", "1%", 61.4), run("二", 208.5, 60.6, HEIGHT_MM)]
    assert len(lines_of([*low, *high])) == 1
    assert len(lines_of([*low[:2], at("tax", "1.00", 60.95, 3.0)])) == 2
    assert len(lines_of([*low, at("amount", "48.00", 67.1)])) == 2


def test_totals_of_a_form_that_prints_no_label_for_them_are_not_looked_for(paper: Sheet) -> None:
    def is_of_total(one: Label | LabelSpec) -> bool:
        return one.name == "total_figures"

    registration = paper.registration
    form = replace(registration.form, labels=tuple(spec for spec in registration.form.labels if not is_of_total(spec)))
    labels = tuple(label for label in paper.labels if not is_of_total(label))
    bare = replace(paper, labels=labels, registration=replace(registration, form=form))
    assert supplemented(bare, CLASSIC_LAYOUT, {}) == {}


def test_sums_bear_a_sign_where_an_item_stands_below_them(paper: Sheet) -> None:
    sums = [run("¥100.00", 150.0, 94.0, HEIGHT_MM), run("¥13.00", 193.0, 94.0, HEIGHT_MM)]
    items = [run("29.31", 156.0, 93.0, HEIGHT_MM), run("3.81", 199.0, 93.0, HEIGHT_MM)]
    found = read_totals(replace(paper, values=(*sums, *items)), CLASSIC_LAYOUT)
    assert (found["total_excluding_tax"].value, found["total_tax"].value) == ("100.00", "13.00")


def test_a_long_price_without_a_point_gets_the_one_that_the_amount_tells() -> None:
    first: Row = {"quantity": [at("quantity", "24")], "amount": [at("amount", "214.73")]}
    found = numbers_in(at("unit_price", "89469026548673"), "unit_price", first)
    row = supported(first, {"quantity": first["quantity"], "unit_price": [None, *found]})
    assert texts(row["unit_price"]) == ["8.9469026548673"]


@pytest.mark.parametrize("price", ["89469", "99469026548673"])
def test_no_point_is_added_to_a_short_price_nor_to_one_of_another_amount(price: str) -> None:
    first: Row = {"quantity": [at("quantity", "24")], "amount": [at("amount", "214.73")]}
    found = numbers_in(at("unit_price", price), "unit_price", first)
    assert "unit_price" not in supported(first, {"quantity": first["quantity"], "unit_price": [None, *found]})


def test_points_are_added_to_one_number_of_a_product_or_tax_alone() -> None:
    amounts = numbers_in(at("amount", "78956"), "amount", {})
    taxes = numbers_in(at("tax", "10264"), "tax", {})
    rate = at("tax_rate", "13%")
    assert "789.56" in texts(amounts)
    assert supported({"tax_rate": [rate]}, {"amount": amounts, "tax": taxes, "tax_rate": [rate]}) == {
        "tax_rate": [rate]
    }
    whole = supported({}, {"amount": amounts, "tax": [at("tax", "102.64")], "tax_rate": [rate]})
    assert texts(whole["amount"]) == ["789.56"]


def test_the_first_digit_of_a_price_is_no_digit_of_the_quantity() -> None:
    first: Row = {"unit_price": [at("unit_price", "29.327433628")], "amount": [at("amount", "29.33")]}
    found = numbers_in(at("quantity", "12"), "quantity", first)
    row = supported(first, {"quantity": [None, *found], "unit_price": first["unit_price"]})
    assert texts(row["quantity"]) == ["1"]


def test_a_cell_that_shows_nothing_in_plain_light_is_looked_at_through_a_seal(paper: Sheet) -> None:
    cells = {"quantity": "1", "unit_price": "19765.396"}

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, _seen(quad) if without_seals else "") for quad in quads]

    def _seen(quad: Quad) -> str:
        ((x, _),) = paper.registration.place(np.array([center(quad)]))
        (column,) = [one for one in COLUMNS if one.left <= x < one.right]
        return cells.get(column.name, "")

    sheet = replace(paper, document=replace(paper.document, look=look))
    row: Row = {"amount": [at("amount", "19765.40")], "tax_rate": [at("tax_rate", "6%")], "tax": [at("tax", "1185.92")]}
    other = {name: [at(name, text, ROW_Y + 10)] for name, text in {**cells, "amount": "19765.40"}.items()}
    everywhere = [(0.0, 0.0, 210.0, 140.0)]
    done, _ = completed(sheet, [row, other], COLUMNS, [ROW_Y, ROW_Y + 10], everywhere)
    assert {name: texts(done[name]) for name in cells} == {name: [text] for name, text in cells.items()}
