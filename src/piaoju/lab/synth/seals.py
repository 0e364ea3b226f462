"""Seals and stamps as masks: rings, text along arcs, lines across, ink that did not take everywhere."""

from math import atan2, cos, degrees, pi, radians, sin

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.lab.synth.draw import Seal
from piaoju.lab.synth.fonts import CENTER_ABOVE_BASELINE_EM, Mask, glyph

_FINER = 2
"""Drawn at this multiple of the resolution and reduced, so that turned glyphs stay smooth."""
_RING_MM = 0.8
_ARC_SPAN_DEG = 205.0
_ARC_PITCH_EM = 1.35
"""Widest spacing of characters along an arc."""


def mask(seal: Seal, scale: float) -> tuple[Mask, int, int]:
    """Draw a seal.

    Args:
        seal: in millimetres.
        scale: pixels per millimetre.

    Returns:
        Coverage mask and the place of its left and top edge on the sheet, in pixels.
    """
    reach = max(seal.width_mm, seal.height_mm) / 2 + 1
    side = round(2 * reach * scale)
    canvas = np.zeros((side * _FINER, side * _FINER), dtype=np.uint8)
    fine = scale * _FINER
    if seal.is_box:
        _box(canvas, seal, fine)
    else:
        _rings(canvas, seal, fine)
    inner = 0.5 * (seal.arc_size_mm + 0.6) + _RING_MM
    _arc(canvas, seal, seal.upper, fine, inner, lower=False)
    _arc(canvas, seal, seal.lower, fine, inner, lower=True)
    _star(canvas, seal.star_mm * fine)
    for text, down, size_mm, stretch in seal.lines:
        _across(canvas, text, down * seal.height_mm / 2 * fine, size_mm * fine, stretch)
    turned = _turned(canvas, seal.tilt_deg)
    small = cv2.resize(turned, (side, side), interpolation=cv2.INTER_AREA)
    worn = _worn(np.asarray(small, dtype=np.uint8), seal, scale)
    return worn, round((seal.center[0] - reach) * scale), round((seal.center[1] - reach) * scale)


