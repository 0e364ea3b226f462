"""`reading.kie.registration`: a made-up form is found again under what scanners and phones do to it."""

import numpy as np
import pytest

from piaoju.model.geometry import Matrix, transform_points
from piaoju.model.page import TextLine
from piaoju.reading.kie.labels import Label, chains, find_labels
from piaoju.reading.kie.registration import Form, LabelSpec, Registration, register
from piaoju.reading.kie.runs import to_runs
from piaoju.reading.locate import rotation_about
from tests.text_lines import IDENTITY, line, moved_line
from tests.unit.reading.kie.small_form import FORM, TEXT_MM, printed_labels

GRID = [(float(x), float(y)) for x in range(0, 201, 20) for y in range(0, 131, 13)]
MAX_ERROR_MM = 1.0


def to_page(scale: float = 6.0, turn_deg: float = 0.0, perspective: float = 0.0, stretch: float = 1.0) -> Matrix:
    """Return millimetres -> pixels; perspective is how much farther the right edge is, as a share."""
    bent = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [perspective / 200, perspective / 400, 1.0]])
    shift = np.array([[1.0, 0.0, 90.0], [0.0, 1.0, 70.0], [0.0, 0.0, 1.0]])
    size = np.diag([scale, scale * stretch, 1.0])
    matrix: Matrix = rotation_about(100 * scale, 65 * scale, turn_deg) @ shift @ size @ bent
    return matrix


def labels_in(lines: list[TextLine], form: Form = FORM) -> list[Label]:
    return find_labels(chains(to_runs(lines, IDENTITY)), {spec.name: spec.pattern for spec in form.labels})


def registered(lines: list[TextLine], form: Form = FORM) -> Registration:
    registration = register(labels_in(lines, form), form)
    assert registration is not None
    return registration


def error_mm(registration: Registration, matrix: Matrix) -> float:
    """Return how far off the worst point of the form is placed."""
    placed = registration.place(np.array(transform_points(matrix, GRID)))
    return float(np.hypot(*(placed - np.array(GRID)).T).max())


@pytest.mark.parametrize("perspective", [0.0, 0.03, -0.03])
@pytest.mark.parametrize("turn_deg", [-10.0, -4.0, 0.0, 2.0, 10.0])
def test_follows_rotation_and_perspective(turn_deg: float, perspective: float) -> None:
    matrix = to_page(turn_deg=turn_deg, perspective=perspective)
    registration = registered(printed_labels(matrix))
    assert len(registration.labels) == sum(len(spec.places) for spec in FORM.labels)
    error = error_mm(registration, matrix)
    assert error < MAX_ERROR_MM


@pytest.mark.parametrize("scale", [2.5, 6.0, 14.0])
@pytest.mark.parametrize("stretch", [0.95, 1.0, 1.05])
def test_follows_scale_and_stretch(scale: float, stretch: float) -> None:
    matrix = to_page(scale=scale, stretch=stretch, turn_deg=1.0)
    assert error_mm(registered(printed_labels(matrix)), matrix) < MAX_ERROR_MM


def test_colons_move_no_label() -> None:
    matrix = to_page()
    assert error_mm(registered(printed_labels(matrix, colon="：")), matrix) < MAX_ERROR_MM


@pytest.mark.parametrize(
    "missing",
    [
        ("code", "date"),
        ("party_name", "payee", "issuer", "figures"),
        ("item", "quantity", "amount", "tax", "sum"),
    ],
)
def test_some_labels_may_be_missing(missing: tuple[str, ...]) -> None:
    matrix = to_page(turn_deg=2.0)
    assert error_mm(registered(printed_labels(matrix, without=missing)), matrix) < MAX_ERROR_MM


def test_tells_which_of_two_equal_labels_it_is() -> None:
    matrix = to_page()
    (x, y), tax_id = (10.0, 100.0), FORM.labels[3].places[1]
    lines = printed_labels(matrix, without=["party_name", "party_tax_id"])
    lines += [moved_line(line(text, *at, TEXT_MM), matrix) for text, at in (("名称", (x, y)), ("纳税人识别号", tax_id))]
    registration = registered(lines)
    assert {place for label, place in registration.labels if label.name.startswith("party")} == {1}
    assert error_mm(registration, matrix) < MAX_ERROR_MM


