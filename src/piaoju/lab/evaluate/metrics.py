"""The measures, each defined here once, over judgements of labelled fields.

Only counted judgements go in, except where a measure says otherwise. A ratio without cases is None, not zero.

Source: contract, Measures, and what the functions name.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from piaoju.lab.evaluate.distance import edit_distance
from piaoju.lab.evaluate.judge import Judgement

SURE = 0.9
"""Confidence from which a wrong value is a silent error."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A count out of a total, with the bounds of its 95 % bootstrap interval where one was drawn.

    >>> Ratio(1, 4).value, Ratio(0, 0).value
    (0.25, None)
    """

    count: int
    total: int
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float | None:
        """Count / total; None without cases."""
        return self.count / self.total if self.total else None


def counted(judgements: Collection[Judgement]) -> list[Judgement]:
    """Return the judgements that count for field accuracy."""
    return [judgement for judgement in judgements if judgement.is_counted]


def field_accuracy(judgements: Collection[Judgement]) -> Ratio:
    """Right fields / labelled fields; a row too many is a wrong field more."""
    return Ratio(sum(judgement.is_right for judgement in judgements), len(judgements))


def is_document_right(judgements: Collection[Judgement], *, found: bool) -> bool | None:
    """Tell whether all labelled key fields of one document are right; None if the label has none.

    Document accuracy is the share of documents for which this holds. A document not found is wrong.
    """
    keys = [judgement.is_right for judgement in judgements if judgement.is_key]
    return (found and all(keys)) if keys else None


def precision(judgements: Collection[Judgement]) -> Ratio:
    """Right values / values read, over labelled fields of which anything was read.

    Source: van Rijsbergen 1979, Information Retrieval, as `recall` and `f1`; micro-averaged over fields.
    """
    read = [judgement for judgement in judgements if judgement.found]
    return Ratio(sum(judgement.is_right for judgement in read), len(read))


def recall(judgements: Collection[Judgement]) -> Ratio:
    """Right values / fields labelled with a value."""
    stated = [judgement for judgement in judgements if judgement.truth]
    return Ratio(sum(judgement.is_right for judgement in stated), len(stated))


def f1(judgements: Collection[Judgement]) -> float | None:
    """2 x right values / (values read + values labelled): the harmonic mean of precision and recall."""
    read, stated = precision(judgements), recall(judgements)
    total = read.total + stated.total
    return 2 * stated.count / total if total else None


def is_silent_error(judgement: Judgement) -> bool:
    """Tell whether a value is wrong, not empty, of confidence 0.9 or more, and named by no failed check."""
    sure = judgement.confidence is not None and judgement.confidence >= SURE
    return sure and not judgement.is_right and not judgement.is_flagged and bool(judgement.found)


def silent_errors(judgements: Collection[Judgement]) -> Ratio:
    """Silent errors / labelled fields."""
    return Ratio(sum(map(is_silent_error, judgements)), len(judgements))


def flagged_errors(judgements: Collection[Judgement]) -> Ratio:
    """Wrong values that a failed check names / wrong values, over values that are not empty."""
    wrong = [judgement for judgement in judgements if judgement.found and not judgement.is_right]
    return Ratio(sum(judgement.is_flagged for judgement in wrong), len(wrong))


def character_error_rate(judgements: Collection[Judgement]) -> Ratio:
    """Sum of edit distances / sum of truth lengths (CER), over fields labelled with a value; may exceed 1.

    Both values are in the form that is compared, so blanks and marks do not weigh in.

    Source: Morris, Maier and Green 2004, From WER and RIL to MER and WIL, on characters.
    """
    pairs = [(judgement.truth, judgement.found) for judgement in judgements if judgement.truth]
    return Ratio(sum(edit_distance(*pair) for pair in pairs), sum(len(truth) for truth, _ in pairs))


def expected_calibration_error(judgements: Collection[Judgement], bins: int = 10) -> float | None:
    """Sum over bins of (values in bin / values) x |share right in bin - mean confidence in bin| (ECE).

    Over values read that have a confidence; bins are of equal width, closed on the right, the first also on
    the left.

    Source: Naeini, Cooper and Hauskrecht 2015, Obtaining Well Calibrated Probabilities Using Bayesian
    Binning.
    """
    known = [(one.confidence, one.is_right) for one in judgements if one.confidence is not None and one.found]
    if not known:
        return None
    confidences = np.array([confidence for confidence, _ in known])
    right = np.array([is_right for _, is_right in known], dtype=np.float64)
    places = np.clip(np.ceil(confidences * bins).astype(int) - 1, 0, bins - 1)
    gaps = [abs(float(np.sum((right - confidences)[places == place]))) for place in range(bins)]
    return sum(gaps) / len(known)


def with_interval(ratios: Sequence[Ratio], seed: int, resamples: int = 1000) -> Ratio:
    """Return the sum of ratios, one a document, with a 95 % percentile bootstrap interval.

    Documents are drawn, not fields: the fields of one document fail together. Below two documents there is no
    interval.

    Args:
        ratios: of each document.
        seed: of the random generator, so that a report can be repeated.
        resamples: how many data sets are drawn.

    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
    """
    counts = np.array([ratio.count for ratio in ratios], dtype=np.int64)
    totals = np.array([ratio.total for ratio in ratios], dtype=np.int64)
    pooled = Ratio(int(counts.sum()), int(totals.sum()))
    if len(ratios) < 2 or not pooled.total:
        return pooled
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(resamples):
        drawn = generator.integers(0, len(ratios), len(ratios))
        if total := totals[drawn].sum():
            values.append(counts[drawn].sum() / total)
    low, high = np.percentile(values, [2.5, 97.5])
    return Ratio(pooled.count, pooled.total, float(low), float(high))
