"""A document laid on its form: everything printed on it, in the form's millimetres, labels told from values.

A slip that a till prints has no fixed places; it is laid by the size of its text alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from statistics import median

import numpy as np

from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import Quad, inverted, slice_quad, transform_points
from piaoju.reading.kie.blurred import anchoring_values, surmised_labels
from piaoju.reading.kie.labels import Label, chains, find_labels, without_labels
from piaoju.reading.kie.look import look_at_all
from piaoju.reading.kie.registration import Form, Registration, register
from piaoju.reading.kie.runs import Run, split_at_gaps, to_runs
from piaoju.reading.ocr.inks import is_seal_ink
from piaoju.reading.ocr.quick import is_form_word

LABEL_REACH_MM = 12.0  # words of a label that far from its place are no label
STRAY_MARKS = ":：;；,，.。、|· "  # left over of labels and rules
FEW_LABELS = 14
"""If fewer agree, the print is blurred, and labels are also surmised."""
MIN_SURMISED = 5
"""Surmised labels that must agree on where the form lies."""
MAX_TURN_DEG = 8.0  # of the form against most of the text
MAX_ASPECT = 1.3  # of its width by its height, seen from aside
LABEL_MM = 2.4, 8.0  # height of labels and values, with the margin that the detection leaves
HARDLY_READ = 0.2  # mean confidence of a line that may yet be a blurred label
LABEL_LINES = 1.6  # times the height of a label within it; what is higher in red lies on the label and is none
PIECE_GAP = 0.9  # text heights: a wider gap parts two values

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A registered document.

    Attributes:
        page: 1-based.
        registration: where the form lies.
        labels: printed labels, millimetres.
        values: everything else, cut at wide gaps, millimetres.
        quad: the form's outline in page pixels.
        document: that was laid on the form.
        red: boxes around what was read, or hardly read, in the red ink of seals, and where a seal of any ink lies on
            other print, millimetres.
    """

    page: int
    registration: Registration
    labels: tuple[Label, ...]
    values: tuple[Run, ...]
    quad: Quad
    document: LocatedDocument
    red: tuple[Rect, ...] = ()

    @property
    def form(self) -> Form:
        """The form that it is laid on."""
        return self.registration.form

    def label(self, name: str, within: Rect | None = None) -> Label | None:
        """Return a label of that name, the first from the top; None if it was not found."""
        found = [label for label in self.labels if label.name == name]
        if within is not None:
            found = [label for label in found if _is_inside(label.x, label.y, within)]
        return min(found, key=lambda label: label.y, default=None)

    def inside(self, rect: Rect, *, seals: bool = False) -> list[Run]:
        """Return the values whose middle is inside; those in the red of a seal only if asked for."""
        seals = seals or not self.form.is_stamped
        return [run for run in self.values if _is_inside(run.x, run.y, rect) and (seals or not run.is_red)]

    def look_again(self, rect: Rect, *, without_seals: bool = False) -> Run | None:
        """Read a place anew, as one line, if asked through a seal; None if nothing is read there."""
        return self.look_at_all([rect], without_seals=without_seals)[0]

    def look_at_all(self, rects: Sequence[Rect], *, without_seals: bool = False) -> list[Run | None]:
        """Read places anew, each as one line, all at once; see `look_again`."""
        quads = [self._upright_quad(rect) for rect in rects]
        runs = look_at_all(self.document, quads, without_seals=without_seals)
        return [self.registration.place_runs([run])[0] if run is not None else None for run in runs]

    def _upright_quad(self, rect: Rect) -> Quad:
        left, top, right, bottom = rect
        a, b, c, d = self.registration.to_upright([(left, top), (right, top), (right, bottom), (left, bottom)])
        return a, b, c, d


def lay_on(document: LocatedDocument, forms: Sequence[Form]) -> Sheet | None:
    """Lay a document on the form that most of its labels agree with; None if they agree with none."""
    runs = to_runs(document.lines, document.to_upright)
    strings = chains(runs)
    best: tuple[Registration, list[Label]] | None = None
    for form in forms:
        labels = find_labels(strings, {spec.name: spec.pattern for spec in form.labels})
        registration = register(labels, form)
        if registration is not None and (best is None or len(registration.labels) > len(best[0].labels)):
            best = registration, labels
    if best is None or len(best[0].labels) < FEW_LABELS:
        best = _by_surmise(document, forms, best) or best
    if best is None:
        return None
    registration, labels = best
    placed = list(zip(labels, _placed(labels, registration), strict=True))
    near = [(label, there) for label, there in placed if _is_near(there, registration.form)]
    labels_there = tuple(there for _, there in near)
    return Sheet(
        page=document.page,
        registration=registration,
        labels=labels_there,
        values=tuple(_join_decimals(registration.place_runs(_pieces(runs, [label for label, _ in near])))),
        quad=_outline(document, registration),
        document=document,
        red=_red(document, registration, labels_there),
    )


def _by_surmise(
    document: LocatedDocument, forms: Sequence[Form], read: tuple[Registration, list[Label]] | None
) -> tuple[Registration, list[Label]] | None:
    """Lay a document whose labels are too blurred to be read on the form that most of what they may be agrees with.

    Returns:
        The registration and its labels; None if no more labels agree than those that were read.
    """
    words = [{spec.name: spec.words for spec in form.labels if spec.words} for form in forms]
    if not any(words):
        return None
    strings = chains(to_runs(document.lines, document.to_upright, HARDLY_READ))
    runs = to_runs(document.lines, document.to_upright)
    best, most = None, MIN_SURMISED - 1 if read is None else max(MIN_SURMISED - 1, len(read[0].labels))
    for form, printed in zip(forms, words, strict=True):
        labels = find_labels(strings, {spec.name: spec.pattern for spec in form.labels})
        labels += [*surmised_labels(strings, printed), *anchoring_values(runs, form.anchors)]
        registration = register(labels, form)
        if registration is not None and len(registration.labels) > most and _is_plausible(registration):
            best, most = registration, len(registration.labels)
    if best is None:
        return None
    anchors = {spec.name for spec in best.form.anchors}
    return best, [label for label, _ in best.labels if label.name not in anchors]


