"""`doctypes.taxi_receipt`: values that slid against their labels, values without labels, and what must not be read."""

from collections.abc import Sequence

import pytest

from piaoju.doctypes.taxi_receipt import grammar
from piaoju.doctypes.taxi_receipt.extract import extract
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.ladder import fit
from tests.text_lines import line, line_in, located, run, width_of
from tests.unit.doctypes.taxi_slips import (
    FIRST_ROW,
    HEAD,
    NORTH,
    NORTH_VALUES,
    PITCH,
    RIGHT,
    SOUTH,
    SOUTH_VALUES,
    fields,
    slip,
    values,
)

SLIDES = pytest.mark.parametrize("slide", [-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5])


@SLIDES
def test_reads_a_slip_with_a_range_of_times(slide: float) -> None:
    assert values(slip(NORTH, slide=slide)) == NORTH_VALUES


@SLIDES
def test_reads_a_slip_with_two_times(slide: float) -> None:
    assert values(slip(SOUTH, slide=slide)) == SOUTH_VALUES


@SLIDES
@pytest.mark.parametrize("label", ["plate", "date", "board_time", "alight_time", "distance", "waiting_time"])
def test_a_label_that_was_not_read_costs_no_value(label: str, slide: float) -> None:
    assert values(slip(SOUTH, slide=slide, without_labels=[label])) == SOUTH_VALUES


@SLIDES
@pytest.mark.parametrize("name", ["plate", "date", "board_time", "unit_price", "distance", "waiting_time", "call_fee"])
def test_what_is_not_printed_is_not_read(name: str, slide: float) -> None:
    assert values(slip(SOUTH, slide=slide, values={name: ""})) == {
        key: value for key, value in SOUTH_VALUES.items() if key != name
    }


def test_labels_printed_by_the_machine() -> None:
    lines = [line(text, x, y) for text, x, y in HEAD]
    for index, (label, value) in enumerate(SOUTH.values()):
        lines.append(line(label + value, 60, FIRST_ROW + index * PITCH))
    assert values(lines) == SOUTH_VALUES


def test_a_form_in_another_order() -> None:
    order = ("certificate", "plate", "date", "board_time", "alight_time", "distance", "unit_price", "fare")
    rows = {name: SOUTH[name] for name in order}
    found = values(slip(rows, slide=0.8, values={"certificate": "A123456", "distance": "5.25", "unit_price": "2.70"}))
    assert (found["plate"], found["distance"], found["unit_price"]) == ("BD12345", "5.25", "2.70")


def test_text_of_a_neighbour_at_the_edge_changes_nothing() -> None:
    beside = [("车号：", 520, 380), ("证号：", 520, 420), ("单价：", 520, 560), ("元", 0, 600), ("8:40", -30, 520)]
    assert values([*slip(SOUTH), *(line(text, x, y) for text, x, y in beside)]) == SOUTH_VALUES


def test_a_preprinted_province_is_no_part_of_the_plate() -> None:
    beside = line("粤", RIGHT - width_of("BD12345") - 32, FIRST_ROW)
    assert values([*slip(SOUTH), beside])["plate"] == "BD12345"


def test_a_province_that_the_machine_prints_is() -> None:
    assert values(slip(SOUTH, values={"plate": "粤B·D12345"}))["plate"] == "粤BD12345"


def test_a_plate_that_cannot_be_is_less_sure() -> None:
    assert (fields(slip(SOUTH, values={"plate": "BL12345"}))["plate"].confidence or 1) < 0.5


def test_looks_again_beside_a_label() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, "" if without_seals else "¥33.00") for quad in quads]

    lines = slip(NORTH, slide=0.5, values={"total_paid": "00"})
    found = extract(located(lines, look=look)).fields
    assert found["total_paid"].value == "33.00"
    assert found["total_paid"].raw_text == ""
    assert found["amount_paid"].value == "33.00"
    place = found["total_paid"].quad
    assert place is not None
    row = FIRST_ROW + (list(NORTH).index("total_paid") + 0.5) * PITCH
    assert (place[0][1] + place[2][1]) / 2 == pytest.approx(row, abs=0.25 * PITCH)


