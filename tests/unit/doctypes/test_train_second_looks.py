"""`doctypes.train_ticket`: what blur and seals leave of a card, read where the form prints it."""

from collections.abc import Sequence

import pytest

from piaoju.doctypes.train_ticket.extract import extract
from piaoju.doctypes.train_ticket.pinyin import spelt
from piaoju.doctypes.train_ticket.values import read_value
from piaoju.model.document import Look
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from tests.text_lines import line, line_in, located, run
from tests.unit.doctypes.train_cards import CARD, PX_PER_MM, card, seen_there

VALUES = {
    "ticket_number": "017A012345",
    "departure_station": "甲东",
    "arrival_station": "乙丙南",
    "departure_pinyin": "Jiadong",
    "arrival_pinyin": "Yibingnan",
    "train_number": "G1234",
    "departure_time": "2020-03-04 08:15",
    "seat_number": "05车12A号",
    "seat_class": "二等座",
    "fare": "123.5",
    "passenger_id": "1101011990****0011",
    "passenger_name": "甲乙丙",
    "ticket_code": "12345678901234A012345",
}
PRINTED = sorted(CARD.keys() - {"validity"})


def read(lines: list[TextLine], look: Look | None = None) -> dict[str, str]:
    document = located(lines) if look is None else located(lines, look=look)
    return {name: str(reading.value) for name, reading in extract(document).fields.items()}


def test_a_card_read_whole_needs_no_second_look() -> None:
    def look(quads: object, *, without_seals: bool = False) -> list[TextLine]:
        raise AssertionError("looked again")

    assert read(card(), look) == VALUES


@pytest.mark.parametrize("lost", PRINTED)
@pytest.mark.parametrize("is_sealed", [False, True], ids=["overlooked", "sealed"])
def test_what_was_not_read_is_read_at_its_place(lost: str, *, is_sealed: bool) -> None:
    look = seen_there(through_red=[lost] if is_sealed else [])
    assert read(card(**{lost: ""}), look) == VALUES