def _is_plausible(registration: Registration) -> bool:
    """Tell whether a form lies as paper does: level, about as wide as it should be, its labels as high as print."""
    (a, b), (c, d) = registration.to_form[:2, :2]
    turn_deg, aspect = abs(degrees(atan2(c, a))), hypot(a, c) / hypot(b, d)
    height = median(label.height for label, _ in registration.labels) * hypot(b, d)
    return turn_deg < MAX_TURN_DEG and 1 / MAX_ASPECT < aspect < MAX_ASPECT and LABEL_MM[0] < height < LABEL_MM[1]


def lay_by_text(document: LocatedDocument, form: Form, text_mm: float) -> Sheet | None:
    """Lay a document by the height of its text, where labels have no fixed places; None if it has no text.

    Args:
        document: upright.
        form: whose labels are told from values, wherever they stand.
        text_mm: height of most of its text.
    """
    runs = to_runs(document.lines, document.to_upright)
    height = median(run.height for run in runs) if runs else 0.0
    if height <= 0:
        return None
    labels = find_labels(chains(runs), {spec.name: spec.pattern for spec in form.labels})
    scale = text_mm / height
    nowhere = np.empty((0, 2))
    registration = Registration(form, np.diag([scale, scale, 1.0]), nowhere, nowhere, ())
    labels_there = tuple(_placed(labels, registration))
    return Sheet(
        page=document.page,
        registration=registration,
        labels=labels_there,
        values=tuple(_join_decimals(registration.place_runs(_pieces(runs, labels)))),
        quad=document.quad,
        document=document,
        red=_red(document, registration, labels_there),
    )


def _pieces(runs: Sequence[Run], labels: Sequence[Label]) -> list[Run]:
    """Return what is no label, cut at wide gaps."""
    return [
        piece
        for run in without_labels(runs, labels)
        for piece in split_at_gaps(run, PIECE_GAP)
        if piece.text.strip(STRAY_MARKS)
    ]


def _join_decimals(runs: list[Run]) -> list[Run]:
    """Join a number that the detection cut behind its point, as it does where a rule runs through the number."""
    rest = list(runs)
    for head in [run for run in runs if re.search(r"\d\.$", run.text)]:
        for tail in rest:
            digits = re.match(r"\d+", tail.text)
            gap = tail.left - head.right
            if digits and -0.5 * head.height < gap < 1.2 * head.height and abs(tail.y - head.y) < 0.5 * head.height:
                joint = Run((*head.glyphs, *tail.glyphs[: digits.end()]))
                others = [run for run in rest if run is not head and run is not tail]
                remainder = tail.part(digits.end())
                rest = [*others, joint] if remainder is None else [*others, joint, remainder]
                break
    return rest


def _placed(labels: Sequence[Label], registration: Registration) -> list[Label]:
    runs = registration.place_runs([Run(label.glyphs) for label in labels])
    return [Label(label.name, run.glyphs, label.colon) for label, run in zip(labels, runs, strict=True)]


def _is_near(label: Label, form: Form) -> bool:
    spec = next(spec for spec in form.labels if spec.name == label.name)
    x = {"left": label.left, "right": label.words[-1].right}.get(spec.align, label.x)
    return any(
        abs(x - px) < 2 * LABEL_REACH_MM and (spec.is_floating or abs(label.y - py) < LABEL_REACH_MM / 2)
        for px, py in spec.places
    )


def _red(document: LocatedDocument, registration: Registration, labels: Sequence[Label]) -> tuple[Rect, ...]:
    """Return the boxes around red lines, and around what of other lines a seal lies on.

    Labels are left out, as some forms print theirs in red.
    """
    boxes = []
    for line in document.lines:
        if line.chars and is_seal_ink(line.ink) and not is_form_word(line.text):
            box = _box(document, registration, line.quad)
            if not any(_is_of(label, box) for label in labels):
                boxes.append(box)
        elif line.seal is not None:
            boxes.append(_box(document, registration, slice_quad(line.quad, *line.seal)))
    return tuple(boxes)


def _box(document: LocatedDocument, registration: Registration, quad: Quad) -> Rect:
    corners = registration.place(np.array(transform_points(document.to_upright, quad), np.float64))
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return left, top, right, bottom


def _is_of(label: Label, box: Rect) -> bool:
    """Tell whether what was read in red is a label; a seal that lies on one is higher."""
    return _is_inside(label.x, label.y, box) and box[3] - box[1] < LABEL_LINES * label.height


def _outline(document: LocatedDocument, registration: Registration) -> Quad:
    """Return the form's corners in page pixels."""
    width, height = registration.form.width_mm, registration.form.height_mm
    upright = registration.to_upright([(0, 0), (width, 0), (width, height), (0, height)])
    inverse = inverted(document.to_upright)
    a, b, c, d = transform_points(inverse, upright)
    return a, b, c, d


def _is_inside(x: float, y: float, rect: Rect) -> bool:
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]