def test_labels_out_of_place_do_not_count() -> None:
    matrix = to_page(turn_deg=-1.0)
    wrong = [("名称", 120.0, 70.0), ("金额", 20.0, 12.0), ("日期", 60.0, 120.0), ("合计", 180.0, 30.0)]
    lines = printed_labels(matrix) + [moved_line(line(text, x, y, TEXT_MM), matrix) for text, x, y in wrong]
    registration = registered(lines)
    assert error_mm(registration, matrix) < MAX_ERROR_MM
    assert len(registration.labels) == len(printed_labels(matrix))


def test_follows_paper_that_is_curled() -> None:
    matrix = to_page()

    def curled(made: TextLine) -> TextLine:
        down_mm = 2.0 * np.sin(made.quad[0][0] / 400)
        return moved_line(made, np.array([[1, 0, 0], [0, 1, 6 * down_mm], [0, 0, 1]]))

    registration = registered([curled(made) for made in printed_labels(matrix)])
    assert len(registration.labels) == len(printed_labels(matrix))
    specs = {spec.name: spec for spec in FORM.labels}
    for label, index in registration.labels:
        spec = specs[label.name]
        x = {"left": label.left, "right": label.right, "middle": label.x}[spec.align]
        placed = registration.place(np.array([[x, label.y]]))[0]
        assert np.hypot(*(placed - spec.places[index])) < MAX_ERROR_MM


def test_millimetres_and_pixels_are_inverse() -> None:
    matrix = to_page(turn_deg=3.0, perspective=0.03)
    registration = registered(printed_labels(matrix))
    there = registration.to_upright(GRID)
    assert np.abs(registration.place(np.array(there)) - np.array(GRID)).max() < 0.2


@pytest.mark.parametrize("kept", [(), ("code",), ("code", "sum", "payee")])
def test_too_few_labels_are_no_form(kept: tuple[str, ...]) -> None:
    without = [spec.name for spec in FORM.labels if spec.name not in kept]
    assert register(labels_in(printed_labels(to_page(), without=without)), FORM) is None


@pytest.mark.parametrize("names", [("item", "quantity", "amount", "tax"), ("party_name", "party_tax_id", "payee")])
def test_labels_on_one_line_are_no_form(names: tuple[str, ...]) -> None:
    without = [spec.name for spec in FORM.labels if spec.name not in names]
    assert register(labels_in(printed_labels(to_page(), without=without)), FORM) is None


def test_labels_in_a_column_are_no_form() -> None:
    places = {"甲": 10.0, "乙": 40.0, "丙": 70.0, "丁": 100.0}
    form = Form("column", 200, 130, tuple(LabelSpec(t, t, "left", ((10.0, y),)) for t, y in places.items()))
    assert register(labels_in(printed_labels(to_page(), form), form), form) is None


def test_many_labels_in_a_column_are_a_form_as_wide_as_it_is_high() -> None:
    places = {char: 10.0 + 16.0 * row for row, char in enumerate("甲乙丙丁戊己庚")}
    form = Form("column", 200, 130, tuple(LabelSpec(t, t, "left", ((10.0, y),)) for t, y in places.items()))
    matrix = to_page(turn_deg=2.0)
    registration = registered(printed_labels(matrix, form), form)
    assert len(registration.labels) == len(places)
    there = transform_points(matrix, [(150.0, 60.0)])
    assert registration.place(np.array(there))[0] == pytest.approx((150.0, 60.0), abs=1.5)


def test_another_form_is_not_taken_for_it() -> None:
    scattered = [
        line(spec.pattern, 40.0 + 97 * index % 500, 50.0 + 211 * index % 900) for index, spec in enumerate(FORM.labels)
    ]
    registration = register(labels_in(scattered), FORM)
    assert registration is None or len(registration.labels) < len(FORM.labels) / 2


def test_nothing_is_no_form() -> None:
    assert register([], FORM) is None
