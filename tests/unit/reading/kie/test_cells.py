"""`reading.kie.cells` and `labelled`: which printed value stands in which cell of a ruled form."""

from collections.abc import Sequence

import pytest

from piaoju.reading.kie.cells import Cell, Filling, fill, label_specs, mapped
from piaoju.reading.kie.labelled import fill_by_labels
from piaoju.reading.kie.labels import Label, chains, find_labels
from piaoju.reading.kie.runs import Run, joined
from tests.text_lines import run

TEXT_MM = 3.5
PATTERNS = {"name": "名称", "phone": "电话", "address": "地址", "bank": "开户行", "code": "代码", "seat": "座位"}
CELLS = (
    Cell("code", "code", 120.0, 140.0, 190.0, 0.0, 8.0, is_preprinted=True, is_outside=True),
    Cell("buyer_name", "name", 10.0, 30.0, 100.0, 10.0, 20.0),
    Cell("buyer_phone", "phone", 100.0, 120.0, 190.0, 10.0, 20.0),
    Cell("address", "address", 10.0, 30.0, 100.0, 20.0, 30.0),
    Cell("seat", "seat", 100.0, 120.0, 190.0, 20.0, 30.0),
    Cell("seller_name", "name", 10.0, 30.0, 100.0, 30.0, 40.0),
    Cell("seller_phone", "phone", 100.0, 120.0, 190.0, 30.0, 40.0),
    Cell("bank", "bank", 10.0, 30.0, 190.0, 40.0, 50.0),
)


def value(text: str, x: float, y: float) -> Run:
    return run(text, x, y, TEXT_MM)


def printed_labels(without: Sequence[str] = ()) -> list[Label]:
    runs = [
        value(PATTERNS[cell.label], cell.left + 2, cell.y) for cell in CELLS if cell.label and cell.name not in without
    ]
    return find_labels(chains(runs, 1.0), PATTERNS)


def texts(filling: Filling) -> dict[str, list[str]]:
    return {name: [run.text for run in runs] for name, runs in filling.values.items()}


VALUES = {
    "buyer_name": "甲乙公司",
    "buyer_phone": "12345678",
    "address": "某某路1号",
    "seat": "5",
    "seller_name": "丙丁公司",
    "seller_phone": "87654321",
    "bank": "某某银行",
}


@pytest.mark.parametrize("right", [-1.5, 0.0, 2.5])
@pytest.mark.parametrize("down", [-3.0, 0.0, 2.75])
def test_print_that_is_shifted_as_a_whole_stays_in_its_cells(right: float, down: float) -> None:
    places = {cell.name: cell for cell in CELLS}
    runs = [value(text, places[name].middle + 1 + right, places[name].y + down) for name, text in VALUES.items()]
    filling = fill(CELLS, [], [*runs, value("12345", 141.0, 4.0)])
    assert texts(filling) == {**{name: [text] for name, text in VALUES.items()}, "code": ["12345"]}
    assert filling.cells["bank"].middle == pytest.approx(30.0 + right, abs=0.3)
    assert filling.cells["code"].middle == 140.0


def test_what_is_left_of_a_label_is_no_value() -> None:
    filling = fill(CELLS, [], [value("各称甲乙公司", 23.0, 15.0), value("地", 12.0, 25.0)])
    assert texts(filling) == {"buyer_name": ["甲乙公司"]}


def test_a_value_that_runs_into_the_next_cell_is_cut_there() -> None:
    # The label between them was misread, so that it does not part them.
    whole = joined([value("甲" * 18, 31.0, 15.0), value("申话：", 102.0, 15.0), value("12345678", 121.0, 15.0)])
    assert texts(fill(CELLS, [], [whole])) == {"buyer_name": ["甲" * 18], "buyer_phone": ["12345678"]}


def test_a_value_may_run_over_the_end_of_its_cell() -> None:
    long = "甲" * 20
    assert texts(fill(CELLS, [], [value(long, 31.0, 15.0)])) == {"buyer_name": [long]}


