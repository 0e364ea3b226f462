"""What surrounds the text models: contracts for any map, any probabilities, any corners."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from piaoju.reading.ocr.detection import SHAPES, Region, find_regions, order_corners, tiles
from piaoju.reading.ocr.orientation import text_axis_deg
from piaoju.reading.ocr.pool import Shape
from piaoju.reading.ocr.recognition import STEP_PX, _Crop, decode
from piaoju.reading.ocr.stacked import split_stacked

SYMBOLS = ("", "税", "1", ".", " ")
coordinates = st.floats(-50, 500, width=32)
corner_sets = arrays.arrays(np.float32, (4, 2), elements=coordinates)
quick = settings(max_examples=80, deadline=None)


@st.composite
def probabilities(draw: st.DrawFn) -> npt.NDArray[np.float32]:
    """Return rows that sum to 1."""
    steps = draw(st.integers(1, 30))
    raw = draw(arrays.arrays(np.float32, (steps, len(SYMBOLS)), elements=st.floats(0, 8, width=32)))
    rows: npt.NDArray[np.float32] = np.exp(raw)
    rows /= rows.sum(axis=1, keepdims=True)
    return rows


@quick
@given(rows=probabilities(), narrower=st.integers(0, 3))
def test_decoding_gives_ordered_characters_within_the_line(rows: npt.NDArray[np.float32], narrower: int) -> None:
    # The input is padded to a multiple, so that the last steps may lie beyond the text.
    width = max(STEP_PX, (len(rows) - narrower) * STEP_PX)
    corners = np.array([[0, 0], [width, 0], [width, 48], [0, 48]], np.float32)
    line = decode(rows, SYMBOLS, _Crop(Region(corners, 0.5), width))
    assert len(line.steps) == len(rows)
    assert line.text == collapsed(rows)
    for char in line.chars:
        assert 0.0 <= char.start <= 1.0
        assert 0.0 <= char.end <= 1.0
        assert 0.0 < char.confidence <= 1.0
        assert line.steps[char.step][0][0] == char.text
    for before, after in zip(line.chars, line.chars[1:], strict=False):
        assert before.step < after.step
        assert before.start <= after.start


def collapsed(rows: npt.NDArray[np.float32]) -> str:
    """Return the text by the rule itself: repeats are one character, blanks part them."""
    best = [int(row.argmax()) for row in rows]
    return "".join(SYMBOLS[now] for was, now in zip([0, *best], best, strict=False) if now not in (0, was))


@quick
@given(corners=corner_sets)
def test_ordered_corners_are_the_given_ones(corners: npt.NDArray[np.float32]) -> None:
    ordered = order_corners(corners)
    assert sorted(map(tuple, ordered.tolist())) == sorted(map(tuple, corners.tolist()))
    assert max(ordered[0, 0], ordered[3, 0]) <= min(ordered[1, 0], ordered[2, 0])
    assert ordered[0, 1] <= ordered[3, 1]
    assert ordered[1, 1] <= ordered[2, 1]


@quick
@given(
    canvas=arrays.arrays(np.float32, (24, 40), elements=st.sampled_from([0.0, 0.1, 0.3, 0.6, 1.0])),
    threshold=st.floats(0.1, 0.9),
)
def test_regions_have_finite_corners_and_pass_the_threshold(canvas: npt.NDArray[np.float32], threshold: float) -> None:
    for region in find_regions(canvas, np.array([2.0, 3.0], np.float32), threshold):
        assert region.corners.shape == (4, 2)
        assert np.isfinite(region.corners).all()
        assert threshold <= region.score <= 1.0 + 1e-6


@quick
@given(corner_list=st.lists(corner_sets, max_size=6))
def test_any_regions_have_an_axis(corner_list: list[npt.NDArray[np.float32]]) -> None:
    assert -45.0 <= text_axis_deg([Region(corners, 0.9) for corners in corner_list]) <= 135.0


@quick
@given(corner_list=st.lists(corner_sets, max_size=3), seed=st.integers(0, 9))
def test_cutting_stacks_never_fails(corner_list: list[npt.NDArray[np.float32]], seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (120, 90, 3), dtype=np.uint8)
    regions = [Region(order_corners(corners), 0.9) for corners in corner_list]
    parts = split_stacked(pixels, regions)
    assert len(parts) >= len(regions)
    assert all(np.isfinite(part.corners).all() for part in parts)


@quick
@given(height=st.integers(1, 4000), width=st.integers(1, 4000), shapes=st.sampled_from(list(SHAPES.values())))
def test_tiles_of_the_detection_lie_on_the_page_and_reach_its_end(
    height: int, width: int, shapes: Sequence[Shape]
) -> None:
    (rows, columns), corners = tiles(height, width, shapes)
    assert all(0 <= top < height and 0 <= left < width for top, left in corners)
    assert max(top for top, _ in corners) + rows >= height
    assert max(left for _, left in corners) + columns >= width