def test_a_second_look_that_is_unsure_counts_for_nothing() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "¥33.00", confidence=0.7) for quad in quads]

    found = extract(located(slip(NORTH, values={"total_paid": ""}), look=look)).fields
    assert "total_paid" not in found


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("board_time", "112:17", "12:17"),
        ("board_time", "K0970)15:40", "15:40"),
        ("unit_price", "3.758/km", "3.75"),
        ("unit_price", "2.30元/公里", "2.30"),
        ("distance", "15.7km", "15.7"),
        ("date", "21-03-04", "2021-03-04"),
        ("date", "20210304", "2021-03-04"),
        ("waiting_time", "00:05.56", "00:05.56"),
        ("fare", "¥ 26.00元", "26.00"),
        ("call_fee", "0元", "0"),
        ("call_fee", "4元手", "4"),
        ("unit_price", "2-70元", "2.70"),
        ("distance", "5·25KM", "5.25"),
        ("fare", "26,00元", "26.00"),
    ],
)
def test_printed_forms_of_values(name: str, text: str, value: str) -> None:
    assert values(slip(SOUTH, values={name: text}))[name] == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("distance", "¥26.00"),
        ("unit_price", "5.25KM"),
        ("fare", "914403001921792355"),
        ("fare", "某00元"),
        ("fare", "2600元"),
        ("fare", "2019.02号"),
        ("board_time", "25:10"),
        ("plate", "K0970"),
        ("plate", "TAXRECE"),
    ],
)
def test_texts_that_are_no_value(name: str, text: str) -> None:
    found = fit(run(text, 0, 0), grammar.GRAMMARS[name])
    assert found is None or found[1] >= 0.5


def test_a_value_that_the_detection_cut_is_read_anew() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "59.50元") for quad in quads]

    rows = {name: row for name, row in SOUTH.items() if name not in ("fuel_surcharge", "call_fee")}
    y = FIRST_ROW + list(rows).index("fare") * PITCH
    cut = [line("59", 285, y), line("9.50元", 303, y)]
    fare = extract(located([*slip(rows, values={"fare": ""}), *cut], look=look)).fields["fare"]
    assert (fare.value, fare.raw_text) == ("59.50", "599.50元")


@pytest.mark.parametrize(("printed", "plate"), [("粵B·D12345", "粤BD12345"), ("门B·D12345", "BD12345")])
def test_a_province_is_one_that_exists(printed: str, plate: str) -> None:
    lines = slip(SOUTH, values={"plate": ""})
    lines.append(
        line(printed, RIGHT - width_of(printed), FIRST_ROW, also={0: [("粤", 0.1)]} if plate[0] == "粤" else None)
    )
    assert values(lines)["plate"] == plate


@pytest.mark.parametrize("label", ["unit_price", "distance"])
@pytest.mark.parametrize("first", ["unit_price", "distance"])
def test_price_and_distance_stand_either_way(label: str, first: str) -> None:
    second = "distance" if first == "unit_price" else "unit_price"
    order = ("plate", "date", "board_time", "alight_time", first, second, "waiting_time", "fare")
    found = values(slip({name: SOUTH[name] for name in order}, without_labels=[label]))
    assert (found["unit_price"], found["distance"]) == ("2.70", "5.25")


