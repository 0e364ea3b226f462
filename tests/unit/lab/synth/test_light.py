"""Maps of light fall where they should."""

import numpy as np
import pytest

from piaoju.lab.synth import light
from piaoju.lab.synth.warp import Crease

SHAPE = (60, 80)


def test_uneven_light_falls_off_in_its_direction() -> None:
    gain = light.uneven(SHAPE, 0.3, 0.0)
    assert gain[30, 79] - gain[30, 0] == pytest.approx(0.3, abs=0.01)
    assert gain[0, 40] == pytest.approx(gain[59, 40])
    assert gain.max() <= 1


def test_shadow_covers_one_side() -> None:
    gain = light.shadow(SHAPE, 0.4, 0.0, 0.0, 0.02)
    assert gain[30, 5] == pytest.approx(1.0, abs=0.01)
    assert gain[30, 75] == pytest.approx(0.6, abs=0.01)


def test_vignette_darkens_corners_alone() -> None:
    gain = light.vignette(SHAPE, 0.25)
    assert gain[0, 0] == pytest.approx(0.75)
    assert gain[30, 40] > 0.99


def test_folds_are_bright_and_dark_beside_the_line_and_nowhere_else() -> None:
    gain = light.folds(SHAPE, [Crease((40.0, 30.0), (1.0, 0.0), 1.0, 8.0)], 0.3, 2.0)
    assert gain[30, 44] > 1.05
    assert gain[30, 36] < 0.95
    assert gain[30, 5] == 1.0


def test_lit_multiplies_and_does_not_wrap_around() -> None:
    pixels = np.full((*SHAPE, 3), 200, dtype=np.uint8)
    lit = light.lit(pixels, np.full(SHAPE, 1.2, dtype=np.float32), np.array([1.0, 0.5, 1.2]))
    assert lit[0, 0].tolist() == [240, 120, 255]


def test_even_light_is_the_same_by_table() -> None:
    pixels = np.full((*SHAPE, 3), 100, dtype=np.uint8)
    assert light.evenly_lit(pixels, np.array([0.9, 1.0, 3.0]))[0, 0].tolist() == [90, 100, 255]


def test_enlarged_maps_keep_their_ends() -> None:
    small = light.uneven(light.small_shape((600, 800)), 0.3, 0.0)
    large = light.enlarged(small, (600, 800))
    assert large.shape == (600, 800)
    assert large[300, -1] == pytest.approx(small[0, -1], abs=0.01)
