"""Text recognition: quads in, text lines with characters, their places and their alternatives out.

Source: Shi et al. 2017, An End-to-End Trainable Neural Network for Image-based Sequence Recognition (CTC decoding);
input size and normalisation from the inference.yml that comes with PP-OCRv6.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.geometry import Quad
from piaoju.model.page import BLANK_STEP, Candidate, Pixels, TextChar, TextLine
from piaoju.reading.ocr.detection import Corners, Region
from piaoju.reading.ocr.inks import coloured, is_blue_print, is_seal_ink, lights_through, without_seal_signs
from piaoju.reading.ocr.models import Size, charset
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.quick import QuickReading
from piaoju.reading.ocr.runtime import Tensor
from piaoju.reading.ocr.vocabulary import usual_width

INPUT_HEIGHT = 48
MAX_WIDTH = 3200  # the widest shape that the model is made for
STEP_PX = 8  # input pixels that one output step stands for
WIDTHS = (64, 96, 128, 160, 192, 256, 320, 384, 448, 576, 704, 864, 1120, 1440, 1920, 2560, MAX_WIDTH)
"""Inputs are padded to one of them: each that occurs costs a worker memory, and the first time 10 to 40 ms."""
LEGIBLE = 0.5  # mean probability of the characters of what a seal may lie on; less is the seal itself
MIN_CANDIDATE = 0.005  # candidates less probable than this are not kept


@dataclass(frozen=True, slots=True, eq=False)
class _Crop:
    region: Region
    width: int  # of the text in the model's input, pixels


def recognise(
    pixels: Pixels, regions: list[Region], pool: ModelPool, size: Size, *, without_seals: bool = False
) -> list[TextLine]:
    """Read the text of regions.

    Args:
        pixels: uint8, shape (H, W, 3), BGR.
        regions: in those pixels; text runs from the first corner to the second.
        pool: where to run.
        size: which model.
        without_seals: read it in the light in which the seal that lies there is as bright as the paper.

    Returns:
        One line per region, in the order of the regions; a line in which nothing was read has no characters.
    """

    def read(crop: _Crop) -> TextLine:
        picture = cut_out(pixels, crop.region.corners, crop.width)
        if not without_seals:
            return coloured(_read(prepare(picture), crop, pool, size), picture)
        red, *blue = [coloured(_read(prepare(one), crop, pool, size), one) for one in lights_through(picture)]
        if blue and _legible(blue[0]) > _legible(red):
            return blue[0]
        # In red light a blue seal is as dark as print, and only its colour tells the two apart.
        is_told = bool(blue) and not is_blue_print(picture)
        return replace(without_seal_signs(coloured(red, picture)), seal=None) if is_told else red

    return _read_each(regions, read, pool)


def recognise_twice(
    pixels: Pixels, regions: Mapping[Region, TextLine | None], pool: ModelPool, size: Size, quick: QuickReading
) -> list[TextLine]:
    """Read the text of regions with a quick model, and what it leaves in doubt with another; see `recognise`.

    Args:
        pixels: likewise.
        regions: likewise, each with its line where the quick model has read it already.
        pool: where to run.
        size: which model reads what is in doubt.
        quick: which one reads first, and what of its readings stands.
    """

    def read(crop: _Crop) -> TextLine:
        line = regions[crop.region]
        if line is not None and quick.stands(line, crop.width):
            return line
        picture = cut_out(pixels, crop.region.corners, crop.width)
        tensor = prepare(picture)
        if line is None:
            line = _read(tensor, crop, pool, quick.size)
        if not quick.stands(line, crop.width) and not _is_of_seal(line, picture):
            line = quick.contested(_read(tensor, crop, pool, size), line)
        return coloured(line, picture)

    return _read_each(list(regions), read, pool)


def _read_each(regions: list[Region], read: Callable[[_Crop], TextLine], pool: ModelPool) -> list[TextLine]:
    """Read regions, the widest first, so that no worker is left with a long one at the end."""
    crops = [_Crop(region, _input_width(region.corners)) for region in regions]
    order = sorted(range(len(crops)), key=lambda index: -crops[index].width)
    lines = dict(zip(order, pool.map(read, [crops[index] for index in order]), strict=True))
    return [lines[index] for index in range(len(crops))]


def _read(tensor: Tensor, crop: _Crop, pool: ModelPool, size: Size) -> TextLine:
    return decode(pool.session(f"rec_{size}").run(tensor)[0], charset(size), crop)


def _legible(line: TextLine) -> float:
    """Return how many characters of a line are legible, those that are not subtracted."""
    return sum(char.confidence - LEGIBLE for char in line.chars)


def _is_of_seal(line: TextLine, picture: Pixels) -> bool:
    """Tell whether a line is a part of a seal; those are read along their curves."""
    if not line.chars or line.certainty >= LEGIBLE:
        return False
    return is_seal_ink(coloured(line, picture).ink)


def cut_out(pixels: Pixels, corners: Corners, width: int) -> Pixels:
    """Cut a quad out of a page: uint8, shape (48, width, 3), BGR, upright.

    Large text is reduced by area averaging, since sampling alone would lose the strokes of dot-matrix print.
    """
    text_height = max(_distance(corners[0], corners[3]), _distance(corners[1], corners[2]))
    factor = int(np.clip(text_height // INPUT_HEIGHT, 1, 8))
    target = np.array([[0, 0], [width, 0], [width, INPUT_HEIGHT], [0, INPUT_HEIGHT]], np.float32) * factor
    # Corners lie between pixels, OpenCV counts from their middles; unheeded, a turned page would be cut differently.
    matrix = cv2.getPerspectiveTransform(corners - np.float32(0.5), target - np.float32(0.5))
    size = (width * factor, INPUT_HEIGHT * factor)
    crop = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if factor > 1:
        crop = cv2.resize(crop, (width, INPUT_HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(crop, np.uint8)


def prepare(picture: Pixels) -> Tensor:
    """Return the model's input: float32, shape (1, 3, 48, W), W the width as padded, in [-1, 1], padded with 0."""
    width = picture.shape[1]
    tensor = np.zeros((1, 3, INPUT_HEIGHT, WIDTHS[bisect_left(WIDTHS, width)]), np.float32)
    tensor[0, :, :, :width] = picture.transpose(2, 0, 1)
    tensor[0, :, :, :width] *= 2 / 255
    tensor[0, :, :, :width] -= 1
    return tensor


