"""The measures, each defined here once, over judgements of labelled fields.

Only counted judgements go in, except where a measure says otherwise. A ratio without cases is None, not zero.

Source: what the functions name; docs/explanation/evaluation.md tells of them in words.
"""

from collections.abc import Collection
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from piaoju.lab.evaluate.distance import edit_distance
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.overlap import iou

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


@dataclass(frozen=True, slots=True)
class ConfidenceBin:
    """Values read with a confidence in an interval, closed on the right; the first also on the left.

    Attributes:
        low: of the interval.
        high: of the interval.
        values: how many.
        right: how many of them are right.
        confidence_sum: over them.
    """

    low: float
    high: float
    values: int
    right: int
    confidence_sum: float

    @property
    def accuracy(self) -> float | None:
        """Share of right values; None if there are none."""
        return self.right / self.values if self.values else None

    @property
    def confidence(self) -> float | None:
        """Mean confidence; None if there are none."""
        return self.confidence_sum / self.values if self.values else None


def reliability(judgements: Collection[Judgement], bins: int = 10) -> tuple[ConfidenceBin, ...]:
    """Return the reliability diagram: bins of equal width over the values read that have a confidence.

    Source: DeGroot and Fienberg 1983, The Comparison and Evaluation of Forecasters.
    """
    known = [(one.confidence, one.is_right) for one in judgements if one.confidence is not None and one.found]
    confidences = np.array([confidence for confidence, _ in known], np.float64)
    right = np.array([is_right for _, is_right in known], np.bool_)
    places = np.clip(np.ceil(confidences * bins).astype(int) - 1, 0, bins - 1)
    return tuple(
        ConfidenceBin(
            low=place / bins,
            high=(place + 1) / bins,
            values=int(np.sum(places == place)),
            right=int(np.sum(right[places == place])),
            confidence_sum=float(np.sum(confidences[places == place])),
        )
        for place in range(bins)
    )


def expected_calibration_error(judgements: Collection[Judgement], bins: int = 10) -> float | None:
    """Sum over bins of (values in bin / values) x |share right in bin - mean confidence in bin| (ECE).

    Source: Naeini, Cooper and Hauskrecht 2015, Obtaining Well Calibrated Probabilities Using Bayesian
    Binning.
    """
    binned = reliability(judgements, bins)
    values = sum(one.values for one in binned)
    return sum(abs(one.right - one.confidence_sum) for one in binned) / values if values else None


def mean_overlap(judgements: Collection[Judgement]) -> float | None:
    """Mean IoU of where fields were read and where they are printed, over fields of which both are known."""
    places = [(one.trace.labelled_place, one.trace.place) for one in judgements]
    overlaps = [
        iou(labelled[1], read[1]) if labelled[0] == read[0] else 0.0
        for labelled, read in places
        if labelled is not None and read is not None
    ]
    return fmean(overlaps) if overlaps else None
