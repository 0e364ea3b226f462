"""`doctypes.train_ticket`: the grammars of its values, and what place alone tells."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from piaoju.doctypes.train_ticket import grammar
from piaoju.doctypes.train_ticket.extract import extract
from piaoju.model.document import Look
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from tests.text_lines import line, line_in, located


@pytest.mark.parametrize("text", ["G1234", "D7", "K9063", "Z56", "C2001", "1461", "T110"])
def test_train_numbers(text: str) -> None:
    assert re.fullmatch(grammar.TRAIN_NUMBER, text)


@pytest.mark.parametrize("text", ["2020年", "12.50", "G12345", "A001", "08:15"])
def test_no_train_numbers(text: str) -> None:
    assert not re.search(grammar.TRAIN_NUMBER, text)


@pytest.mark.parametrize("text", ["05车12A号", "05车012号", "12车002号上铺", "加1车05号", "03车无座", "16车08F号"])
def test_seats(text: str) -> None:
    assert re.fullmatch(grammar.SEAT_NUMBER, text)


@pytest.mark.parametrize("text", ["二等座", "商务座", "硬卧", "新空调硬座", "软卧代二等座", "动卧"])
def test_seat_classes(text: str) -> None:
    assert re.fullmatch(grammar.SEAT_CLASS, text)


@pytest.mark.parametrize(
    ("text", "code"), [("12345678901234A567890", True), ("12345678901234I567890", False), ("1234567890", False)]
)
def test_ticket_codes(text: str, *, code: bool) -> None:
    assert bool(re.search(grammar.TICKET_CODE, text)) is code


def printed(**changed: str) -> list[TextLine]:
    """Return the lines of a made-up ticket; a changed text of nothing is not printed."""
    places: dict[str, tuple[str, float, float, float]] = {
        "number": ("A012345", 40, 30, 30),
        "departure": ("甲东", 60, 80, 40),
        "train": ("G1234", 300, 80, 32),
        "arrival": ("乙丙南", 440, 80, 40),
        "departure_pinyin": ("Jiadong", 60, 120, 26),
        "arrival_pinyin": ("Yibingnan", 440, 120, 26),
        "time": ("2020年03月04日08:15开", 50, 160, 26),
        "seat": ("05车12A号", 430, 160, 26),
        "fare": ("¥123.5元", 50, 200, 26),
        "seat_class": ("二等座", 450, 200, 26),
        "remark": ("限乘当日当次车", 50, 240, 26),
        "passenger": ("1101011990****0011甲乙丙", 50, 300, 26),
        "code": ("12345678901234A012345", 50, 400, 22),
    }
    texts = {name: changed.get(name, place[0]) for name, place in places.items()}
    lines = [line(texts[name], x, y, height) for name, (_, x, y, height) in places.items() if texts[name]]
    # 站 is set small, apart from the name.
    lines += [line("站", x, 86, 26) for name, x in (("departure", 145.0), ("arrival", 565.0)) if texts[name]]
    return lines


def values(lines: list[TextLine]) -> dict[str, str]:
    return {name: str(reading.value) for name, reading in extract(located(lines)).fields.items()}


def test_reads_a_whole_ticket() -> None:
    assert values(printed()) == {
        "ticket_number": "A012345",
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


@pytest.mark.parametrize(
    ("printed_as", "field"),
    [
        ("fare", "fare"),
        ("seat_class", "seat_class"),
        ("time", "departure_time"),
        ("number", "ticket_number"),
        ("code", "ticket_code"),
        ("departure_pinyin", "departure_pinyin"),
    ],
)
def test_what_is_not_printed_is_not_read(printed_as: str, field: str) -> None:
    whole, without = values(printed()), values(printed(**{printed_as: ""}))
    assert whole.items() - without.items() == {(field, whole[field])}


def test_the_red_number_is_the_one_that_ends_as_the_code_does() -> None:
    lines = [*printed(), line("B765432", 300, 0, 20)]
    assert values(lines)["ticket_number"] == "A012345"


def test_a_spread_name_is_joined() -> None:
    lines = [*printed(departure=""), line("甲", 60, 80, 40), line("东", 120, 80, 40), line("站", 165, 86, 26)]
    assert values(lines)["departure_station"] == "甲东"


@pytest.mark.parametrize(
    ("paper", "variant"),
    [((215, 195, 170), "magnetic"), ((185, 190, 225), "paper"), ((228, 230, 231), None)],
    ids=["blue", "pink", "white"],
)
def test_the_colour_of_the_card_tells_the_variant(paper: tuple[int, int, int], variant: str | None) -> None:
    lines = [replace(made, paper=paper) for made in printed()]
    assert extract(located(lines)).variant == variant


def test_unrelated_text_has_no_fields() -> None:
    assert values([line("某某饭店", 50, 50), line("今日菜单", 50, 100)]) == {}
    assert values([]) == {}


def seen(text: str, *, through_red: str = "") -> Look:
    """Return a second look that reads one text wherever it looks, another through seals."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, through_red if without_seals else text) for quad in quads]

    return look


@pytest.mark.parametrize("look", [seen("{}"), seen("6201京铁", through_red="{}")], ids=["as printed", "through a seal"])
def test_a_passenger_cut_by_a_seal_is_read_again(look: Look) -> None:
    whole = values(printed())
    text = f"{whole['passenger_id']}{whole['passenger_name']}"

    def look_for(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(made.quad, made.text.format(text)) for made in look(quads, without_seals=without_seals)]

    cut = printed(passenger=whole["passenger_id"][:10])
    assert {"passenger_id", "passenger_name"}.isdisjoint(values(cut))
    read = {name: reading.value for name, reading in extract(located(cut, look=look_for)).fields.items()}
    assert (read["passenger_id"], read["passenger_name"]) == (whole["passenger_id"], whole["passenger_name"])


def test_a_code_cut_by_a_seal_is_read_again() -> None:
    code = values(printed())["ticket_code"]
    cut = printed(code=code[:9])
    assert "ticket_code" not in values(cut)
    assert extract(located(cut, look=seen("", through_red=code))).fields["ticket_code"].value == code
    assert "ticket_code" not in extract(located(cut, look=seen("", through_red=code[:-1]))).fields


@pytest.mark.parametrize(
    ("arrival", "station"), [("乙丙南站票专用章", "乙丙南"), ("乙丙南站", "乙丙南"), ("甲乙有限公司", None)]
)
def test_a_station_ends_where_a_stamp_goes_on(arrival: str, station: str | None) -> None:
    lines = [made for made in printed(arrival="") if made.text != "站" or made.quad[0][0] < 300]
    assert values([*lines, line(arrival, 430, 80, 40)]).get("arrival_station") == station


def test_words_of_a_stamp_apart_from_a_name_are_no_part_of_it() -> None:
    lines = [*printed(arrival=""), line("齐齐哈尔站", 640, 80, 40), line("筑工", 430, 80, 36)]
    assert values(lines)["arrival_station"] == "齐齐哈尔"
