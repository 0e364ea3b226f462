"""`benchmarks.summary`: quantiles, means and ratios of timings."""

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.summary import quantile, ratio, summarise

SECONDS = st.lists(st.floats(0.001, 100), min_size=1, max_size=50)


@given(SECONDS, st.floats(0, 1))
def test_quantile_is_that_of_numpy(values: list[float], share: float) -> None:
    assert quantile(values, share) == pytest.approx(float(np.quantile(values, share)))


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_quantile_of_nothing(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="quantile"):
        quantile(values, share)


def test_summary() -> None:
    timings = summarise([3.0, 1.0, 2.0, 6.0])
    assert (timings.count, timings.p50_s, timings.mean_s) == (4, 2.5, 3.0)
    assert timings.p95_s == pytest.approx(5.55)


@given(SECONDS, st.floats(0.1, 10))
def test_ratio_of_proportional_readers_has_no_spread(values: list[float], factor: float) -> None:
    found = ratio([factor * value for value in values], values, fmean)
    assert (found.low, found.value, found.high) == pytest.approx((factor, factor, factor))


def test_interval_holds_the_ratio_and_is_the_same_each_time() -> None:
    over, under = [2.0, 3.0, 5.0, 4.0, 2.0], [1.0, 1.0, 2.0, 3.0, 1.5]
    found = ratio(over, under, fmean)
    assert found.low < found.value < found.high
    assert found == ratio(over, under, fmean)


@pytest.mark.parametrize(("over", "under"), [([], []), ([1.0], [1.0, 2.0])])
def test_ratio_needs_the_same_images(over: list[float], under: list[float]) -> None:
    with pytest.raises(ValueError, match="same images"):
        ratio(over, under, fmean)
