"""`doctypes.motor_vehicle_invoice.sums`: amounts that follow from others."""

import pytest

from piaoju.doctypes.motor_vehicle_invoice.sums import NET, RATE, TAX, TOTAL, WORDS, following
from piaoju.model.field import FieldReading

QUAD = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
SALE = {WORDS: "壹佰壹拾叁圆整", TOTAL: "¥113.00", NET: "¥100.00", TAX: "¥13.00", RATE: "13%"}


def fields(printed: dict[str, str], confidence: float = 0.95) -> dict[str, FieldReading]:
    return {name: FieldReading(text, text, confidence, 1, QUAD) for name, text in printed.items()}


def only(*names: str, **others: str) -> dict[str, str]:
    return {name: SALE[name] for name in names} | others


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (only(TOTAL, RATE), {NET: "100.00", TAX: "13.00"}),
        (only(TOTAL, TAX), {NET: "100.00", RATE: "13%"}),
        (only(WORDS, TAX), {TOTAL: "113.00", NET: "100.00", RATE: "13%"}),
        (only(NET, TAX), {TOTAL: "113.00", RATE: "13%"}),
        (only(WORDS, TOTAL, TAX, RATE, price_excluding_tax="¥10.00"), {NET: "100.00"}),
        (only(WORDS, TOTAL, NET, TAX, tax_rate="3%"), {RATE: "13%"}),
        (only(WORDS, NET, TAX, RATE, total_including_tax="¥13.00"), {TOTAL: "113.00"}),
        ({TOTAL: "¥113.00", NET: "¥99.99", RATE: "13%"}, {TAX: "13.01"}),
        ({TOTAL: "¥113.00", NET: "¥113.00", TAX: "***", RATE: "0%"}, {}),
        ({TOTAL: f"¥{'9' * 27}.00", NET: "¥100.00", TAX: "¥13.00", RATE: "13%"}, {TOTAL: "113.00"}),
        ({TOTAL: "¥101.50", RATE: "1.5%"}, {NET: "100.00", TAX: "1.50"}),
        (SALE, {}),
    ],
)
def test_what_most_agree_on_follows(printed: dict[str, str], expected: dict[str, str]) -> None:
    found = following(fields(printed))
    assert {name: one.value for name, one in found.items()} == expected
    for name, one in found.items():
        assert (one.source, one.confidence, one.quad, one.raw_text) == ("derived", 0.95, None, printed.get(name))
        assert set(one.origins) <= set(printed) - {name}


@pytest.mark.parametrize(
    "printed",
    [
        {},
        only(TOTAL),
        only(WORDS, TOTAL),
        only(TAX, RATE),
        only(TOTAL, tax="¥12.00"),
        only(TOTAL, tax_rate="免税"),
        only(WORDS, RATE, total_including_tax="¥226.00"),
        only(WORDS, TOTAL, TAX, price_excluding_tax="¥10.00"),
        {TOTAL: f"¥{'9' * 27}.00", RATE: "13%"},
    ],
)
def test_nothing_follows(printed: dict[str, str]) -> None:
    assert following(fields(printed)) == {}


def test_two_that_agree_must_be_sure() -> None:
    assert following(fields(only(TOTAL, RATE), confidence=0.8)) == {}
    assert set(following(fields(only(WORDS, TOTAL, TAX), confidence=0.8))) == {NET, RATE}


@pytest.mark.parametrize(("confidence", "expected"), [(0.36, {}), (0.95, {NET: "109708.74", TAX: "3291.26"})])
def test_a_rate_must_be_sure_however_often_the_total_is_told(confidence: float, expected: dict[str, str]) -> None:
    totals = fields({WORDS: "壹拾壹万叁仟圆整", TOTAL: "¥113000.00"}, confidence=0.8)
    found = following(totals | fields({RATE: "3%"}, confidence))
    assert {name: one.value for name, one in found.items()} == expected
