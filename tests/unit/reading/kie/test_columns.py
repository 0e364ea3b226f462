"""`reading.kie.columns`: pieces of a table's row are put into columns."""

from decimal import Decimal

import pytest

from piaoju.reading.kie.columns import Column, Row, assign_row, best_shift, shifted
from piaoju.reading.kie.runs import Run
from tests.text_lines import run, width_of

TEXT_MM = 3.0
NUMBER = r"\d+(\.\d+)?"
COLUMNS = (
    Column("name", 5.0, 55.0, "left", 6.0, is_text=True),
    Column("unit", 55.0, 70.0, "middle", 62.5, r"[^\d.]{1,4}"),
    Column("quantity", 70.0, 95.0, "right", 94.0, NUMBER),
    Column("unit_price", 95.0, 120.0, "right", 119.0, NUMBER),
    Column("amount", 120.0, 150.0, "right", 149.0, r"\d+\.\d\d"),
    Column("tax_rate", 150.0, 165.0, "middle", 157.5, r"\d+%"),
)


def left(text: str, edge: float) -> Run:
    return run(text, edge, 60.0, TEXT_MM)


def middle(text: str, edge: float) -> Run:
    return run(text, edge - width_of(text, TEXT_MM) / 2, 60.0, TEXT_MM)


def right(text: str, edge: float) -> Run:
    return run(text, edge - width_of(text, TEXT_MM), 60.0, TEXT_MM)


def full_row(shift: float = 0.0) -> list[Run]:
    return [
        left("*服务*测试", 6.0 + shift),
        middle("次", 62.5 + shift),
        right("2", 94.0 + shift),
        right("12.5", 119.0 + shift),
        right("25.00", 149.0 + shift),
        middle("6%", 157.5 + shift),
    ]


FULL = {
    "name": "*服务*测试",
    "unit": "次",
    "quantity": "2",
    "unit_price": "12.5",
    "amount": "25.00",
    "tax_rate": "6%",
}


def texts(row: Row) -> dict[str, str]:
    return {name: "".join(piece.text for piece in pieces) for name, pieces in row.items()}


def multiplies(row: Row) -> bool:
    """Tell whether quantity times price gives the amount."""
    values = texts(row)
    try:
        numbers = [Decimal(values[name]) for name in ("quantity", "unit_price", "amount")]
    except (KeyError, ArithmeticError):
        return False
    return abs(numbers[0] * numbers[1] - numbers[2]) <= Decimal("0.01")


class TestAssignRow:
    def test_puts_every_value_into_its_column(self) -> None:
        row, _ = assign_row(full_row()[::-1], COLUMNS)
        assert texts(row) == FULL

    @pytest.mark.parametrize("missing", ["unit", "quantity", "unit_price", "tax_rate"])
    def test_a_missing_value_moves_no_other(self, missing: str) -> None:
        pieces = [piece for piece in full_row() if piece.text != FULL[missing]]
        row, _ = assign_row(pieces, COLUMNS)
        assert texts(row) == {name: text for name, text in FULL.items() if name != missing}

    def test_text_may_consist_of_pieces(self) -> None:
        row, _ = assign_row([left("*服务*", 6.0), left("测试", 24.0), right("25.00", 149.0)], COLUMNS)
        assert texts(row) == {"name": "*服务*测试", "amount": "25.00"}

    def test_a_number_is_one_piece(self) -> None:
        row, _ = assign_row([right("25.00", 149.0), left("7", 149.5)], COLUMNS)
        assert texts(row)["amount"] == "25.00"

    def test_garbage_is_dropped(self) -> None:
        garbage = run("甲乙丙丁", 108.0, 60.0, TEXT_MM)
        row, cost = assign_row([*full_row(), garbage], COLUMNS)
        assert texts(row) == FULL
        assert cost > assign_row(full_row(), COLUMNS)[1]

    def test_grammar_decides_between_neighbours(self) -> None:
        row, _ = assign_row([right("25.00", 149.0), middle("13%", 153.0)], COLUMNS)
        assert texts(row) == {"amount": "25.00", "tax_rate": "13%"}

    def test_cuts_what_runs_over_a_border(self) -> None:
        merged = left("*服务*测试服务次", 40.0)
        row, _ = assign_row([merged, right("25.00", 149.0)], COLUMNS)
        assert "".join(texts(row).get(name, "") for name in ("name", "unit")) == merged.text

    @pytest.mark.parametrize(("quantity", "amount"), [("2", "25.00"), ("21", "52.50")])
    def test_arithmetic_tells_where_to_cut(self, quantity: str, amount: str) -> None:
        # By place alone the same print would be cut at the same glyph, whatever the amount.
        merged = run("212.5000000000000", 92.2, 60.0, TEXT_MM)
        row, _ = assign_row([merged, right(amount, 149.0)], COLUMNS, multiplies)
        price = merged.text.removeprefix(quantity)
        assert texts(row) == {"quantity": quantity, "unit_price": price, "amount": amount}

    def test_no_pieces_give_an_empty_row(self) -> None:
        assert assign_row([], COLUMNS) == ({}, 0.0)


class TestShift:
    def test_moves_borders_and_edges(self) -> None:
        (column,) = shifted([COLUMNS[1]], 2.5)
        assert (column.left, column.right, column.edge) == (57.5, 72.5, 65.0)
        assert column.name == "unit"

    @pytest.mark.parametrize("shift", [-6.0, -2.0, 0.0, 3.0, 8.0])
    def test_is_found_from_the_rows(self, shift: float) -> None:
        rows = [full_row(shift), full_row(shift)]
        found = best_shift(rows, COLUMNS, 10.0)
        assert abs(found - shift) <= 1.0
        row, _ = assign_row(rows[0], shifted(COLUMNS, found))
        assert texts(row) == FULL

    def test_reaches_no_further_than_told(self) -> None:
        assert best_shift([full_row(8.0)], COLUMNS, 0.0) == 0.0
        assert abs(best_shift([full_row(8.0)], COLUMNS, 3.0)) <= 3.0
