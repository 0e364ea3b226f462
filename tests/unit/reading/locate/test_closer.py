"""`reading.locate.closer`: parts of a page as upright pictures of their own, and back."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import bounding_quad, inverted, quad_from_rect, transform_points, transform_quad
from piaoju.model.page import PageImage
from piaoju.reading.locate import Part, cut_out, first_lines, own_lines, rotation_about
from piaoju.reading.locate.closer import placed
from piaoju.reading.locate.documents import without_repeats
from tests.text_lines import line, moved_line, read_nothing
from tests.unit.reading.locate.tickets import PAGE, texts, ticket, turned

RECT = quad_from_rect(300, 200, 160, 80)
MIDDLE = (380.0, 240.0)
INWARDS = ((4, 4), (-4, 4), (-4, -4), (4, -4))
ANGLES = pytest.mark.parametrize("angle", [0.0, 90.0, 180.0, -90.0, 17.0])


def part(angle: float) -> Part:
    return Part((), transform_quad(rotation_about(*MIDDLE, angle), RECT), -angle)


def picture(angle: float, width: int = 800, height: int = 600) -> PageImage:
    """Return a page on which the part's left end is black; in its units it is 800 pixels wide."""
    scale = 800 / width
    rows, columns = np.mgrid[:600, :800] + 0.5
    points = np.stack([columns.ravel(), rows.ravel()])
    along = (points[0] - MIDDLE[0]) * np.cos(np.radians(angle)) + (points[1] - MIDDLE[1]) * np.sin(np.radians(angle))
    across = -(points[0] - MIDDLE[0]) * np.sin(np.radians(angle)) + (points[1] - MIDDLE[1]) * np.cos(np.radians(angle))
    is_black = (np.abs(along) < 80) & (np.abs(across) < 40) & (along < -40)
    pixels = np.where(is_black.reshape(600, 800, 1), 0, 255).repeat(3, axis=2).astype(np.uint8)
    return PageImage(1, pixels, round(800 / scale), round(600 / scale))


