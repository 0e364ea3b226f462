"""`reading.repair.followers`: what was derived from a value that a repair changed."""

from dataclasses import replace

from piaoju.model.field import FieldReading
from piaoju.reading.repair.followers import followed


def read(value: str, confidence: float = 0.9) -> FieldReading:
    return FieldReading(value, value, confidence, 1, None)


def derived(value: str, *origins: str) -> FieldReading:
    return FieldReading(value, value, 0.9, None, None, source="derived", origins=origins)


def test_a_copy_follows() -> None:
    before = {"total": read("29.90"), "paid": derived("29.90", "total")}
    after = {**before, "total": read("29.00", 0.95)}
    assert followed(before, after)["paid"] == replace(before["paid"], value="29.00", text="29.00", confidence=0.95)


def test_a_sum_follows() -> None:
    before = {"fare": read("28.60"), "fuel": read("1.80"), "paid": derived("30.40", "fare", "fuel")}
    after = {**before, "fuel": read("1.00", 0.8)}
    found = followed(before, after)["paid"]
    assert (found.value, found.confidence) == ("29.60", 0.8)


def test_what_follows_otherwise_stays() -> None:
    before = {"invoice_code": read("144031970119"), "location": derived("深圳市", "invoice_code")}
    after = {**before, "invoice_code": read("144031970118")}
    assert followed(before, after)["location"] == before["location"]


def test_without_a_change_nothing_is_derived_anew() -> None:
    before = {"fare": read("28.60"), "fuel": read("1.80"), "paid": derived("30.40", "fare", "fuel")}
    assert followed(before, before) == before


def test_a_value_whose_origin_is_not_there_stays() -> None:
    before = {"fare": read("28.60"), "paid": derived("28.60", "fare", "gone")}
    after = {**before, "fare": read("26.60")}
    assert followed(before, after)["paid"] == before["paid"]
