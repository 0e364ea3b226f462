"""Draw a sheet as pixels at a resolution. Inks are transparent: each multiplies what lies under it."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.lab.synth import seals
from piaoju.lab.synth.draw import Fill, QrCode, Rule, Seal, Sheet, Stroke
from piaoju.lab.synth.fonts import Mask, glyph
from piaoju.lab.synth.typeset import Colour, Rect, TextRun, stretch_of
from piaoju.model.geometry import Quad, quad_from_rect
from piaoju.model.page import Pixels

_SUBPIXEL_BITS = 4
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """A sheet drawn as pixels.

    Attributes:
        pixels: uint8, shape (H, W, 3), BGR.
        shape: uint8, shape (H, W), 255 where there is paper: not beyond rounded corners, not in holes.
    """

    pixels: Pixels
    shape: Mask


def render(sheet: Sheet, dpi: float, finer: int = 1) -> Raster:
    """Draw a sheet; outside the paper the pixels are those of the paper too.

    Args:
        sheet: what to draw.
        dpi: resolution.
        finer: draw at this multiple of the resolution and reduce: small print loses its form as in a camera, rather
            than being fitted to the pixels.
    """
    size = _size(sheet, dpi)
    if finer > 1:
        large = render(sheet, dpi * finer)
        reduced = (cv2.resize(image, size[::-1], interpolation=cv2.INTER_AREA) for image in (large.pixels, large.shape))
        pixels, shape = (np.asarray(image, dtype=np.uint8) for image in reduced)
        return Raster(pixels, shape)
    scale = dpi / _MM_PER_INCH
    pixels = np.empty((*size, 3), dtype=np.uint8)
    pixels[:] = sheet.paper[::-1]
    for operation in sheet.operations:
        match operation:
            case TextRun():
                _text(pixels, operation, scale)
            case Rule():
                _rule(pixels, operation, scale)
            case Fill():
                _fill(pixels, operation, scale)
            case QrCode():
                _qr(pixels, operation, scale)
            case Stroke():
                _stroke(pixels, operation, scale)
            case Seal():
                mask, left, top = seals.mask(operation, scale)
                blend(pixels, mask, left, top, operation.colour)
    return Raster(pixels, _paper_shape(sheet, size, scale))


def _size(sheet: Sheet, dpi: float) -> tuple[int, int]:
    """Return height and width in pixels."""
    scale = dpi / _MM_PER_INCH
    return max(1, round(sheet.height_mm * scale)), max(1, round(sheet.width_mm * scale))


def rect_to_quad(rect: Rect, dpi: float) -> Quad:
    """Return a rectangle of the sheet as a quad in pixels of its raster."""
    left, top, right, bottom = (side * dpi / _MM_PER_INCH for side in rect)
    return quad_from_rect(left, top, right - left, bottom - top)


def blend(
    pixels: npt.NDArray[np.uint8], mask: Mask, left: int, top: int, colour: Colour, strength: float = 1.0
) -> None:
    """Print a mask in a transparent ink; parts outside the picture are cut off."""
    height, width = pixels.shape[:2]
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + mask.shape[1]), min(height, top + mask.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    part = mask[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.uint16)
    region = pixels[y0:y1, x0:x1]
    for channel, ink in enumerate(reversed(colour)):
        keep = 255 - part * int((255 - ink) * strength) // 255
        region[..., channel] = region[..., channel] * keep // 255


def _text(pixels: Pixels, run: TextRun, scale: float) -> None:
    style = run.style
    placed = []
    for item in run.glyphs:
        mask, left, top = glyph(style.face, item.char, style.size_mm * scale, style.weight_mm * scale, dots=style.dots)
        stretch = stretch_of(item.char, style)
        if stretch != 1.0:
            mask = _stretched(mask, stretch)
        placed.append((mask, round(item.x * scale + left * stretch), round(item.y * scale) + top))
    x0, y0 = min(x for _, x, _ in placed), min(y for _, _, y in placed)
    size = (max(y + m.shape[0] for m, _, y in placed) - y0, max(x + m.shape[1] for m, x, _ in placed) - x0)
    together = np.zeros(size, dtype=np.uint8)
    for mask, x, y in placed:
        part = together[y - y0 : y - y0 + mask.shape[0], x - x0 : x - x0 + mask.shape[1]]
        np.maximum(part, mask, out=part)
    if style.softness_mm:
        margin = int(3 * style.softness_mm * scale) + 1
        padded = np.pad(together, margin)
        together = np.asarray(cv2.GaussianBlur(padded, (0, 0), style.softness_mm * scale), dtype=np.uint8)
        x0, y0 = x0 - margin, y0 - margin
    blend(pixels, together, x0, y0, style.colour, style.strength)


def _stretched(mask: Mask, stretch: float) -> Mask:
    size = (max(1, round(mask.shape[1] * stretch)), mask.shape[0])
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _rule(pixels: Pixels, rule: Rule, scale: float) -> None:
    start, end = np.array(rule.start) * scale, np.array(rule.end) * scale
    length = float(np.hypot(*(end - start)))
    if not length:
        return
    along = (end - start) / length
    # Smoothing widens a polygon by half a pixel on each side.
    across = np.array([-along[1], along[0]]) * max(0.0, rule.width_mm * scale - 1) / 2
    dash = rule.dash_mm * scale or length
    for begin in np.arange(0.0, length, 2 * dash):
        a, b = start + along * begin, start + along * min(begin + dash, length)
        _polygon(pixels, np.stack([a + across, b + across, b - across, a - across]), rule.colour, 0.0)


def _fill(pixels: Pixels, fill: Fill, scale: float) -> None:
    points, softness_px = np.array(fill.points) * scale, fill.softness_mm * scale
    if not fill.is_paint:
        _polygon(pixels, points, fill.colour, softness_px)
        return
    # Paint is the ink of its colour on what is left white: bleach, then print.
    upside_down = 255 - pixels
    _polygon(upside_down, points, (0, 0, 0), softness_px)
    pixels[:] = 255 - upside_down
    _polygon(pixels, points, fill.colour, softness_px)


def _polygon(pixels: Pixels, points: npt.NDArray[np.float64], colour: Colour, softness_px: float) -> None:
    margin = int(3 * softness_px) + 2
    left, top = (int(v) for v in np.floor(points.min(axis=0)) - margin)
    right, bottom = (int(v) for v in np.ceil(points.max(axis=0)) + margin)
    mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
    # OpenCV's pixel centres are whole numbers, ours are halves.
    shifted = np.round((points - (left + 0.5, top + 0.5)) * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    cv2.fillPoly(mask, [shifted], 255, cv2.LINE_AA, _SUBPIXEL_BITS)
    if softness_px:
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), softness_px), dtype=np.uint8)
    blend(pixels, mask, left, top, colour)


def _stroke(pixels: Pixels, stroke: Stroke, scale: float) -> None:
    points = np.array(stroke.points) * scale
    thickness = max(1, round(stroke.width_mm * scale))
    left, top = (int(side) for side in points.min(axis=0) - thickness - 1)
    right, bottom = (int(side) for side in points.max(axis=0) + thickness + 2)
    mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
    shifted = np.round((points - (left + 0.5, top + 0.5)) * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    cv2.polylines(mask, [shifted], False, 255, thickness, cv2.LINE_AA, _SUBPIXEL_BITS)
    blend(pixels, mask, left, top, stroke.colour, 0.9)


def _qr(pixels: Pixels, code: QrCode, scale: float) -> None:
    modules = np.asarray(cv2.QRCodeEncoder.create().encode(code.payload), dtype=np.uint8)
    side = modules.shape[0] - 2 * _quiet(modules)
    bare = 255 - modules[_quiet(modules) :, _quiet(modules) :][:side, :side]
    size = max(side, round(code.size_mm * scale))
    mask = np.asarray(cv2.resize(bare, (size, size), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)
    blend(pixels, mask, round(code.x * scale), round(code.y * scale), code.colour)


def _quiet(modules: Mask) -> int:
    """Return how many white modules surround the code; the encoder's choice differs between versions."""
    return int(np.flatnonzero((modules == 0).any(axis=0))[0])


def _paper_shape(sheet: Sheet, size: tuple[int, int], scale: float) -> Mask:
    height, width = size
    shape = np.full(size, 255, dtype=np.uint8)
    radius = round(sheet.corner_radius_mm * scale)
    if radius:
        shape[:] = 0
        cv2.rectangle(shape, (radius, 0), (width - radius, height), 255, cv2.FILLED)
        cv2.rectangle(shape, (0, radius), (width, height - radius), 255, cv2.FILLED)
        for x in (radius, width - radius - 1):
            for y in (radius, height - radius - 1):
                cv2.circle(shape, (x, y), radius, 255, cv2.FILLED, cv2.LINE_AA)
    for x_mm, y_mm, radius_mm in sheet.holes:
        spot = (round(x_mm * scale), round(y_mm * scale))
        cv2.circle(shape, spot, round(radius_mm * scale), 0, cv2.FILLED, cv2.LINE_AA)
    return shape