def looking(as_printed: str, through_seal: str) -> Look:
    """Return a second look that reads one text wherever it looks, another through a seal."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, through_seal if without_seals else as_printed) for quad in quads]

    return look


@pytest.mark.parametrize(
    ("printed", "as_printed", "through_seal", "seat_class"),
    [
        ("调硬座", "调硬座", "新空调硬座", "新空调硬座"),
        ("调硬座", "硬座", "新空调硬座", "新空调硬座"),
        ("调二等座", "二等座", "二等座", "二等座"),
        ("改调二等座", "改调二等座", "二等座", "二等座"),
        ("等座", "等座", "优选一等座", "优选一等座"),
    ],
)
def test_a_class_that_lost_its_beginning_is_read_anew(
    printed: str, as_printed: str, through_seal: str, seat_class: str
) -> None:
    assert read(card(seat_class=printed), looking(as_printed, through_seal))["seat_class"] == seat_class


def test_a_class_that_no_look_reads_whole_is_less_sure() -> None:
    there = extract(located(card(seat_class="调硬座"), look=looking("调硬座", ""))).fields["seat_class"]
    assert (there.value, there.raw_text) == ("硬座", "调硬座")
    assert (there.confidence or 1.0) < 0.5


@pytest.mark.parametrize(
    ("through_seal", "seat_class"),
    [("优选一等座", "优选一等座"), ("一等座", "一等座"), ("二等座", "一等座"), ("", "一等座")],
)
def test_a_class_that_begins_late_is_read_anew(through_seal: str, seat_class: str) -> None:
    late = line("一等座", 65.0 * PX_PER_MM, 22.6 * PX_PER_MM, 3.6 * PX_PER_MM)
    found = read([*card(seat_class=""), late], looking("一等座", through_seal))
    assert found["seat_class"] == seat_class


@pytest.mark.parametrize(
    ("number", "considered", "value", "raw", "is_sure"),
    [
        ("748A012345", [("Z", 0.2)], "Z48A012345", "748A012345", False),
        ("255A012345", [("Z", 0.2)], "255A012345", None, True),
        ("256A012345", [("1", 0.2)], "256A012345", None, False),
    ],
)
def test_a_window_that_there_is_not_is_a_machine_if_its_letter_was_considered(
    number: str, considered: list[tuple[str, float]], value: str, raw: str | None, *, is_sure: bool
) -> None:
    reading = read_value("ticket_number", run(number, 0, 0, also={0: considered}), 1)
    assert reading is not None
    assert (reading.value, reading.raw_text) == (value, raw)
    assert ((reading.confidence or 0.0) > 0.5) is is_sure


@pytest.mark.parametrize(
    ("number", "is_sure"), [("12345A678901234567890" + "2025", True), ("12345A678901234567890", False)]
)
def test_an_e_ticket_number_that_lacks_its_end_is_less_sure(number: str, *, is_sure: bool) -> None:
    fields = extract(located([line(f"电子客票号：{number}", 50, 50)])).fields
    assert fields["e_ticket_number"].value == number
    assert ((fields["e_ticket_number"].confidence or 0.0) > 0.5) is is_sure


def test_a_class_in_place_of_another_is_read_to_its_end() -> None:
    assert read(card(seat_class="硬卧代硬座"))["seat_class"] == "硬卧代硬座"


@pytest.mark.parametrize("lost", PRINTED)
def test_what_is_not_seen_at_its_place_stays_unread(lost: str) -> None:
    without = read(card(**{lost: ""}), seen_there(**{lost: ""}))
    assert without.items() <= VALUES.items()
    assert without.keys() != VALUES.keys()


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("departure_station", "财务专用章"),
        ("train_number", "报销"),
        ("departure_pinyin", "Jiadong3"),
        ("departure_time", "20203月04日08:15"),
        ("seat_number", "05车1"),
        ("ticket_code", "1234567890123A012345"),
    ],
)
def test_what_cannot_be_the_value_is_not_taken(name: str, there: str) -> None:
    assert name not in read(card(**{name: ""}), seen_there(**{name: there}))


def test_a_value_cut_by_a_seal_gives_way_to_the_whole_one() -> None:
    cut = card(passenger="1101011990****", departure_station="甲东", ticket_number="17A012345")
    assert read(cut, seen_there()) == VALUES


def test_a_seat_without_the_letter_that_its_class_has_is_read_again() -> None:
    assert read(card(seat_number="05车12号"), seen_there()) == VALUES
    hard = read(card(seat_number="05车12号", seat_class="硬座"), seen_there())
    assert (hard["seat_number"], hard["seat_class"]) == ("05车12号", "硬座")


def test_a_berth_is_read_to_its_end() -> None:
    sleeper = {"seat_number": "05车012号上铺", "seat_class": "高级动卧"}
    found = read(card(seat_number="05车012号上", seat_class="高级动卧"), seen_there(**sleeper))
    assert found == VALUES | sleeper


def test_a_preferred_class_is_read_together_with_what_its_first_line_lost() -> None:
    found = read(card(seat_class="等座"), seen_there(seat_class="优选一等座"))
    assert found["seat_class"] == "优选一等座"


def test_words_of_a_stamp_are_no_name() -> None:
    found = read(card(passenger="1101011990****0011"), seen_there(passenger="1101011990****0011化有限公"))
    assert "passenger_name" not in found


@pytest.mark.parametrize("lost", [("ticket_code", "passenger", "validity", "fare", "departure_time", "seat_class")])
def test_a_card_of_which_one_edge_was_read_is_not_looked_at(lost: tuple[str, ...]) -> None:
    few = card(**dict.fromkeys((*lost, "seat_number"), ""))
    assert "ticket_code" not in read(few, seen_there())


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("departure_time", "2020≈03目04=08:15开", "2020-03-04 08:15"),
        ("departure_time", "2020030408:15开", "2020-03-04 08:15"),
        ("departure_time", "2020≈03目34=08:15开", "2020≈03目34=08:15开"),
        ("seat_number", "05=12A#", "05车12A号"),
        ("seat_number", "05车12A", "05车12A号"),
        ("seat_number", "05s无座", "05车无座"),
        ("seat_number", "05车012号下铺", "05车012号下铺"),
        ("passenger_id", "1101011990*001X", "1101011990****001X"),
        ("passenger_id", "G12****34", "G12****34"),
    ],
)
def test_small_signs_do_not_matter(name: str, text: str, value: str) -> None:
    reading = read_value(name, run(text, 0, 0), 1)
    assert reading is not None
    assert (reading.value, reading.text) == (value, text)


@pytest.mark.parametrize(
    ("text", "also", "value"),
    [
        ("Naniingnan", {3: (("j", 0.4), ("l", 0.1))}, "Nanjingnan"),
        ("Tulufanbes", {9: (("i", 0.2),)}, "Tulufanbei"),
        ("Tulufanbes", {}, "Tulufanbes"),
        ("Nanjing", {3: (("l", 0.4),)}, "Nanjing"),
    ],
)
def test_pinyin_is_what_spells_syllables(text: str, also: dict[int, tuple[tuple[str, float], ...]], value: str) -> None:
    assert spelt(run(text, 0, 0, also=also)).text == value


def test_a_train_that_lost_its_letter_is_read_again() -> None:
    assert read(card(train_number="1234"), seen_there()) == VALUES


@pytest.mark.parametrize("there", ["1234", "G1235", ""])
def test_a_train_without_the_letter_that_its_class_asks_for_is_less_sure(there: str) -> None:
    document = located(card(train_number="1234"), look=seen_there(train_number=there))
    whole = located(card(train_number="1234", seat_class="硬座"), look=seen_there(train_number=there))
    train, bare = (extract(one).fields["train_number"] for one in (document, whole))
    assert train.value == bare.value == "1234"
    assert (train.confidence or 0) < 0.5 * (bare.confidence or 0)