ORDERS = {
    "north": ("unit_price", "distance"),
    "south": ("distance", "unit_price"),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_values_are_told_without_any_label(order: tuple[str, str]) -> None:
    names = ("plate", "date", "board_time", "alight_time", *order, "waiting_time", "fare")
    rows = {name: SOUTH[name] for name in names}
    found = values(slip(rows, without_labels=names))
    assert {name: found[name] for name in names} == {name: SOUTH_VALUES[name] for name in names}


def test_a_small_amount_without_a_label_is_no_fare() -> None:
    rows = {name: SOUTH[name] for name in SOUTH if name not in ("fare", "fuel_surcharge")}
    assert "fare" not in values(slip(rows, values={"call_fee": "¥1.50元"}, without_labels=["call_fee"]))


def test_rows_that_the_form_is_known_to_have_need_no_label() -> None:
    lost = ["fare", "fuel_surcharge", "call_fee"]
    assert values(slip(SOUTH, without_labels=lost)) == SOUTH_VALUES


def test_nothing_follows_from_a_fare_above_amounts_of_another_form() -> None:
    lost = ["fare", "fuel_surcharge", "call_fee"]
    head = [line(text.replace("144032170119", "151012170119"), x, y) for text, x, y in HEAD]
    found = values([*head, *slip(SOUTH, without_labels=lost)[len(HEAD) :]])
    assert found["fare"] == "26.00"
    assert not {"fuel_surcharge", "call_fee", "amount_paid"} & set(found)


def test_a_row_that_is_missing_between_others_is_looked_for() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "3.50元") for quad in quads]

    lines = slip(SOUTH, values={"unit_price": ""}, without_labels=["unit_price"])
    assert extract(located(lines, look=look)).fields["unit_price"].value == "3.50"


def test_a_total_less_than_its_fare_lost_its_beginning() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "33.00") for quad in quads]

    lines = slip(NORTH, values={"total_paid": "3.00"})
    paid = extract(located(lines, look=look)).fields["total_paid"]
    assert (paid.value, paid.raw_text) == ("33.00", "3.00")


def test_a_fare_less_than_the_way_costs_lost_its_beginning() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "¥76.00元") for quad in quads]

    lines = slip(SOUTH, values={"distance": "25.25KM", "fare": "6.00元"})
    assert extract(located(lines, look=look)).fields["fare"].value == "76.00"


def test_hours_of_a_time_waited_are_looked_for() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, "00:08130") for quad in quads]

    lines = slip(SOUTH, values={"waiting_time": "08:30"})
    assert extract(located(lines, look=look)).fields["waiting_time"].value == "00:08:30"
    assert values(lines)["waiting_time"] == "08:30"


@pytest.mark.parametrize(
    ("seen", "times"),
    [("09108-09:31", {"board_time": "09:08", "alight_time": "09:31"}), ("", {"alight_time": "09:31"})],
)
def test_of_a_range_that_was_cut_the_end_is_left(seen: str, times: dict[str, str]) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        return [line_in(quad, seen) for quad in quads]

    found = extract(located(slip(NORTH, values={"time": "09:31"}), look=look)).fields
    assert {name: found[name].value for name in ("board_time", "alight_time") if name in found} == times


@pytest.mark.parametrize("slide", [0.0, 0.5])
def test_a_column_that_the_detection_took_for_a_pattern_is_found_beside_the_labels(slide: float) -> None:
    printed = {FIRST_ROW + (index + slide) * PITCH: value for index, (_, value) in enumerate(NORTH.values()) if value}

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        seen = []
        for quad in quads:
            y = (quad[0][1] + quad[2][1]) / 2
            level = min(printed, key=lambda row: abs(row - y))
            seen.append(line_in(quad, printed[level] if abs(level - y) < 0.2 * PITCH else ""))
        return seen

    labels = slip(NORTH, values=dict.fromkeys(NORTH, ""))
    found = extract(located(labels, look=look)).fields
    assert {name: str(reading.value) for name, reading in found.items()} == NORTH_VALUES


def test_a_column_without_print_stays_unread() -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, "") for quad in quads]

    found = extract(located(slip(NORTH, values=dict.fromkeys(NORTH, "")), look=look)).fields
    assert found.keys() == {"title", "location", "invoice_code", "invoice_number"}
