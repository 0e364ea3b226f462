"""Finding seals: the rim is met where it was drawn, and nothing else is taken for one."""

from dataclasses import replace
from math import degrees

import cv2
import numpy as np
import pytest

from piaoju.lab.synth.draw import Seal
from piaoju.model.page import Pixels
from piaoju.reading.ocr.seal_rims import Rim, find_rims
from tests.unit.reading.ocr.stamped import SCALE, SEAL, at, paper, stamped


def is_at(rim: Rim, seal: Seal) -> bool:
    """Tell whether a rim is that of a seal, to a fiftieth of its width."""
    drawn = np.array([*seal.center, seal.width_mm / 2, seal.height_mm / 2]) * SCALE
    found = np.array([rim.x, rim.y, rim.major, rim.minor])
    return bool(np.abs(found - drawn).max() < 0.02 * seal.width_mm * SCALE)


def with_red_table(page: Pixels) -> Pixels:
    result = page.copy()
    for x in range(40, page.shape[1] - 40, 260):
        cv2.line(result, (x, 40), (x, page.shape[0] - 40), (50, 50, 190), 3)
    for y in range(40, page.shape[0] - 40, 130):
        cv2.line(result, (40, y), (page.shape[1] - 40, y), (50, 50, 190), 3)
    return result


class TestFound:
    def test_a_clear_seal(self) -> None:
        (rim,) = find_rims(stamped(paper()))
        assert is_at(rim, SEAL)
        assert rim.clarity > 1.9

    def test_a_tilted_seal_has_its_tilt(self) -> None:
        seal = replace(SEAL, tilt_deg=14.0)
        (rim,) = find_rims(stamped(paper(), seal))
        assert is_at(rim, seal)
        assert degrees(rim.angle) == pytest.approx(14.0, abs=2.0)

    def test_a_worn_seal(self) -> None:
        seal = replace(SEAL, wear=0.5, seed=3)
        (rim,) = find_rims(stamped(paper(), seal))
        assert is_at(rim, seal)

    def test_a_seal_upon_a_red_table(self) -> None:
        found = find_rims(stamped(with_red_table(paper())))
        assert [is_at(rim, SEAL) for rim in found] == [True]

    def test_two_seals_side_by_side(self) -> None:
        first, second = at(28, 40), at(88, 50)
        found = find_rims(stamped(stamped(paper(), first), second))
        assert len(found) == 2
        assert all(any(is_at(rim, seal) for rim in found) for seal in (first, second))

    def test_a_round_seal_with_a_star(self) -> None:
        seal = Seal((60.0, 45.0), 38.0, 38.0, SEAL.upper, (("财务专用章", 0.55, 3.2, 0.9),), star_mm=5.5)
        (rim,) = find_rims(stamped(paper(), seal))
        assert is_at(rim, seal)

    def test_under_a_warm_light(self) -> None:
        page = (stamped(paper()) * np.array([0.55, 0.75, 0.95])).astype(np.uint8)
        (rim,) = find_rims(page)
        assert is_at(rim, SEAL)

    def test_the_place_is_in_the_pixels_given(self) -> None:
        page = stamped(paper())
        (small,) = find_rims(np.asarray(cv2.resize(page, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)))
        assert is_at(small.scaled(2.5), SEAL)


class TestNotFound:
    def test_a_grey_page_has_none(self) -> None:
        grey = cv2.cvtColor(stamped(paper()), cv2.COLOR_BGR2GRAY)
        assert find_rims(np.repeat(grey[:, :, None], 3, axis=2)) == []

    def test_a_blue_seal_is_no_red_one(self) -> None:
        assert find_rims(stamped(paper(), replace(SEAL, colour=(60, 70, 170)))) == []

    def test_a_red_table_is_none(self) -> None:
        assert find_rims(with_red_table(paper())) == []

    def test_a_red_box_is_none(self) -> None:
        assert (
            find_rims(stamped(paper(), Seal((60, 45), 24, 11, "", (("现金付讫", 0.0, 4.5, 1.0),), is_box=True))) == []
        )

    @pytest.mark.parametrize("size", [(1, 1, 3), (1, 3000, 3), (3000, 1, 3), (20, 30, 3)])
    def test_pictures_of_any_size_are_looked_at(self, size: tuple[int, int, int]) -> None:
        noise = np.random.default_rng(1).integers(0, 256, size).astype(np.uint8)
        assert find_rims(noise) == []


def test_what_lies_beyond_the_picture_has_no_ink() -> None:
    page = stamped(paper())
    (whole,) = find_rims(page)
    cut = page[:, round(whole.x - 0.6 * whole.minor) :].copy()
    first = find_rims(cut)
    for fill in (0, 255):
        junk = [np.full((180, 1 + size), fill, np.uint8) for size in range(400)]  # what new memory may hold
        del junk
        assert find_rims(cut) == first