def _rings(canvas: Mask, seal: Seal, fine: float) -> None:
    middle = (canvas.shape[1] // 2, canvas.shape[0] // 2)
    axes = (seal.width_mm / 2 * fine, seal.height_mm / 2 * fine)
    rings = [(_RING_MM / 2, _RING_MM)] + ([(_RING_MM + 0.5, 0.2)] if seal.double else [])
    for inset, thickness in rings:
        size = (round(axes[0] - inset * fine), round(axes[1] - inset * fine))
        cv2.ellipse(canvas, middle, size, 0, 0, 360, 255, max(1, round(thickness * fine)), cv2.LINE_AA)


def _box(canvas: Mask, seal: Seal, fine: float) -> None:
    middle_x, middle_y = canvas.shape[1] / 2, canvas.shape[0] / 2
    for inset_mm, thickness_mm in [(_RING_MM / 2, _RING_MM)] + ([(_RING_MM + 0.5, 0.2)] if seal.double else []):
        half = ((seal.width_mm / 2 - inset_mm) * fine, (seal.height_mm / 2 - inset_mm) * fine)
        start = (round(middle_x - half[0]), round(middle_y - half[1]))
        end = (round(middle_x + half[0]), round(middle_y + half[1]))
        cv2.rectangle(canvas, start, end, 255, max(1, round(thickness_mm * fine)), cv2.LINE_AA)


def _star(canvas: Mask, radius: float) -> None:
    """Fill a five-pointed star in the middle, one point up."""
    if not radius:
        return
    angles = np.arange(10) * pi / 5 - pi / 2
    reach = np.where(np.arange(10) % 2 == 0, radius, radius * 0.382)
    points = np.stack([np.cos(angles) * reach, np.sin(angles) * reach], axis=1) + np.array(canvas.shape[::-1]) / 2
    cv2.fillPoly(canvas, [np.round(points).astype(np.int32)], 255, cv2.LINE_AA)


def _arc(canvas: Mask, seal: Seal, text: str, fine: float, inner_mm: float, *, lower: bool) -> None:
    """Set characters along the upper or lower arc of the ellipse `inner_mm` inside the outer one."""
    if not text:
        return
    wide = (seal.width_mm / 2 - inner_mm - 0.3) * fine
    high = (seal.height_mm / 2 - inner_mm - 0.3) * fine
    size = seal.arc_size_mm * fine
    angles, lengths = _arc_lengths(wide, high, lower=lower)
    pitch = min(lengths[-1] / max(1, len(text) - 1), size * _ARC_PITCH_EM)
    start = (lengths[-1] - pitch * (len(text) - 1)) / 2
    stretch = min(1.0, pitch / size * 0.95)
    for place, char in enumerate(text):
        angle = float(np.interp(start + place * pitch, lengths, angles))
        x, y = wide * cos(angle), high * sin(angle)
        # The ellipse's normal points outward; glyphs stand on it, feet inward above and outward below.
        normal = atan2(sin(angle) / high, cos(angle) / wide)
        turn = degrees(normal) + (-90 if lower else 90)
        _stamp(canvas, char, (x, y), size, stretch, turn)


def _arc_lengths(wide: float, high: float, *, lower: bool) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return angles along the arc, left to right, and the length of the arc up to each."""
    half = radians((130.0 if lower else _ARC_SPAN_DEG) / 2)
    middle = pi / 2 if lower else -pi / 2
    angles = np.linspace(middle + half, middle - half, 181) if lower else np.linspace(middle - half, middle + half, 181)
    points = np.stack([wide * np.cos(angles), high * np.sin(angles)], axis=1)
    steps = np.hypot(*np.diff(points, axis=0).T)
    return angles, np.concatenate([[0.0], np.cumsum(steps)])


def _across(canvas: Mask, text: str, down: float, size: float, stretch: float) -> None:
    """Set a line of text across the seal, centred; narrow Latin characters keep a fixed cell."""
    cells = [size * stretch * (0.56 if ord(char) < 0x100 else 1.12) for char in text]
    pen = -sum(cells) / 2
    for char, cell in zip(text, cells, strict=True):
        _stamp(canvas, char, (pen + cell / 2, down), size, stretch, 0.0)
        pen += cell


def _stamp(canvas: Mask, char: str, place: tuple[float, float], size: float, stretch: float, turn_deg: float) -> None:
    """Add one character centred on a place, given from the middle of the canvas, turned clockwise."""
    image, left, top = glyph("sans" if ord(char) < 0x100 else "serif", char, size, size * 0.02, dots=False)
    # From the pen on the baseline to the middle of the em box, then stretch, turn and move there.
    half_advance = size * (0.28 if ord(char) < 0x100 else 0.5)
    angle = radians(turn_deg)
    turn = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
    linear = turn @ np.diag([stretch, 1.0])
    offset = linear @ np.array([left - half_advance, top + CENTER_ABOVE_BASELINE_EM * size])
    center = np.array(place) + np.array([canvas.shape[1], canvas.shape[0]]) / 2
    reach = int(size) + 2
    origin = np.floor(center).astype(int) - reach
    matrix = np.column_stack([linear, offset + center - origin])
    spot = cv2.warpAffine(image, matrix, (2 * reach, 2 * reach), flags=cv2.INTER_AREA)
    x, y = (int(v) for v in origin)
    region = canvas[max(0, y) : y + 2 * reach, max(0, x) : x + 2 * reach]
    part = spot[max(0, -y) :, max(0, -x) :][: region.shape[0], : region.shape[1]]
    np.maximum(region, part, out=region)


def _turned(canvas: Mask, tilt_deg: float) -> Mask:
    if not tilt_deg:
        return canvas
    height, width = canvas.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -tilt_deg, 1.0)
    return np.asarray(cv2.warpAffine(canvas, matrix, (width, height)), dtype=np.uint8)


def _worn(image: Mask, seal: Seal, scale: float) -> Mask:
    """Thin the ink in blotches and specks."""
    if not seal.wear:
        return image
    rng = np.random.default_rng(seal.seed)
    cell = max(2, round(1.2 * scale))
    small = (max(2, image.shape[0] // cell), max(2, image.shape[1] // cell))
    coarse = cv2.resize(rng.random(small, dtype=np.float32), image.shape[::-1], interpolation=cv2.INTER_LINEAR)
    fine = rng.random(image.shape, dtype=np.float32)
    taken = np.clip(1.15 - seal.wear * (coarse * 1.3 + fine * 0.7), 0.0, 1.0)
    return (image * taken).astype(np.uint8)