def decode(probabilities: npt.NDArray[np.float32], symbols: tuple[str, ...], crop: _Crop) -> TextLine:
    """Decode the model's output greedily, keeping places and candidates.

    Args:
        probabilities: float32, shape (T, C); each row sums to 1.
        symbols: symbol by class; the first is the blank.
        crop: what was read.
    """
    best = probabilities.argmax(axis=1)
    changes = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(changes[1:], len(best))
    steps = _candidates(probabilities, symbols)
    peaks: list[tuple[int, str, float]] = []
    for begin, end in zip(changes, ends, strict=True):
        if best[begin] == 0:
            continue
        step = int(begin + probabilities[begin:end, best[begin]].argmax())
        symbol = symbols[best[begin]]
        peaks.append((step, symbol, max(float(probabilities[step, best[begin]]), probability_of(symbol, steps[step]))))
    chars = _place([(step + 0.5) * STEP_PX / crop.width for step, _, _ in peaks], peaks, crop.width)
    return TextLine(_to_quad(crop.region.corners), chars, crop.region.score, steps)


def probability_of(symbol: str, step: Sequence[Candidate]) -> float:
    """Return how probable a symbol is at a step, in whatever width: the print often does not tell which it has."""
    own = usual_width(symbol)
    return min(1.0, sum(probability for text, probability in step if text and usual_width(text) == own))


def _place(middles: list[float], peaks: list[tuple[int, str, float]], width: int) -> tuple[TextChar, ...]:
    """Give each peak an extent: half a text height for narrow characters, a whole one for wide, less where dense."""
    chars = []
    for index, (step, text, confidence) in enumerate(peaks):
        middle = middles[index]
        half = (INPUT_HEIGHT / 2 if _is_wide(text) else INPUT_HEIGHT / 4) * 0.8 / width
        start, end = middle - half, middle + half
        if index > 0:
            start = max(start, (middles[index - 1] + middle) / 2)
        if index + 1 < len(peaks):
            end = min(end, (middle + middles[index + 1]) / 2)
        start, end = (min(1.0, max(0.0, edge)) for edge in (start, end))
        chars.append(TextChar(text, confidence, start, end, step))
    return tuple(chars)


def _candidates(probabilities: npt.NDArray[np.float32], symbols: tuple[str, ...]) -> tuple[tuple[Candidate, ...], ...]:
    ranked: dict[int, list[Candidate]] = {}
    places = np.flatnonzero(probabilities > MIN_CANDIDATE)
    values = probabilities.ravel()[places]
    which, classes = np.divmod(places, probabilities.shape[1])
    order = np.lexsort((-values, which))
    for step, index, value in zip(*(array[order].tolist() for array in (which, classes, values)), strict=True):
        ranked.setdefault(step, []).append((symbols[index], value))
    certain = (probabilities[:, 0] >= 1 - MIN_CANDIDATE).tolist()
    return tuple(BLANK_STEP if blank else tuple(ranked.get(step, ())) for step, blank in enumerate(certain))


def _input_width(corners: Corners) -> int:
    width = max(_distance(corners[0], corners[1]), _distance(corners[3], corners[2]))
    height = max(_distance(corners[0], corners[3]), _distance(corners[1], corners[2]), 1.0)
    return int(np.clip(round(INPUT_HEIGHT * width / height), STEP_PX, MAX_WIDTH))


def _is_wide(text: str) -> bool:
    return ord(text[0]) >= 0x2E80


def _distance(a: npt.NDArray[np.float32], b: npt.NDArray[np.float32]) -> float:
    return hypot(float(a[0] - b[0]), float(a[1] - b[1]))


def _to_quad(corners: Corners) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return a, b, c, d
