"""`reading.ocr.detection`: what surrounds the model, on painted probability maps."""

from itertools import permutations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from piaoju.reading.ocr.detection import MEAN, STD, STRIDE, find_regions, order_corners, prepare

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


class TestPrepare:
    @pytest.mark.parametrize(("height", "width"), [(500, 1000), (1000, 500), (40, 30), (960, 960)])
    def test_sides_are_multiples_and_not_too_long(self, height: int, width: int) -> None:
        tensor = prepare(np.zeros((height, width, 3), np.uint8), 480)
        assert tensor.dtype == np.float32
        assert tensor.shape[:2] == (1, 3)
        assert all(side % STRIDE == 0 and 0 < side <= 480 for side in tensor.shape[2:])

    def test_normalises_each_channel(self) -> None:
        tensor = prepare(np.full((64, 64, 3), (0, 128, 255), np.uint8), 480)
        expected = (np.array([0, 128, 255]) / 255 - MEAN) / STD
        assert np.allclose(tensor[0, :, 10, 10], expected, atol=1e-4)
