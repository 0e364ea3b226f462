"""`doctypes.taxi_receipt`: values that a look at the place of their row finds, and amounts told by their row."""

from collections.abc import Sequence

import pytest

from piaoju.doctypes.taxi_receipt.extract import extract
from piaoju.doctypes.taxi_receipt.rows import with_known_rows
from piaoju.model.document import Look
from piaoju.model.geometry import Quad
from piaoju.model.page import TextLine
from piaoju.reading.kie.ladder import Ladder
from tests.text_lines import line_in, located, run
from tests.unit.doctypes.taxi_slips import NORTH, NORTH_VALUES, PITCH, RIGHT, SOUTH, fields, slip, values


def reads(text: str, *, through: str | None = None, confidence: float = 0.99) -> Look:
    """Return a look that reads one text wherever it looks, and may be another one through a seal."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        shown = through if without_seals and through is not None else text
        return [line_in(quad, shown, confidence=confidence) for quad in quads]

    return look


def read_with(look: Look, lines: Sequence[TextLine]) -> dict[str, str]:
    return {name: str(reading.value) for name, reading in extract(located(lines, look=look)).fields.items()}


@pytest.mark.parametrize(("seen", "fare"), [("¥26.00元", "26.00"), ("2.60元", None), ("26", None)])
def test_a_fare_without_label_is_looked_for_below_the_time_waited(seen: str, fare: str | None) -> None:
    rows = {name: SOUTH[name] for name in SOUTH if name not in ("fuel_surcharge", "call_fee")}
    lines = slip(rows, values={"fare": ""}, without_labels=["fare"])
    assert read_with(reads(seen), lines).get("fare") == fare


def test_a_date_without_label_is_looked_for_above_the_first_time() -> None:
    lines = slip(SOUTH, values={"date": "", "certificate": ""}, without_labels=["date", "certificate"])
    assert read_with(reads("2021年03月04日"), lines)["date"] == "2021-03-04"


@pytest.mark.parametrize(("confidence", "is_taken"), [(0.83, True), (0.5, False)])
def test_an_amount_with_sign_or_unit_and_cents_is_taken_though_faint(confidence: float, *, is_taken: bool) -> None:
    look = reads("", through="¥33.00元", confidence=confidence)
    assert ("total_paid" in read_with(look, slip(NORTH, values={"total_paid": ""}))) is is_taken


@pytest.mark.parametrize("sign", ["羊", "洋", "半"])
def test_a_sign_with_too_many_bars_is_one(sign: str) -> None:
    assert values(slip(NORTH, values={"total_paid": f"{sign}33.00"})) == NORTH_VALUES


@pytest.mark.parametrize(("seen", "fare"), [("25.70元", "25.70"), ("2.70元", "70"), ("25.80元", "70"), ("", "70")])
def test_cents_alone_lost_the_yuan_before_them(seen: str, fare: str) -> None:
    assert read_with(reads(seen), slip(SOUTH, values={"fare": "70元"}))["fare"] == fare


@pytest.mark.parametrize(("name", "text"), [("distance", "141公里"), ("waiting_time", "08:30"), ("fare", "6.00元")])
def test_what_meters_do_not_print_is_less_sure(name: str, text: str) -> None:
    whole, cut = fields(slip(SOUTH)), fields(slip(SOUTH, values={name: text}))
    assert (cut[name].confidence or 0) < 0.5 * (whole[name].confidence or 0)


@pytest.mark.parametrize(("region", "is_known"), [("440300", True), ("510100", False)])
def test_amounts_that_slid_to_the_labels_below_are_told_by_their_rows(region: str, *, is_known: bool) -> None:
    read = {"waiting_time": "00:08:30", "fare": "¥26.00元", "call_fee": "¥0.00元", "card_balance": "¥3.00元"}
    slid = {name: run(text, 300, 100 + index * PITCH) for index, (name, text) in enumerate(read.items())}
    found = with_known_rows(slid, located([]), region, Ladder(slid, 0.0, RIGHT, 20.0))
    amounts = {name: found[name].text for name in ("fuel_surcharge", "call_fee", "card_balance") if name in found}
    told = {"fuel_surcharge": "¥0.00元", "call_fee": "¥3.00元"}
    assert amounts == (told if is_known else {"call_fee": "¥0.00元", "card_balance": "¥3.00元"})


@pytest.mark.parametrize(("near", "total"), [("票33.00元", "33.00"), ("33.00元", None)])
def test_a_closer_look_tells_an_amount_from_the_words_of_a_seal(near: str, total: str | None) -> None:
    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        del without_seals
        widths = [(quad[1][0] - quad[0][0]) / (quad[2][1] - quad[0][1]) for quad in quads]
        return [line_in(quad, near if width < 4.5 else "发票33月00") for quad, width in zip(quads, widths, strict=True)]

    assert read_with(look, slip(NORTH, values={"total_paid": ""})).get("total_paid") == total
