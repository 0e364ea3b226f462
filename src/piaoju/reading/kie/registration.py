"""Form registration: the transform from a document's upright frame to the printed form's own millimetres.

The forms are fixed by law, so a handful of printed labels tells where every cell is. A similarity transform is voted
for by pairs of labels, which also decides which of two equal labels (the buyer's or the seller's) is which; a
homography then follows the perspective of a photo, and what residue the labels still show is spread over their
surroundings, which follows paper that is curled or a form that differs from the measured one by a millimetre.

Source: Fischler and Bolles 1981, Random Sample Consensus (here all pairs are tried); Shepard 1968, A two-dimensional
interpolation function for irregularly-spaced data (for the residue).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Matrix, Point, inverted
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.runs import Points, Run, moved

Complex = npt.NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A label of a form.

    Attributes:
        name: unique within the form.
        pattern: regular expression of its words, blanks left out.
        align: which point of the label is given: left or right edge of its words, or their middle.
        places: where it is printed, millimetres; several if the form repeats it.
        is_floating: whether it may stand higher or lower than that, below a table of any length.
        words: how it is printed, to be surmised in blurred print; none for labels that are not looked for there.
    """

    name: str
    pattern: str
    align: Literal["left", "middle", "right"]
    places: tuple[Point, ...]
    is_floating: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form.

    Attributes:
        name: for messages.
        width_mm: nominal width.
        height_mm: nominal height.
        labels: those that registration uses, and those that it only takes out.
        is_stamped: whether sellers stamp it, so that red print is no value; its own red may be as red as a seal's.
        anchors: values that their grammar tells, for registration where hardly a label was read.
    """

    name: str
    width_mm: float
    height_mm: float
    labels: tuple[LabelSpec, ...]
    is_stamped: bool = True
    anchors: tuple[LabelSpec, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Registration:
    """How a document's upright frame lies on a form.

    Attributes:
        form: the form.
        to_form: upright pixels -> millimetres, shape (3, 3).
        anchors: of the labels that agree, millimetres, shape (N, 2).
        residues: what those labels are off by, millimetres, shape (N, 2).
        labels: the labels that agree, by name and place.
    """

    form: Form
    to_form: Matrix
    anchors: Points
    residues: Points
    labels: tuple[tuple[Label, int], ...]

    def place(self, points: Points) -> Points:
        """Map points of the upright frame to millimetres."""
        placed = _apply(self.to_form, points)
        return placed - self._residue(placed)

    def place_runs(self, runs: Sequence[Run]) -> list[Run]:
        """Map runs to millimetres."""
        return moved(runs, self.place)

    def to_upright(self, points: Sequence[Point]) -> list[Point]:
        """Map millimetres back to the upright frame."""
        there = np.array(points, np.float64)
        mapped = _apply(inverted(self.to_form), there + self._residue(there))
        return [(float(x), float(y)) for x, y in mapped]

    def _residue(self, placed: Points) -> Points:
        """Return what the labels around points are off by, the nearer the more; little where none is near."""
        offsets = placed[:, None, :] - self.anchors[None, :, :]
        weight = 1 / np.square(np.square(offsets).sum(axis=2) + NEAR_MM**2)
        residue: Points = weight @ self.residues / (weight.sum(axis=1) + FAR_MM**-4)[:, None]
        return residue


TOLERANCE_MM = 4.0
MIN_LABELS = 4
NEAR_MM = 5.0  # within this distance of a label its residue counts in full
FAR_MM = 40.0  # beyond this distance it fades
MAX_SAME = 8  # forms print a label three times at most
MIN_SPREAD_MM = 15.0  # labels on one line do not tell where the rest of a form is
MIN_IN_COLUMN = 6  # labels in one column that do
LONG_COLUMN_MM = 45.0
LEAST_APART = 20.0  # pixels and millimetres between two labels that tell a transform
MAX_TURN_DEG = 12.0
AT_ONCE = 2000  # transforms that are scored together


def register(labels: Sequence[Label], form: Form) -> Registration | None:
    """Fit a form to the labels found; None if too few of them agree.

    Args:
        labels: in the upright frame.
        form: whose labels, or anchors, they may be.
    """
    specs = {spec.name: spec for spec in (*form.labels, *form.anchors) if spec.places}
    found = _at_most_each([label for label in labels if label.name in specs], MAX_SAME)
    if len({label.name for label in found}) < MIN_LABELS:
        return None
    points = np.array([_point(label, specs[label.name].align) for label in found])
    places = [np.array(specs[label.name].places) for label in found]
    best = _best_similarity(points, places, [label.name for label in found])
    if best is None:
        return None
    transform = best
    pairs: list[tuple[int, int]] = []
    for tolerance in (2.5 * TOLERANCE_MM, 1.5 * TOLERANCE_MM, TOLERANCE_MM):
        pairs = _agreeing(transform, points, places, found, tolerance)
        if len(pairs) < MIN_LABELS:
            return None
        source = points[[i for i, _ in pairs]]
        target = np.array([places[i][j] for i, j in pairs])
        fitted = _fit(source, target)
        if fitted is None:
            return None
        transform = fitted
    source = points[[i for i, _ in pairs]]
    target = np.array([places[i][j] for i, j in pairs])
    residues = _apply(transform, source) - target
    return Registration(form, transform, target, residues, tuple((found[i], j) for i, j in pairs))


def _at_most_each(labels: Sequence[Label], count: int) -> list[Label]:
    """Return the labels, of each name only the largest few: a page full of one word would cost its square."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: -label.height):
        if sum(other.name == label.name for other in kept) < count:
            kept.append(label)
    return kept


