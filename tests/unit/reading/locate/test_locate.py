"""`reading.locate`: which documents a page holds, by what is printed on it."""

from collections.abc import Sequence

import numpy as np
import pytest

from piaoju.model.cues import Cue, DocumentCues
from piaoju.model.document import LocatedDocument
from piaoju.model.geometry import center, quad_from_rect, transform_points, transform_quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate import locate, rotation_about
from tests.text_lines import line, moved_line, read_nothing

PAGE = PageImage(2, np.full((600, 800, 3), 255, np.uint8), 800, 600)
KINDS = (
    DocumentCues("invoice", (Cue("发票", 3), Cue(r"(?m)^税额:?\d+$", 3), Cue("火车", -5)), 6),
    DocumentCues("ticket", (Cue("火车", 2), Cue(r"\d{2}车", 3)), 5),
)


def found(lines: Sequence[TextLine], rotation_deg: float = 0.0) -> list[LocatedDocument]:
    return locate(PAGE, lines, rotation_deg, KINDS, read_nothing)


def test_the_type_that_words_speak_for() -> None:
    (document,) = found([line("某某发票", 100, 50), line("税 额: 12", 100, 90)])
    assert (document.type, document.page) == ("invoice", 2)
    assert len(document.lines) == 2
    (ticket,) = found([line("火车票", 100, 50), line("03车12A号", 100, 90), line("发票", 10, 200)])
    assert ticket.type == "ticket"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([], id="blank page"),
        pytest.param(["某某饭店", "今日菜单"], id="unrelated"),
        pytest.param(["发票"], id="far below the threshold"),
        pytest.param(["发票", "发票", "发票"], id="a cue counts once"),
        pytest.param(["发票", "税额12", "火车"], id="a cue against it"),
    ],
)
def test_nothing_where_too_little_speaks_for_a_type(texts: list[str]) -> None:
    assert found([line(text, 50, 50 + 40 * index) for index, text in enumerate(texts)]) == []


def test_no_types_no_documents() -> None:
    assert locate(PAGE, [line("发票", 0, 10)], 0.0, (), read_nothing) == []


def test_outline_and_transform_make_it_upright() -> None:
    upright = [line("某某发票", 100, 100), line("税额12", 300, 400)]
    tilt = rotation_about(400, 300, 30)
    (document,) = found([moved_line(made, tilt) for made in upright], rotation_deg=-30)
    assert document.rotation_deg == -30
    outline = quad_from_rect(100, 90, 260, 320)
    assert np.allclose(transform_quad(document.to_upright, document.quad), outline)
    assert np.allclose(document.quad, transform_quad(tilt, outline))


@pytest.mark.parametrize("angle", [-135.0, -20.0, 0.0, 7.5, 90.0, 180.0])
def test_rotation_keeps_its_centre_and_inverts(angle: float) -> None:
    there, back = rotation_about(120, 80, angle), rotation_about(120, 80, -angle)
    assert np.allclose(there @ back, np.eye(3))
    assert np.allclose(transform_points(there, [(120, 80)]), [(120, 80)])
    assert center(transform_quad(there, quad_from_rect(110, 70, 20, 20))) == pytest.approx((120, 80))


def test_rotation_is_clockwise_as_seen() -> None:
    assert np.allclose(transform_points(rotation_about(0, 0, 90), [(10, 0)]), [(0, 10)])
