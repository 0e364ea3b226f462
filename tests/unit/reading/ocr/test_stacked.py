"""`reading.ocr.stacked`: characters above each other are cut apart, nothing else."""

import cv2
import numpy as np
import pytest

from piaoju.model.page import Pixels
from piaoju.reading.ocr.detection import Region
from piaoju.reading.ocr.stacked import split_stacked

SIDE = 40
LEFT, TOP = 100, 60


def stack(count: int, *, gap: int = 14, angle: float = 0.0) -> tuple[Pixels, Region, list[float]]:
    """Return a page with squares above each other, the region around them, and the middle of each."""
    pixels = np.full((600, 400, 3), 245, np.uint8)
    middles = []
    for index in range(count):
        top = TOP + index * (SIDE + gap)
        cv2.rectangle(pixels, (LEFT, top), (LEFT + SIDE, top + SIDE), (30, 30, 30), 6)
        cv2.line(pixels, (LEFT, top + SIDE // 2), (LEFT + SIDE, top + SIDE // 2), (30, 30, 30), 5)
        middles.append(top + SIDE / 2)
    bottom = TOP + count * (SIDE + gap) - gap
    corners = np.array(
        [
            [LEFT - 6, TOP - 6],
            [LEFT + SIDE + 6, TOP - 6],
            [LEFT + SIDE + 6, bottom + 6],
            [LEFT - 6, bottom + 6],
        ],
        np.float32,
    )
    if angle:
        turn = cv2.getRotationMatrix2D((LEFT, TOP), angle, 1.0)
        pixels = np.asarray(cv2.warpAffine(pixels, turn, (400, 600), borderValue=(245, 245, 245)), np.uint8)
        corners = cv2.transform(corners[None], turn)[0].astype(np.float32)
    return pixels, Region(corners, 0.8), middles


@pytest.mark.parametrize("count", [2, 3, 6])
def test_cuts_a_stack_into_its_characters(count: int) -> None:
    pixels, region, middles = stack(count)
    parts = split_stacked(pixels, [region])
    assert [float(part.corners[:, 1].mean()) for part in parts] == pytest.approx(middles, abs=4)
    for part in parts:
        height = float(np.linalg.norm(part.corners[3] - part.corners[0]))
        assert SIDE - 4 < height < SIDE + 20
        assert part.score == region.score
        assert np.allclose(part.corners[:, 0], region.corners[:, 0])


def test_cuts_follow_a_tilted_stack() -> None:
    pixels, region, _ = stack(3, angle=6.0)
    parts = split_stacked(pixels, [region])
    assert len(parts) == 3
    down = region.corners[3] - region.corners[0]
    for part in parts:
        own = part.corners[3] - part.corners[0]
        assert np.allclose(own / np.linalg.norm(own), down / np.linalg.norm(down), atol=0.02)


def test_wide_regions_pass_in_their_order() -> None:
    pixels, _, _ = stack(3)
    wide = [Region(np.array([[x, 10], [x + 90, 10], [x + 90, 40], [x, 40]], np.float32), 0.5) for x in (200, 10, 120)]
    assert split_stacked(pixels, wide) == wide


def test_a_tall_character_stays_whole() -> None:
    pixels = np.full((200, 200, 3), 245, np.uint8)
    cv2.line(pixels, (60, 30), (60, 130), (30, 30, 30), 8)
    tall = Region(np.array([[40, 20], [80, 20], [80, 140], [40, 140]], np.float32), 0.9)
    assert split_stacked(pixels, [tall]) == [tall]


def test_an_empty_region_stays_whole() -> None:
    pixels = np.full((200, 200, 3), 245, np.uint8)
    empty = Region(np.array([[40, 20], [80, 20], [80, 140], [40, 140]], np.float32), 0.9)
    assert split_stacked(pixels, [empty]) == [empty]
