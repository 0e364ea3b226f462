"""From observations to a calibration.

Logistic regression tells what each sign is worth; a better score, a better state, never less than a worse one. What
values with such a sum were worth when others told them, is the curve to their probability.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log, prod

import numpy as np

from piaoju.lab.calibrate.isotonic import Numbers, isotonic
from piaoju.lab.calibrate.logistic import probability
from piaoju.lab.calibrate.observe import Observation, ObservedDocument
from piaoju.lab.calibrate.weigh import weighed
from piaoju.reading.confidence.calibration import Calibration
from piaoju.reading.confidence.worth import Curve

EDGES = tuple(log(one / (1 - one)) for one in (0.1, 0.25, 0.45, 0.65, 0.8, 0.88, 0.93, 0.96, 0.98, 0.99, 0.995))
"""Between the intervals of log odds; they lie closest where most values are."""
KIN = 20.0
"""How many values count as much as what the signs say themselves."""
CAUTION = 2.0
"""Standard errors that a probability is below the share that was measured, since a silent error costs more than a
doubt; where many values were seen that is hardly anything."""
MOST = 0.999
"""No probability is greater, nor one of the contrary: of a thousand values without an error three may be wrong."""
DOCUMENT_EDGES = (0.05, 0.2, 0.4, 0.6, 0.75, 0.85, 0.93)
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Prediction:
    """A probability that was given without having seen the case, and what came of it."""

    probability: float
    is_right: bool


def fit(documents: Sequence[ObservedDocument]) -> Calibration:
    """Return the calibration that follows from documents, of which at least one has a value."""
    product = Curve((0.0, 1.0), (0.0, 1.0))
    calibration = Calibration(weighed(_values(documents)), _value_curve(documents), product, unread_of(documents))
    return replace(calibration, document=_document_curve(documents, calibration))


def cross_validated(
    documents: Sequence[ObservedDocument], folds: int = FOLDS
) -> tuple[list[Prediction], list[Prediction]]:
    """Return predictions of values and of documents, each by the calibration of those files that it is not in."""
    values: list[Prediction] = []
    wholes: list[Prediction] = []
    for others, held_out in _folded(documents, folds):
        calibration = fit(others)
        for document in held_out:
            values += predictions(document, calibration)
            score = _score(document, calibration)
            wholes.append(Prediction(calibration.document.at(score), document.is_right))
    return values, wholes


def predictions(document: ObservedDocument, calibration: Calibration) -> Iterator[Prediction]:
    """Yield what a calibration says of each value of a document."""
    for value in document.values:
        probability = calibration.probability(value.signs)
        if probability is not None:
            yield Prediction(probability, value.is_right)


def unread_of(documents: Iterable[ObservedDocument]) -> dict[str, dict[str, float]]:
    """Return how often key fields that were not read are not printed, by type and by variant.

    Few cases prove little: one of each outcome is added for a type, two of the type's own for a variant.
    """
    cases: dict[tuple[str, str], dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        for name, is_right in document.unread.items():
            cases[document.type, name][document.variant].append(is_right)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (type_id, name), by_variant in sorted(cases.items()):
        outcomes = [one for rights in by_variant.values() for one in rights]
        usual = found[type_id][name] = (sum(outcomes) + 1) / (len(outcomes) + 2)
        for variant, rights in sorted(by_variant.items()):
            found[f"{type_id}/{variant}"][name] = (sum(rights) + 2 * usual) / (len(rights) + 2)
    return dict(found)


def _value_curve(documents: Sequence[ObservedDocument]) -> Curve:
    """Return the curve from log odds, as others tell them, to the share of right values."""
    log_odds: list[float] = []
    right: list[bool] = []
    for others, held_out in _folded(documents, FOLDS):
        worth = weighed(_values(others))
        for value in _values(held_out):
            found = worth.of(value.signs)
            if found is not None:
                log_odds.append(found)
                right.append(value.is_right)
    return _measured_curve(np.array(log_odds), np.array(right, np.float64), EDGES, _Guess(probability, KIN), CAUTION)


def _document_curve(documents: Sequence[ObservedDocument], calibration: Calibration) -> Curve:
    scores = np.array([_score(document, calibration) for document in documents])
    right = np.array([float(document.is_right) for document in documents])
    # With few documents, the product itself is as good a guess as any: it counts as two.
    return _measured_curve(scores, right, DOCUMENT_EDGES, _Guess(lambda product: product, 2.0))


@dataclass(frozen=True, slots=True)
class _Guess:
    """A share of right cases by their place on a line, and how many cases it counts as."""

    share: Callable[[Numbers], Numbers]
    cases: float


def _measured_curve(
    places: Numbers,
    right: Numbers,
    edges: Sequence[float],
    guess: _Guess,
    caution: float = 0.0,
) -> Curve:
    """Return the share of right cases by their place on a line, never falling.

    Args:
        places: of the cases.
        right: 1 of a right one, else 0.
        edges: between the intervals in which they are counted.
        guess: what would be said without any case.
        caution: how many standard errors are taken off a share, which may be so much less.
    """
    at, count = np.searchsorted(edges, places, side="right"), len(edges) + 1
    values = np.bincount(at, minlength=count).astype(np.float64)
    sums = np.bincount(at, places, minlength=count)
    known = values > 0
    knots = sums[known] / values[known]
    weights = values[known] + guess.cases
    guessed = guess.cases * guess.share(knots)
    shares = isotonic((np.bincount(at, right, minlength=count)[known] + guessed) / weights, weights)
    fitted = isotonic(shares - caution * np.sqrt(shares * (1 - shares) / weights), weights).clip(1 - MOST, MOST)
    return Curve(tuple(map(float, knots)), tuple(map(float, fitted)))


def _folded(
    documents: Sequence[ObservedDocument], folds: int
) -> Iterator[tuple[list[ObservedDocument], list[ObservedDocument]]]:
    """Yield documents parted in two, by file: most, and a share of them; both are all if the rest holds no value."""
    files = sorted({document.file for document in documents})
    fold_of = {file: place % folds for place, file in enumerate(files)}
    for fold in range(min(folds, len(files))):
        others = [one for one in documents if fold_of[one.file] != fold]
        yield (
            others if any(one.values for one in others) else list(documents),
            [one for one in documents if fold_of[one.file] == fold],
        )


def _values(documents: Iterable[ObservedDocument]) -> list[Observation]:
    return [value for document in documents for value in document.values]


def _score(document: ObservedDocument, calibration: Calibration) -> float:
    """Return the product over the key fields of a document, as `score_of` does over a reading."""
    read = [calibration.probability(value.signs) for value in document.values if value.is_key]
    unread = [calibration.of_unread(document.type, document.variant, name) for name in document.unread]
    return prod([*(one for one in read if one is not None), *unread])
