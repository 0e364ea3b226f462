"""Second stage: a page in, its text lines out: text detection, orientation, text recognition."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from piaoju.model.geometry import Matrix, Quad, transform_quad
from piaoju.model.page import PageImage, Pixels, TextLine
from piaoju.reading.ocr.detection import Region, detect, order_corners
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.orientation import SAMPLE_SIZE, are_scraps, quarter_turns, read_sample, text_axis_deg
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.quick import QuickReading
from piaoju.reading.ocr.recognition import recognise, recognise_twice
from piaoju.reading.ocr.stacked import split_stacked
from piaoju.reading.ocr.turned import lay_across, turn_over

LEAST_LEGIBLE = 8  # characters of a sample: with fewer, a page may lie on its side
MORE_LEGIBLE = 4  # characters by which a page must read better so


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """Which models read, and at what size text is looked for.

    Attributes:
        detector: size of the text detection model.
        recogniser: size of the text recognition model.
        quick: how a smaller one reads first; None if it does not.
        max_side_px: a page is reduced to this longer side for the detection.
    """

    detector: Size = "tiny"
    recogniser: Size = "small"
    quick: QuickReading | None = field(default_factory=QuickReading)
    max_side_px: int = 1280


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page.

    Attributes:
        lines: in page pixels, in no particular order; without those in which nothing was read.
        rotation_deg: clockwise degrees in (-180, 180] that make the page's text upright, skew included.
        detect_ms: milliseconds spent on finding text and the page's orientation.
        recognize_ms: milliseconds spent on reading it.
    """

    lines: tuple[TextLine, ...]
    rotation_deg: float
    detect_ms: float
    recognize_ms: float


def read_text(page: PageImage, pool: ModelPool, options: OcrOptions) -> PageText:
    """Read all text of a page.

    A page that stands on its side or on its head is turned and looked at anew, so that it gives the same lines as if
    it had come upright.

    Raises:
        ModelMissing, ModelCorrupt: a model is not installed as it should be.
    """
    begin = time.perf_counter()
    pixels, turns, regions, sample = _find_upright(page.pixels, pool, options)
    detected = partial(detect, pool=pool, size=options.detector, max_side_px=options.max_side_px)
    regions = split_stacked(pixels, lay_across(pixels, regions, pool, "tiny", detected))
    found = time.perf_counter()
    lines = _read_lines(pixels, regions, sample, pool, options)
    over = turn_over(pixels, regions, lines, pool, "tiny")
    for index, line in zip(over, _read_lines(pixels, list(over.values()), {}, pool, options), strict=True):
        lines[index] = line
    to_page = _turn_back(turns, page)
    placed = tuple(replace(line, quad=transform_quad(to_page, line.quad)) for line in lines if line.text.strip())
    rotation = -text_axis_deg(regions) + 90 * turns
    done = time.perf_counter()
    return PageText(placed, (rotation + 180) % 360 - 180, (found - begin) * 1000, (done - found) * 1000)


def read_quads(
    page: PageImage, quads: Sequence[Quad], pool: ModelPool, options: OcrOptions, *, without_seals: bool = False
) -> list[TextLine]:
    """Read given places of a page, one text line each, in their order.

    Args:
        page: as decoded.
        quads: in page pixels; text runs from the first corner to the second.
        pool: where to run.
        options: which recogniser.
        without_seals: look in the light in which the ink of a seal is as bright as the paper.
    """
    scale = np.array([page.pixels.shape[1] / page.width, page.pixels.shape[0] / page.height], np.float32)
    regions = [Region(np.array(quad, np.float32) * scale, 1.0) for quad in quads]
    lines = recognise(page.pixels, regions, pool, options.recogniser, without_seals=without_seals)
    return [replace(line, quad=quad) for line, quad in zip(lines, quads, strict=True)]


def _read_lines(
    pixels: Pixels, regions: list[Region], sample: Mapping[Region, TextLine], pool: ModelPool, options: OcrOptions
) -> list[TextLine]:
    if options.quick is None:
        return recognise(pixels, regions, pool, options.recogniser)
    known = sample if options.quick.size == SAMPLE_SIZE else {}
    return recognise_twice(
        pixels, {region: known.get(region) for region in regions}, pool, options.recogniser, options.quick
    )


def _find_upright(
    pixels: Pixels, pool: ModelPool, options: OcrOptions
) -> tuple[Pixels, int, list[Region], Mapping[Region, TextLine]]:
    """Return the turned pixels, by how many clockwise quarter turns, the regions in them, and those read already."""
    detected = partial(detect, pool=pool, size=options.detector, max_side_px=options.max_side_px)
    regions = detected(pixels)
    turns = quarter_turns(regions)
    turned = _turned(pixels, turns)
    found = None if turns else regions
    sample = read_sample(turned, [_on_its_side(region, pixels) for region in regions] if turns else regions, pool)
    if sample.legible_chars < LEAST_LEGIBLE and are_scraps(regions):
        other = _turned(pixels, 1 - turns)
        seen = detected(other)
        told = read_sample(other, seen, pool)
        if told.legible_chars >= sample.legible_chars + MORE_LEGIBLE:
            turns, turned, found, sample = 1 - turns, other, seen, told
    if sample.is_over:
        turns, turned, found = turns + 2, _turned(turned, 2), None
    return (turned, turns, detected(turned), {}) if found is None else (turned, turns, found, sample.lines)


def _turned(pixels: Pixels, turns: int) -> Pixels:
    """Return pixels turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(pixels, -turns)) if turns else pixels


def _on_its_side(region: Region, pixels: Pixels) -> Region:
    """Return where a region lies after its page was turned clockwise by a quarter turn."""
    turned = np.stack([pixels.shape[0] - region.corners[:, 1], region.corners[:, 0]], axis=1)
    return Region(order_corners(turned), region.score)


def _turn_back(turns: int, page: PageImage) -> Matrix:
    """Return the transform from pixels turned clockwise by quarter turns to the page frame, shape (3, 3)."""
    height, width = page.pixels.shape[:2]
    back = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, 1, 0], [-1, 0, height]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, -1, width], [1, 0, 0]],
    }[turns]
    scale = np.diag([page.width / width, page.height / height, 1.0])
    return scale @ np.array([*back, [0, 0, 1]], np.float64)