def test_print_in_the_margin_is_no_value() -> None:
    filling = fill(CELLS, [], [value("12345678", 121.0, 15.0), value("联", 190.0, 15.0), value("第", 195.0, 35.0)])
    assert texts(filling) == {"buyer_phone": ["12345678"]}


def test_lines_of_a_wrapped_value_belong_together() -> None:
    filling = fill(CELLS, [], [value("甲乙丙丁戊", 31.0, 12.8), value("公司", 31.0, 17.2)])
    assert texts(filling) == {"buyer_name": ["甲乙丙丁戊", "公司"]}


def test_what_begins_elsewhere_is_of_a_stamp() -> None:
    filling = fill(CELLS, [], [value("甲乙公司", 31.0, 15.0), value("付讫", 70.0, 17.5), value("专用章", 80.0, 12.0)])
    assert texts(filling) == {"buyer_name": ["甲乙公司"]}


def test_what_is_larger_than_the_value_before_it_is_of_a_stamp() -> None:
    stamp = run("有限", 46.0, 15.0, 1.6 * TEXT_MM)
    assert texts(fill(CELLS, [], [value("甲乙公司", 31.0, 15.0), stamp])) == {"buyer_name": ["甲乙公司"]}


def test_a_value_that_lost_its_beginning_is_kept() -> None:
    assert texts(fill(CELLS, [], [value("公司", 60.0, 15.0)])) == {"buyer_name": ["公司"]}


def test_a_cell_outside_the_table_goes_where_its_label_is() -> None:
    labels = find_labels(chains([value("代码", 100.0, 9.0)]), PATTERNS)
    filling = fill(CELLS, labels, [value("12345", 109.0, 9.2)])
    assert texts(filling) == {"code": ["12345"]}


class TestFillByLabels:
    def values(self) -> list[Run]:
        places = {cell.name: cell for cell in CELLS}
        return [value(text, places[name].middle + 1, places[name].y + 0.5) for name, text in VALUES.items()]

    def test_equal_labels_are_told_apart_by_the_rows_of_the_others(self) -> None:
        found = texts(fill_by_labels(CELLS, printed_labels(), self.values()))
        assert found == {name: [text] for name, text in VALUES.items()}

    def test_also_if_one_of_them_was_not_read(self) -> None:
        found = texts(fill_by_labels(CELLS, printed_labels(without=["buyer_name"]), self.values()))
        assert found["seller_name"] == ["丙丁公司"]
        assert "buyer_name" not in found

    def test_without_other_labels_by_their_order_if_all_were_read(self) -> None:
        others = [cell.name for cell in CELLS if cell.label not in ("name",)]
        labels = printed_labels(without=others)
        found = texts(fill_by_labels(CELLS, labels, [value("甲乙公司", 31.0, 15.0), value("丙丁公司", 31.0, 35.0)]))
        assert found == {"buyer_name": ["甲乙公司"], "seller_name": ["丙丁公司"]}
        assert fill_by_labels(CELLS, labels[:1], [value("甲乙公司", 31.0, 15.0)]).values == {}

    def test_a_value_without_a_label_before_it_belongs_nowhere(self) -> None:
        assert fill_by_labels(CELLS, printed_labels(), [value("甲乙公司", 1.0, 5.0)]).values == {}


def test_label_specs_give_equal_labels_several_places() -> None:
    specs = {spec.name: spec for spec in label_specs(CELLS, PATTERNS, {"bank": ("开户银行",)})}
    assert specs["name"].places == ((20.0, 15.0), (20.0, 35.0))
    assert specs["name"].pattern == "名称"
    assert specs["bank"].places == ((20.0, 45.0),)
    assert (specs["bank"].words, specs["name"].words) == (("开户银行",), ())


def test_mapped() -> None:
    cell = mapped(CELLS[1], (10.0, 10.0, 190.0, 50.0), (0.0, 0.0, 90.0, 80.0))
    assert (cell.left, cell.middle, cell.right, cell.top, cell.bottom) == (0.0, 10.0, 45.0, 0.0, 20.0)
    assert (cell.name, cell.label, cell.is_preprinted) == ("buyer_name", "name", False)
