"""`reading.ocr.detection`: what surrounds the model, on painted probability maps."""

from itertools import permutations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from piaoju.reading.ocr.detection import (
    MEAN,
    OVERLAP_PX,
    SHAPES,
    STD,
    find_regions,
    order_corners,
    prepare,
    reduce,
    tiles,
)

Map = npt.NDArray[np.float32]
SAME_SCALE = np.ones(2, np.float32)
THRESHOLD = 0.4


def painted(*rectangles: tuple[float, float, float, float, float], probability: float = 0.9) -> Map:
    """Return a map with rectangles of x, y (middle), width, height, angle."""
    canvas = np.zeros((200, 400), np.float32)
    for x, y, width, height, angle in rectangles:
        corners = cv2.boxPoints(((x, y), (width, height), angle))
        cv2.fillPoly(canvas, [np.round(corners).astype(np.int32)], probability)
    return canvas


def area(corners: npt.NDArray[np.float32]) -> float:
    return float(cv2.contourArea(corners))


class TestFindRegions:
    def test_finds_each_rectangle_grown_on_all_sides(self) -> None:
        rectangles = [(100.0, 40.0, 120.0, 12.0, 0.0), (300.0, 150.0, 60.0, 16.0, 0.0)]
        regions = sorted(find_regions(painted(*rectangles), SAME_SCALE, THRESHOLD), key=lambda r: r.corners[0, 0])
        assert len(regions) == 2
        for region, (x, y, width, height, _) in zip(regions, rectangles, strict=True):
            left, top = region.corners.min(axis=0)
            right, bottom = region.corners.max(axis=0)
            assert region.score == pytest.approx(0.9, abs=0.02)
            assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((x, y), abs=1)
            assert width + height * 0.5 < right - left < width + height * 2.5
            assert height * 1.5 < bottom - top < height * 3.5

    def test_result_is_in_the_pixels_asked_for(self) -> None:
        canvas = painted((100.0, 40.0, 120.0, 12.0, 0.0))
        (small,), (large,) = (
            find_regions(canvas, np.array(scale, np.float32), THRESHOLD) for scale in [(1, 1), (3, 2)]
        )
        assert np.allclose(large.corners, small.corners * [3, 2])

    @pytest.mark.parametrize("angle", [-20.0, 12.0, 30.0])
    def test_corners_follow_a_tilted_line(self, angle: float) -> None:
        (region,) = find_regions(painted((200.0, 100.0, 150.0, 16.0, angle)), SAME_SCALE, THRESHOLD)
        along = region.corners[1] - region.corners[0]
        assert np.degrees(np.arctan2(along[1], along[0])) == pytest.approx(angle, abs=2)

    @pytest.mark.parametrize("probability", [0.1, 0.3])
    def test_drops_what_is_improbable(self, probability: float) -> None:
        canvas = painted((100.0, 40.0, 120.0, 12.0, 0.0), probability=probability)
        assert find_regions(canvas, SAME_SCALE, THRESHOLD) == []

    def test_drops_specks(self) -> None:
        canvas = np.zeros((200, 400), np.float32)
        canvas[50, 60] = canvas[90:91, 100:140] = 1.0
        assert find_regions(canvas, SAME_SCALE, THRESHOLD) == []

    def test_an_empty_map_has_none(self) -> None:
        assert find_regions(np.zeros((64, 64), np.float32), SAME_SCALE, THRESHOLD) == []


class TestOrderCorners:
    BOX = np.array([[10, 10], [60, 12], [59, 30], [9, 28]], np.float32)

    @pytest.mark.parametrize("order", list(permutations(range(4))))
    def test_ignores_the_order_given(self, order: tuple[int, ...]) -> None:
        assert np.array_equal(order_corners(self.BOX[list(order)]), self.BOX)

    def test_goes_clockwise_from_the_top_left(self) -> None:
        top_left, top_right, bottom_right, bottom_left = order_corners(self.BOX[::-1])
        assert top_left[0] < top_right[0]
        assert bottom_left[0] < bottom_right[0]
        assert top_left[1] < bottom_left[1]
        assert area(order_corners(self.BOX)) == pytest.approx(area(self.BOX))

    def test_keeps_an_upright_box_upright(self) -> None:
        tall = np.array([[10, 10], [30, 10], [30, 90], [10, 90]], np.float32)
        assert np.array_equal(order_corners(np.roll(tall, 1, axis=0)), tall)


class TestTiles:
    @pytest.mark.parametrize(
        ("height", "width", "shape"),
        [(40, 30, (320, 640)), (585, 233, (640, 320)), (540, 856, (640, 960)), (900, 1280, (960, 1280))],
    )
    def test_what_fits_is_looked_at_whole(self, height: int, width: int, shape: tuple[int, int]) -> None:
        assert tiles(height, width, SHAPES["tiny"]) == (shape, [(0, 0)])

    @pytest.mark.parametrize(("height", "width"), [(1280, 1280), (1920, 2560), (2560, 700), (961, 1281)])
    def test_what_does_not_is_covered_by_overlapping_tiles(self, height: int, width: int) -> None:
        shape, corners = tiles(height, width, SHAPES["tiny"])
        seen = np.zeros((height, width), np.uint8)
        for top, left in corners:
            assert top >= 0
            assert left >= 0
            seen[top : top + shape[0], left : left + shape[1]] += 1
        assert seen.min() >= 1
        for length, tile, starts in (
            (height, shape[0], {t for t, _ in corners}),
            (width, shape[1], {x for _, x in corners}),
        ):
            gaps = np.diff(sorted(starts))
            assert all(gap <= tile - OVERLAP_PX for gap in gaps), (length, tile, starts)


class TestPrepare:
    def test_the_tile_lies_top_left_on_grey(self) -> None:
        tensor = prepare(np.full((60, 100, 3), 255, np.uint8), (320, 640))
        assert tensor.dtype == np.float32
        assert tensor.shape == (1, 3, 320, 640)
        assert tensor[0, :, :60, :100].min() > 1
        assert not tensor[0, :, 60:].any()
        assert not tensor[0, :, :, 100:].any()

    def test_normalises_each_channel(self) -> None:
        tensor = prepare(np.full((64, 64, 3), (0, 128, 255), np.uint8), (320, 640))
        expected = (np.array([0, 128, 255]) / 255 - MEAN) / STD
        assert np.allclose(tensor[0, :, 10, 10], expected, atol=1e-4)


class TestReduce:
    def test_only_what_is_too_long(self) -> None:
        small = np.zeros((50, 80, 3), np.uint8)
        assert reduce(small, 80) is small
        assert reduce(np.zeros((500, 1000, 3), np.uint8), 480).shape == (240, 480, 3)
        assert reduce(np.zeros((3, 5000, 3), np.uint8), 500).shape == (1, 500, 3)

    @pytest.mark.parametrize("shape", [(401, 803), (1237, 2051), (90, 130)])
    def test_keeps_things_where_they_are(self, shape: tuple[int, int]) -> None:
        picture = np.full((*shape, 3), 255, np.uint8)
        top, left = shape[0] // 3, shape[1] // 2
        picture[top : top + 40, left : left + 40] = 0
        reduced = reduce(picture, 100)
        rows, columns = np.nonzero(reduced[:, :, 0] < 128)
        scale = np.array(reduced.shape[:2]) / shape
        assert (rows.mean() + 0.5, columns.mean() + 0.5) == pytest.approx((top + 20, left + 20) * scale, abs=0.5)