def _best_similarity(points: Points, places: list[Points], names: list[str]) -> Matrix | None:
    """Return the similarity transform that most labels agree with, among those through two labels.

    The upright frame allows a rotation of 12 degrees at most, so most wrong pairs are never scored. Points are complex
    numbers here, so that a transform is a factor and a shift.
    """
    at = _complex(points)
    owners = np.repeat(np.arange(len(places)), [len(place) for place in places])
    printed = _complex(np.concatenate(places))
    first, second = np.triu_indices(len(printed), 1)
    name_of = np.unique(names, return_inverse=True)[1]
    source, target = at[owners[second]] - at[owners[first]], printed[second] - printed[first]
    is_far = (np.abs(source) >= LEAST_APART) & (np.abs(target) >= LEAST_APART)
    is_pair = is_far & (name_of[owners[first]] != name_of[owners[second]])
    first, factors = first[is_pair], target[is_pair] / source[is_pair]
    is_level = np.abs(np.angle(factors, deg=True)) <= MAX_TURN_DEG
    first, factors = first[is_level], factors[is_level]
    if not len(factors):
        return None
    shifts = printed[first] - factors * at[owners[first]]
    options = np.full((len(places), max(len(place) for place in places)), np.inf, np.complex128)
    for index, place in enumerate(places):
        options[index, : len(place)] = _complex(place)
    scores = [
        _scores(factors[begin : begin + AT_ONCE], shifts[begin : begin + AT_ONCE], at, options)
        for begin in range(0, len(factors), AT_ONCE)
    ]
    best = int(np.argmax(np.concatenate(scores)))
    return _matrix(factors[best], shifts[best])


def _scores(factors: Complex, shifts: Complex, points: Complex, options: Complex) -> Points:
    """Return how well labels lie on their places under each transform; options: shape (N, P), padded with infinity."""
    mapped = factors[:, None] * points[None, :] + shifts[:, None]
    nearest = np.abs(options[None, :, :] - mapped[:, :, None]).min(axis=2)
    scores: Points = np.clip(1 - nearest / (3 * TOLERANCE_MM), 0, None).sum(axis=1)
    return scores


def _complex(points: Points) -> Complex:
    return np.asarray(points[:, 0] + 1j * points[:, 1], np.complex128)


def _matrix(factor: complex, shift: complex) -> Matrix:
    return np.array([[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag], [0, 0, 1]])


def _agreeing(
    transform: Matrix, points: Points, places: list[Points], labels: list[Label], tolerance: float
) -> list[tuple[int, int]]:
    """Return pairs (label, place) within the tolerance; each place of a label name is given to the nearest one."""
    mapped = _apply(transform, points)
    options = []
    for i, point in enumerate(mapped):
        for j, place in enumerate(places[i]):
            distance = float(np.hypot(*(place - point)))
            if distance <= tolerance:
                options.append((distance, i, j))
    taken: set[tuple[str, int]] = set()
    used: set[int] = set()
    pairs = []
    for _, i, j in sorted(options):
        if i not in used and (labels[i].name, j) not in taken:
            used.add(i)
            taken.add((labels[i].name, j))
            pairs.append((i, j))
    return sorted(pairs)


def _fit(source: Points, target: Points) -> Matrix | None:
    """Fit a homography if there are enough points for it to be tame, else an affine transform, by least squares.

    Many labels in one column tell a similarity transform; None if they tell no more than where a line of print is.
    """
    across, down = np.ptp(target[:, 0]), np.ptp(target[:, 1])
    if min(across, down) < MIN_SPREAD_MM:
        return _fit_similarity(source, target) if len(source) >= MIN_IN_COLUMN and down > LONG_COLUMN_MM else None
    if len(source) >= 9 and np.ptp(target[:, 0]) > 100 and np.ptp(target[:, 1]) > 60 and _is_held(target[:, 1]):
        homography, _ = cv2.findHomography(source, target, 0)
        if homography is not None and np.abs(homography[2, :2] * np.abs(source).max(axis=0)).sum() < 0.6:
            return np.asarray(homography, np.float64)
    design = np.hstack([source, np.ones((len(source), 1))])
    solution = np.linalg.lstsq(design, target, rcond=None)[0]
    return np.vstack([solution.T, [0, 0, 1]])


def _fit_similarity(source: Points, target: Points) -> Matrix:
    """Fit a shift, a turn and a scale, by least squares over complex numbers."""
    x, y = _complex(source), _complex(target)
    x_mean, y_mean = x.mean(), y.mean()
    factor = np.vdot(x - x_mean, y - y_mean) / np.vdot(x - x_mean, x - x_mean)
    return _matrix(factor, y_mean - factor * x_mean)


def _is_held(levels: Points) -> bool:
    """Tell whether a form is held at either end: a single label there would bend all between by its own error."""
    bottom, top = levels.min(), levels.max()
    third = (top - bottom) / 3
    return bool((levels < bottom + third).sum() > 1 and (levels > top - third).sum() > 1)


def _point(label: Label, align: str) -> Point:
    first, last = label.words[0], label.words[-1]
    if align == "left":
        return first.left, first.y
    return (last.right, last.y) if align == "right" else (label.x, label.y)


def _apply(matrix: Matrix, points: Points) -> Points:
    homogeneous = np.hstack([points, np.ones((len(points), 1))]) @ matrix.T
    mapped: Points = homogeneous[:, :2] / homogeneous[:, 2:]
    return mapped
