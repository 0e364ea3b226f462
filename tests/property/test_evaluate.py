"""What holds of `piaoju.lab.evaluate` for any input."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from piaoju.lab.evaluate.bootstrap import paired_change, with_interval
from piaoju.lab.evaluate.compare import canonical, is_right
from piaoju.lab.evaluate.distance import edit_distance, similarity
from piaoju.lab.evaluate.metrics import Ratio

names = st.sampled_from(
    ["seller_name", "total_tax", "tax", "total_in_words", "departure_station", "plate", "remark", "vin"]
)
texts = st.text(st.sampled_from("01２.,-/*甲乙站元圆正整角〇零aA·（( 无"), max_size=12)


@given(names, texts)
def test_a_value_is_right_against_itself(name: str, text: str) -> None:
    assert is_right(name, text, text)


@given(names, texts)
def test_a_label_is_never_right_by_reading_nothing(name: str, text: str) -> None:
    assert is_right(name, text, None) == (canonical(name, text) == "")


@given(texts, texts, texts)
def test_edit_distance_is_a_metric(first: str, second: str, third: str) -> None:
    distance = edit_distance(first, second)
    assert distance == edit_distance(second, first)
    assert (distance == 0) == (first == second)
    assert distance <= edit_distance(first, third) + edit_distance(third, second)
    assert 0 <= similarity(first, second) <= 1


@given(st.decimals(-(10**12), 10**12, places=4), st.decimals(-(10**12), 10**12, places=4), st.integers(0, 3))
def test_numbers_are_equal_as_decimals_are(first: Decimal, second: Decimal, zeros: int) -> None:
    written = f"{first:,.4f}" + "0" * zeros
    assert is_right("total_tax", f"{first:f}", written)
    assert is_right("total_tax", f"{first:f}", f"{second:f}") == (first == second)


ratios = st.integers(0, 5).flatmap(lambda total: st.builds(Ratio, st.integers(0, total), st.just(total)))


@given(st.lists(ratios, max_size=6), st.integers(0, 3))
def test_intervals_lie_within_the_possible(drawn: list[Ratio], seed: int) -> None:
    pooled = with_interval(drawn, seed)
    assert (pooled.count, pooled.total) == (sum(one.count for one in drawn), sum(one.total for one in drawn))
    if pooled.low is not None and pooled.high is not None:
        assert 0 <= pooled.low <= pooled.high <= 1


@given(st.lists(st.tuples(ratios, ratios), max_size=6), st.integers(0, 3))
def test_a_change_back_is_the_change_forth_turned_round(pairs: list[tuple[Ratio, Ratio]], seed: int) -> None:
    before, after = [one for one, _ in pairs], [one for _, one in pairs]
    forth, back = paired_change(before, after, seed), paired_change(after, before, seed)
    if forth is None or back is None:
        assert forth is back is None
        return
    assert abs(forth.value + back.value) < 1e-9
    if forth.low is not None and forth.high is not None:
        assert -1 <= forth.low <= forth.high <= 1
