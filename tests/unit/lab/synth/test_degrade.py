"""Each degradation does what it says; levels keep to their numbers; places follow whatever happens to the pixels."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from piaoju.lab.synth import optics
from piaoju.lab.synth.backgrounds import desk, mottled
from piaoju.lab.synth.degrade import degrade
from piaoju.lab.synth.draw import Fill, Sheet
from piaoju.lab.synth.levels import LEVELS, Level, LevelSpec
from piaoju.lab.synth.raster import Raster, render
from piaoju.model.page import Pixels

SPECS = [spec for level in Level for spec in LEVELS[level]]


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def page(height: int = 120, width: int = 160, grey: int = 200) -> Pixels:
    return np.full((height, width, 3), grey, dtype=np.uint8)


def spread_of_edge(pixels: Pixels) -> float:
    return float(np.abs(np.diff(pixels[60, :, 0].astype(float))).max())


def edge() -> Pixels:
    pixels = page(grey=255)
    pixels[:, :80] = 0
    return pixels


def test_blur_softens_and_very_little_blur_is_none() -> None:
    assert spread_of_edge(optics.blurred(edge(), 1.5)) < 100
    assert np.array_equal(optics.blurred(edge(), 0.1), edge())


def test_motion_blurs_along_its_direction_only() -> None:
    assert spread_of_edge(optics.motion_blurred(edge(), 6.0, 0.0)) < 60
    assert spread_of_edge(optics.motion_blurred(edge(), 6.0, np.pi / 2)) > 250
    assert np.array_equal(optics.motion_blurred(edge(), 0.5, 0.0), edge())


def test_motion_blur_keeps_the_light() -> None:
    assert optics.motion_blurred(page(), 3.7, 0.7).mean() == pytest.approx(200, abs=1)


@pytest.mark.parametrize("sigma", [2.0, 6.0])
def test_noise_has_the_deviation_asked_for(sigma: float) -> None:
    noised = optics.noised(page(700, 700, 128), sigma, rng())
    assert noised.std() == pytest.approx(sigma, rel=0.05)
    assert noised.mean() == pytest.approx(128, abs=0.2)


def test_noise_does_not_repeat_from_tile_to_tile() -> None:
    noised = optics.noised(page(512, 512, 128), 5.0, rng())
    assert not np.array_equal(noised[:256, :256], noised[256:, 256:])


def test_specks_come_by_area() -> None:
    counts = [(optics.specked(page(side, side, 255), 200.0, rng()) < 250).sum() for side in (200, 800)]
    assert counts[1] > 6 * counts[0]


def test_grey_has_three_equal_channels() -> None:
    coloured = page()
    coloured[..., 2] = 40
    grey = optics.grey(coloured)
    assert np.array_equal(grey[..., 0], grey[..., 2])


def test_stronger_compression_loses_more() -> None:
    text = render(_dotted(), 150).pixels
    losses = [np.abs(optics.compressed(text, quality).astype(int) - text).mean() for quality in (90, 40)]
    assert losses[0] < losses[1]


def test_mottled_paper_is_darker_in_places_only() -> None:
    mottles = mottled(page(400, 400, 250), 3.0, rng())
    assert mottles.max() == 250
    assert 235 < mottles.min() < 250


def test_desks_differ() -> None:
    means = {tuple(np.round(desk(60, 40, rng(seed)).mean(axis=(0, 1)))) for seed in range(12)}
    assert len(means) == 12


@pytest.mark.parametrize("level", list(Level))
def test_same_seed_same_picture(level: Level) -> None:
    raster = render(_dotted(), 100)
    for spec in LEVELS[level]:
        one, other = (degrade(raster, spec, rng(5), 15.0) for _ in range(2))
        assert np.array_equal(one.pixels, other.pixels)


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize("seed", range(6))
def test_places_follow_the_pixels(spec: LevelSpec, seed: int) -> None:
    """Squares are found where the warp says, also on curled and creased sheets."""
    sheet = _dotted()
    raster = render(sheet, 150)
    plain = replace(spec, noise=(0, 0), on_desk=False, grey_share=0.0)
    picture = degrade(raster, plain, rng(seed), 30.0)
    dark = picture.pixels.max(axis=2) < 110
    count, _, _, centers = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    found = centers[1:count] + 0.5
    expected = picture.warp.points(np.array(_CENTERS) * 150 / 25.4)
    for point in expected:
        # Where a fold runs through a square, its middle is not the middle of what is seen.
        assert np.hypot(*(found - point).T).min() < (2.0 if spec.creases[1] else 0.6)


@pytest.mark.parametrize("spec", SPECS)
def test_the_whole_sheet_is_in_the_picture(spec: LevelSpec) -> None:
    raster = render(_dotted(), 100)
    height, width = raster.shape.shape
    for seed in range(5):
        picture = degrade(raster, spec, rng(seed), 15.0)
        corners = picture.warp.points(np.array([(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]))
        assert corners.min() >= -1e-6
        assert (corners <= np.array(picture.pixels.shape[1::-1]) + 1e-6).all()


@pytest.mark.parametrize(("level", "limit"), [(Level.SCAN, 3.0), (Level.PHOTO, 15.0)])
def test_turns_keep_to_their_limit(level: Level, limit: float) -> None:
    spec = replace(LEVELS[level][0], perspective=0.0)
    raster = Raster(page(), np.full((120, 160), 255, dtype=np.uint8))
    angles = []
    for seed in range(40):
        ends = degrade(raster, spec, rng(seed), 15.0).warp.points(np.array([(0.0, 0.0), (100.0, 0.0)]))
        angles.append(np.degrees(np.arctan2(*(ends[1] - ends[0])[::-1])))
    off = [(angle + 45) % 90 - 45 for angle in angles]
    quarters = {round((angle - skew) / 90) % 4 for angle, skew in zip(angles, off, strict=True)}
    assert max(map(abs, off)) <= limit
    assert max(map(abs, off)) > limit * 0.8
    assert quarters == ({0, 1, 2, 3} if level is Level.PHOTO else {0})


def test_levels_keep_to_the_numbers_agreed() -> None:
    (clean,), (scan,), (photo,), hard = (LEVELS[level] for level in Level)
    assert clean == LevelSpec(obscured=0.0, text_px=None, dpi=(200, 300))
    assert (scan.text_px, scan.skew_deg, scan.obscured, scan.any_quarter) == ((18, 30), 3.0, 0.10, False)
    assert (photo.text_px, photo.skew_deg, photo.obscured, photo.any_quarter) == ((12, 22), 15.0, 0.15, True)
    assert (photo.blur_px, photo.jpeg) == ((0.5, 1.2), (60, 85))
    for spec in hard:
        assert (spec.jpeg, spec.obscured) == ((40, 60), 0.25)
        assert spec.text_px == (8, 13) or spec.ribbon == (0.15, 0.30)
        assert spec.creases[0] > 0 < spec.curl_px[0]
        assert spec.motion_px[1] > 0


_CENTERS = [(x, y) for x in (12.0, 40.0, 70.0) for y in (10.0, 26.0, 42.0)]


def _dotted() -> Sheet:
    """Return a sheet with nine squares of 4 mm."""
    sheet = Sheet(82.0, 54.0)
    for x, y in _CENTERS:
        sheet.add(Fill(((x - 2, y - 2), (x + 2, y - 2), (x + 2, y + 2), (x - 2, y + 2)), (0, 0, 0)))
    return sheet
