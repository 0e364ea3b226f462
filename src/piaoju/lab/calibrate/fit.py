"""From observations to a calibration.

Values are counted by kind, state and interval of their score. The share of right ones in each is drawn towards that of
all kinds together as far as there are few, and then made monotone over score and state at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from piaoju.lab.calibrate.isotonic import Numbers, isotonic
from piaoju.lab.calibrate.observe import Observation, ObservedDocument
from piaoju.reading.confidence.calibration import Calibration, Curve
from piaoju.reading.confidence.signs import State

EDGES = (0.3, 0.6, 0.8, 0.9, 0.96, 0.99, 0.998)
"""Between the intervals of the score; they lie closest where most scores are."""
STATES = tuple(State)
SHAPE = (len(STATES), len(EDGES) + 1)
KIN = 5.0
"""How many values of its own kind count as much as all of the other kinds."""
MOST = 0.999
"""No probability is greater, nor one of the contrary: of a thousand values without an error three may be wrong."""
DOCUMENT_EDGES = (0.05, 0.2, 0.4, 0.6, 0.75, 0.85, 0.93)
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Prediction:
    """A probability that was given without having seen the case, and what came of it."""

    probability: float
    is_right: bool


@dataclass(slots=True)
class _Counts:
    """Of the values in each state and interval: how many there are, and how many are right."""

    values: Numbers
    right: Numbers

    @classmethod
    def empty(cls) -> "_Counts":
        return cls(np.zeros(SHAPE), np.zeros(SHAPE))


def fit(documents: Sequence[ObservedDocument]) -> Calibration:
    """Return the calibration that follows from documents, of which at least one has a value."""
    curves = _curves([value for document in documents for value in document.values])
    product = Curve((0.0, 1.0), (0.0, 1.0))
    calibration = Calibration(curves, product, unread_of(documents))
    return replace(calibration, document=_document_curve(documents, calibration))


def cross_validated(
    documents: Sequence[ObservedDocument], folds: int = FOLDS
) -> tuple[list[Prediction], list[Prediction]]:
    """Return predictions of values and of documents, each by the calibration of those files that it is not in."""
    values: list[Prediction] = []
    wholes: list[Prediction] = []
    files = sorted({document.file for document in documents})
    fold_of = {file: place % folds for place, file in enumerate(files)}
    for fold in range(min(folds, len(files))):
        calibration = fit([one for one in documents if fold_of[one.file] != fold] or documents)
        for document in documents:
            if fold_of[document.file] == fold:
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


def _curves(observed: Sequence[Observation]) -> dict[str, dict[State, Curve]]:
    counts: Mapping[str, _Counts] = defaultdict(_Counts.empty)
    pooled, scores = _Counts.empty(), np.zeros(SHAPE[1])
    for one in observed:
        kind, score = one.signs.kind, one.signs.score
        at = STATES.index(one.signs.state), int(np.searchsorted(EDGES, score, side="right"))
        scores[at[1]] += score
        for count in (pooled, *(counts[name] for name in {kind, kind.partition(".")[0]})):
            count.values[at] += 1
            count.right[at] += one.is_right
    knots = _knots(scores, pooled.values.sum(axis=0), EDGES)
    usual = isotonic((pooled.right + 1) / (pooled.values + 2), pooled.values + 2)
    return {
        kind: _by_state(knots, isotonic((count.right + KIN * usual) / (count.values + KIN), count.values + KIN))
        for kind, count in sorted(counts.items())
    }


def _by_state(knots: tuple[float, ...], values: Numbers) -> dict[State, Curve]:
    bounded = values.clip(1 - MOST, MOST)
    return {state: Curve(knots, tuple(map(float, row))) for state, row in zip(STATES, bounded, strict=True)}


def _document_curve(documents: Sequence[ObservedDocument], calibration: Calibration) -> Curve:
    count = len(DOCUMENT_EDGES) + 1
    values, right, scores = np.zeros(count), np.zeros(count), np.zeros(count)
    for document in documents:
        score = _score(document, calibration)
        at = int(np.searchsorted(DOCUMENT_EDGES, score, side="right"))
        values[at] += 1
        right[at] += document.is_right
        scores[at] += score
    knots = _knots(scores, values, DOCUMENT_EDGES)
    # With few documents, the product itself is as good a guess as any: it counts as two.
    fitted = isotonic(((right + 2 * np.array(knots)) / (values + 2))[None], (values + 2)[None])[0]
    return Curve(knots, tuple(map(float, fitted)))


def _score(document: ObservedDocument, calibration: Calibration) -> float:
    """Return the product over the key fields of a document, as `score_of` does over a reading."""
    read = [calibration.probability(value.signs) for value in document.values if value.is_key]
    unread = [calibration.of_unread(document.type, document.variant, name) for name in document.unread]
    return prod([*(one for one in read if one is not None), *unread])


def _knots(sums: Numbers, counts: Numbers, edges: Sequence[float]) -> tuple[float, ...]:
    """Return the mean score of each interval; the middle of one without cases."""
    ends = np.array([0.0, *edges, 1.0])
    middles = (ends[1:] + ends[:-1]) / 2
    return tuple(map(float, np.where(counts > 0, sums / np.maximum(counts, 1), middles)))