@ANGLES
def test_a_part_is_cut_out_upright(angle: float) -> None:
    cut, _ = cut_out(picture(angle), part(angle))
    assert (cut.width, cut.height) == (cut.pixels.shape[1], cut.pixels.shape[0])
    assert cut.width == pytest.approx(198, abs=1)
    assert cut.height == pytest.approx(99, abs=1)
    assert cut.pixels[cut.height // 2, 25:50].max() < 30
    assert cut.pixels[cut.height // 2, cut.width // 2 :].min() > 225


def test_less_is_seen_around_paper_whose_edge_was_seen_than_around_text() -> None:
    text, _ = cut_out(picture(0.0), part(0.0))
    paper, _ = cut_out(picture(0.0), replace(part(0.0), is_paper=True))
    assert 160 < paper.width < text.width
    assert 80 < paper.height < text.height


@ANGLES
def test_places_in_the_picture_lead_back_to_the_page(angle: float) -> None:
    cut, to_page = cut_out(picture(angle), part(angle))
    assert transform_points(to_page, [(cut.width / 2, cut.height / 2)])[0] == pytest.approx(MIDDLE, abs=1)
    corner, along = transform_points(to_page, [(0, 0), (10, 0)])
    assert (along[0] - corner[0], along[1] - corner[1]) == pytest.approx(
        (10 * np.cos(np.radians(angle)), 10 * np.sin(np.radians(angle))), abs=0.01
    )


def test_a_page_that_was_rendered_finer_is_cut_out_of_its_pixels() -> None:
    page = picture(0, width=400)
    small = Part((), quad_from_rect(150, 100, 80, 40), 0.0)
    cut, to_page = cut_out(page, small)
    assert cut.width == pytest.approx(198, abs=1)
    assert transform_points(to_page, [(cut.width / 2, cut.height / 2)])[0] == pytest.approx((190, 120), abs=1)


def test_the_edge_of_the_page_goes_on() -> None:
    cut, _ = cut_out(PAGE, Part((), quad_from_rect(-40, -30, 120, 80), 0.0))
    assert (cut.pixels == 255).all()


def test_lines_of_a_neighbour_are_left_out() -> None:
    left, right = (
        Part(tuple(ticket(x, 100)), bounding_quad(made.quad for made in ticket(x, 100)), 0.0) for x in (50, 200)
    )
    to_page = rotation_about(400, 300, 90)
    seen = [moved_line(made, inverted(to_page)) for made in (*ticket(50, 100), *ticket(200, 100))]
    own = own_lines(left, [right], seen, to_page)
    assert own == tuple(seen[:3])
    assert own_lines(right, [left], seen, to_page) == tuple(seen[3:])


def test_lines_on_the_paper_of_a_neighbour_are_left_out_though_the_first_look_missed_them() -> None:
    mine, missed = ticket(50, 100), line("限乘当日当次", 60, 240)
    text = Part(tuple(mine), bounding_quad(made.quad for made in mine), 0.0)
    paper = Part(tuple(ticket(50, 400)), quad_from_rect(40, 230, 300, 300), 0.0, is_paper=True)
    assert own_lines(text, [paper], [*mine, missed], np.eye(3)) == tuple(mine)
    assert own_lines(text, [replace(paper, is_paper=False)], [*mine, missed], np.eye(3)) == (*mine, missed)


@ANGLES
def test_what_the_first_look_read_can_be_laid_on_the_picture(angle: float) -> None:
    seen = turned(ticket(320, 210), angle, MIDDLE)
    one = Part(tuple(seen), transform_quad(rotation_about(*MIDDLE, angle), RECT), -angle)
    _, to_page = cut_out(PAGE, one)
    for laid, made in zip(first_lines(one, to_page), seen, strict=True):
        assert laid.text == made.text
        assert np.allclose(transform_quad(to_page, laid.quad), made.quad)
        assert laid.quad[0][1] == pytest.approx(laid.quad[1][1], abs=0.01)


def test_without_neighbours_all_lines_are_its_own() -> None:
    seen = ticket(50, 100)
    alone = Part(tuple(seen), bounding_quad(made.quad for made in seen), 0.0)
    assert own_lines(alone, [], seen, np.eye(3)) == tuple(seen)
    assert own_lines(alone, [alone], [], np.eye(3)) == ()


def test_a_line_that_only_the_closer_look_saw_belongs_to_the_nearest() -> None:
    left, right = (
        Part(tuple(ticket(x, 100)), bounding_quad(made.quad for made in ticket(x, 100)), 0.0) for x in (50, 400)
    )
    new = line("检票口12", 60, 220)
    assert texts(own_lines(left, [right], [new], np.eye(3))) == ["检票口12"]
    assert own_lines(right, [left], [new], np.eye(3)) == ()


@ANGLES
@pytest.mark.parametrize("within", [0.0, 2.0, 180.0])
def test_a_document_of_the_picture_is_placed_on_the_page(angle: float, within: float) -> None:
    on_page = turned(ticket(320, 210), angle, MIDDLE)
    _, to_page = cut_out(PAGE, part(angle))
    lines = tuple(moved_line(made, inverted(to_page)) for made in on_page)
    seen = LocatedDocument("ticket", 1, RECT, within, rotation_about(80, 40, within), lines, read_nothing)
    document = placed(seen, part(angle), to_page, read_nothing)
    for one, other in zip(document.lines, on_page, strict=True):
        assert np.allclose(one.quad, other.quad)
    assert np.allclose(document.quad, transform_quad(to_page, RECT))
    assert -180 < document.rotation_deg <= 180
    assert (document.rotation_deg - within + angle + 180) % 360 - 180 == pytest.approx(0, abs=1e-9)
    for made, placed_line in zip(seen.lines, document.lines, strict=True):
        upright = transform_quad(seen.to_upright, made.quad)
        assert np.allclose(transform_quad(document.to_upright, placed_line.quad), upright)
    assert replace(document, lines=()).look is read_nothing


def test_a_slanted_paper_is_cut_out_straight() -> None:
    pixels = np.zeros((600, 800, 3), np.uint8)
    slanted = ((250.0, 200.0), (560.0, 215.0), (540.0, 420.0), (265.0, 390.0))
    cv2.fillPoly(pixels, [np.array(slanted, np.int32)], (255, 255, 255))
    cut, to_page = cut_out(PageImage(1, pixels, 800, 600), Part((), slanted, 0.0, is_paper=True))
    inner = transform_quad(inverted(to_page), slanted)
    assert inner == pytest.approx(np.array(bounding_quad([inner])), abs=0.01)
    assert cut.pixels[cut.height // 2, cut.width // 2].min() == 255
    corners = [cut.pixels[round(y) + dy, round(x) + dx].min() for (x, y), (dx, dy) in zip(inner, INWARDS, strict=True)]
    assert min(corners) > 225


def test_lines_beside_a_paper_are_not_its_own() -> None:
    paper = Part(tuple(ticket(50, 100)), quad_from_rect(40, 80, 300, 160), 0.0, is_paper=True)
    _, to_page = cut_out(PAGE, paper)
    beside = line("另一张的字", 345, 150)
    seen = [moved_line(made, inverted(to_page)) for made in (*ticket(50, 100), beside)]
    assert texts(own_lines(paper, [], seen, to_page)) == texts(ticket(50, 100))


@pytest.mark.parametrize(("width", "is_the_papers"), [(260.0, True), (60.0, False)])
def test_a_document_that_fills_its_paper_has_the_papers_outline(width: float, is_the_papers: bool) -> None:
    paper = Part((), quad_from_rect(100, 100, 300, 150), 0.0, is_paper=True)
    _, to_page = cut_out(PAGE, paper)
    on_page = quad_from_rect(110, 110, width, 130)
    found = LocatedDocument("ticket", 1, transform_quad(inverted(to_page), on_page), 0.0, np.eye(3), ())
    outline = placed(found, paper, to_page, read_nothing).quad
    assert outline == pytest.approx(np.array(paper.quad if is_the_papers else on_page), abs=0.01)


def test_of_a_document_found_twice_the_one_with_more_text_stays() -> None:
    def found(x: float, count: int, kind: str = "ticket") -> LocatedDocument:
        lines = tuple(ticket(x, 100))[:count]
        return LocatedDocument(kind, 1, quad_from_rect(x, 100, 100, 100), 0.0, np.eye(3), lines)

    few, many, other, beside = found(100, 1), found(120, 3), found(110, 2, "slip"), found(190, 2)
    assert set(map(id, without_repeats([few, many, other, beside]))) == set(map(id, (many, other, beside)))
