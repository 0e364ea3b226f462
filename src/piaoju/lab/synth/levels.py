"""The four levels of damage, as numbers in one place, so that nobody can make them easy by the way.

`degrade` draws every parameter from the ranges given here and from nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

Range = tuple[float, float]
"""Least and greatest value, both possible."""


class Level(StrEnum):
    """How bad a picture is."""

    CLEAN = "clean"
    SCAN = "scan"
    PHOTO = "photo"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """What is done to a sheet at a level; the defaults do nothing.

    Attributes:
        text_px: em of the common value text in the picture; None where the resolution is given.
        dpi: resolution of pictures that are rendered rather than taken.
        finer: drawn at this multiple of the resolution and reduced, as a camera sees more than it stores.
        skew_deg: turned by up to so much to either side.
        any_quarter: turned by a random multiple of a quarter besides.
        perspective: how far each corner of the sheet may move, as a share of its sides.
        on_desk: lies on a desk under uneven light, with vignette and at times a shadow; else on a scanner.
        grey_share: share of pictures without colour.
        whitened_share: share of pictures whose paper the scanning application has made white.
        light: how bright paper comes out, 1 is white.
        blur_px: standard deviation of the lens' or scanner's blur.
        motion_px: length of the motion blur.
        noise: standard deviation of the sensor's noise, in grey values.
        jpeg: quality; None if the picture is stored without loss.
        obscured: share of values that lie under a seal or stamp.
        ribbon: contrast of machine print on a spent ribbon, ink against paper, 1 is black on white; None if it is good.
        creases: how many times the sheet was folded.
        curl_px: how far the sheet's waves move the print, as a multiple of the text's height.
    """

    obscured: float
    text_px: Range | None
    dpi: Range = (200, 300)
    finer: int = 1
    skew_deg: float = 0.0
    any_quarter: bool = False
    perspective: float = 0.0
    on_desk: bool = False
    grey_share: float = 0.0
    whitened_share: float = 0.0
    light: Range = (1.0, 1.0)
    blur_px: Range = (0.0, 0.0)
    motion_px: Range = (0.0, 0.0)
    noise: Range = (0.0, 0.0)
    jpeg: tuple[int, int] | None = None
    ribbon: Range | None = None
    creases: tuple[int, int] = (0, 0)
    curl_px: Range = (0.0, 0.0)


_HARD = LevelSpec(
    obscured=0.25,
    text_px=(8, 13),
    finer=2,
    skew_deg=15.0,
    any_quarter=True,
    perspective=0.045,
    on_desk=True,
    light=(0.45, 0.85),
    blur_px=(0.3, 0.6),
    motion_px=(0.0, 1.8),
    noise=(2.0, 5.0),
    jpeg=(40, 60),
    creases=(1, 3),
    curl_px=(0.2, 0.9),
)
LEVELS: Mapping[Level, tuple[LevelSpec, ...]] = {
    Level.CLEAN: (LevelSpec(obscured=0.0, text_px=None, dpi=(200, 300)),),
    Level.SCAN: (
        LevelSpec(
            obscured=0.10,
            text_px=(18, 30),
            skew_deg=3.0,
            grey_share=0.3,
            whitened_share=0.35,
            light=(0.92, 1.02),
            blur_px=(0.0, 0.6),
            noise=(0.8, 4.5),
            jpeg=(72, 93),
        ),
    ),
    Level.PHOTO: (
        LevelSpec(
            obscured=0.15,
            text_px=(12, 22),
            skew_deg=15.0,
            any_quarter=True,
            perspective=0.045,
            on_desk=True,
            light=(0.75, 1.0),
            blur_px=(0.5, 1.2),
            noise=(2.0, 6.0),
            jpeg=(60, 85),
        ),
    ),
    Level.HARD: (
        _HARD,
        replace(_HARD, text_px=(16, 22), ribbon=(0.15, 0.30), light=(0.7, 1.0), motion_px=(0.0, 1.2), noise=(1.5, 3.5)),
    ),
}
"""What is done at each level; of several specs one is drawn, all equally likely.

*Hard* is either small text or a spent ribbon: both at once nobody could read. Its blur, motion, light and noise are
those at which a person still reads the smallest text and the faintest print.
"""
