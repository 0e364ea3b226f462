"""What holds of `piaoju.lab.evaluate` for any input."""

from hypothesis import given
from hypothesis import strategies as st

from piaoju.lab.evaluate.compare import canonical, is_right
from piaoju.lab.evaluate.distance import edit_distance, similarity

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
