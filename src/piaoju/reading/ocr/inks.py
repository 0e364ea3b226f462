"""The colour of what is printed: by it, the ink of seals is told from print."""

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Colour, Pixels, TextChar, TextLine

BLUE, RED = 0, 2  # of the channels
RED_HUE = 0.35  # of the distance of red from the weaker of the others: if these differ by more, it is brown or violet
LEAST_RED = 40  # levels of red above blue and green
LEAST_BLUE = 30, 12  # levels of blue above green, and above red
LEAST_SHARE = 0.3  # of the green light that an ink holds back, by which it holds back less of the blue
OWN_SHARE = 0.22  # likewise, of the print's strokes: print that is blue itself hides what blue lies on it
DARKEST = 0.25  # of the strokes
LEAST_DEPTH = 10  # levels of green light that any ink holds back
LEAST_ROWS = 2  # of a column, of every second row
MOST_ROWS = 0.9  # of the rows
LEAST_COLUMNS = 4

WHITE: Colour = (255, 255, 255)

Mask = npt.NDArray[np.uint8]
"""Shape (H, W), of 0 and 1."""
Levels = npt.NDArray[np.float32]
"""Shape (N,)."""
Inked = npt.NDArray[np.bool_]
"""Shape (H, W)."""


def coloured(line: TextLine, picture: Pixels) -> TextLine:
    """Return the line with the mean colours of each character's strokes and of the paper.

    Args:
        line: as read from the picture.
        picture: uint8, shape (48, W, 3), BGR.
    """
    if not line.chars:
        return line
    picture = picture[::2]  # every second row tells the same
    strokes = _strokes(picture)
    width = picture.shape[1]
    sums = np.zeros((width + 1, 4), np.int64)
    by_column = cv2.reduce(cv2.bitwise_and(picture, picture, mask=strokes), 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)
    np.cumsum(by_column[0], axis=0, out=sums[1:, :3])
    np.cumsum(strokes.sum(axis=0), out=sums[1:, 3])
    begins = [min(width - 1, int(char.start * width)) for char in line.chars]
    ends = [max(begin + 1, round(char.end * width)) for begin, char in zip(begins, line.chars, strict=True)]
    totals = sums[ends] - sums[begins]
    inks: list[Colour] = [(b, g, r) for b, g, r in (totals[:, :3] // np.maximum(1, totals[:, 3:])).tolist()]
    chars = tuple(
        TextChar(char.text, char.confidence, char.start, char.end, char.step, ink, char.is_contested)
        for char, ink in zip(line.chars, inks, strict=True)
    )
    paper_ink = _mean_colour(picture, 1 - strokes)
    return replace(line, chars=chars, paper=paper_ink, seal=_seal_on(picture, strokes, paper_ink))


def _strokes(picture: Pixels) -> Mask:
    """Return which pixels are strokes: those nearer to the darkest than to the paper."""
    blue, green, red = cv2.split(picture.astype(np.uint16))
    light = np.asarray(blue + green + red)
    up_to = np.cumsum(np.bincount(light.ravel()))
    dark, paper = np.searchsorted(up_to, [light.size // 20, light.size * 4 // 5], side="right")
    return np.asarray(light <= (dark + paper) // 2, np.uint8)


def lights_through(picture: Pixels) -> list[Pixels]:
    """Return the lights in which a seal on a picture may be as bright as the paper: red, and blue where much is blue.

    That may be the seal, or print, which the red light shows.

    Args:
        picture: uint8, shape (H, W, 3), BGR.
    """
    red, blue = _seal_inks(picture, _mean_colour(picture, 1 - _strokes(picture)))
    channels = [RED, BLUE] if np.count_nonzero(blue) > np.count_nonzero(red) else [RED]
    return [np.repeat(picture[:, :, channel : channel + 1], 3, axis=2) for channel in channels]


def _seal_on(picture: Pixels, strokes: Mask, paper: Colour) -> tuple[float, float] | None:
    """Return from where to where, as fractions of the width, the ink of a seal lies; where it does twice, the longer.

    What is as high as the picture is a rule.
    """
    red, blue = _seal_beside(picture, strokes, paper)
    rows, width = picture.shape[:2]
    inked = np.count_nonzero(red | blue, axis=0)
    columns = np.flatnonzero((inked >= LEAST_ROWS) & (inked < MOST_ROWS * rows))
    if len(columns) < LEAST_COLUMNS:
        return None
    stretches = np.split(columns, np.flatnonzero(np.diff(columns) > rows) + 1)
    longest = max(stretches, key=len)
    if len(longest) < LEAST_COLUMNS:
        return None
    return float(longest[0]) / width, float(longest[-1] + 1) / width


def _seal_beside(picture: Pixels, strokes: Mask, paper: Colour) -> tuple[Inked, Inked]:
    """Return where there is the red of seals, and their blue, each nowhere if print itself is of that colour."""
    red, blue = _seal_inks(picture, paper)
    nowhere = np.zeros_like(red)
    is_print = [
        ink.any() and _own_share(picture, strokes, paper, one) > OWN_SHARE for ink, one in ((red, RED), (blue, BLUE))
    ]
    return nowhere if is_print[0] else red, nowhere if is_print[1] else blue


def _seal_inks(picture: Pixels, paper: Colour) -> tuple[Inked, Inked]:
    """Return where there is the red of seals, and where their blue or violet, beyond the colour of the paper."""
    blue, green, red = cv2.split(picture)
    is_red = is_blue = np.zeros(picture.shape[:2], np.bool_)
    least = LEAST_RED + max(0, paper[RED] - max(paper[BLUE], paper[1]))
    above = cv2.subtract(red, cv2.max(blue, green))
    if above.max(initial=0) > least:
        apart = np.abs(green.astype(np.int16) - blue) < RED_HUE * (red.astype(np.int16) - cv2.min(blue, green))
        is_red = (above > least) & apart
    least = LEAST_BLUE[0] + max(0, paper[BLUE] - paper[1])
    above = cv2.subtract(blue, green)
    if above.max(initial=0) > least:
        is_violet = cv2.subtract(blue, red) > LEAST_BLUE[1]
        is_blue = (above > least) & is_violet & (above > LEAST_SHARE * (paper[1] - green.astype(np.int16)))
    return is_red, is_blue


def _own_share(picture: Pixels, strokes: Mask, paper: Colour, channel: int) -> float:
    """Return how much less print holds back a colour than green light, as a share of that: of black 0, of pure 1.

    Print is most of the strokes, or the darkest: the lesser share counts, as a seal is not both.
    """
    shares, green = _shares(picture, strokes, paper, channel)
    darkest = shares[green <= np.quantile(green, DARKEST)]
    return float(min(np.median(shares), np.median(darkest)))


def _shares(picture: Pixels, strokes: Mask, paper: Colour, channel: int) -> tuple[Levels, Levels]:
    """Return for each pixel of a stroke how much less it holds back a colour than green, as a share, and its green."""
    green, other = (picture[:, :, one][strokes > 0].astype(np.float32) for one in (1, channel))
    shares = (other - green) / np.maximum(LEAST_DEPTH, paper[1] - green)
    return shares.astype(np.float32), green


def _mean_colour(picture: Pixels, mask: npt.NDArray[np.uint8]) -> Colour:
    blue, green, red, _ = cv2.mean(picture, mask)
    return round(blue), round(green), round(red)


def is_blue_print(picture: Pixels) -> bool:
    """Tell whether most of the strokes on a picture are blue."""
    strokes = _strokes(picture)
    shares, _ = _shares(picture, strokes, _mean_colour(picture, 1 - strokes), BLUE)
    return float(np.median(shares)) > OWN_SHARE


def without_seal_signs(line: TextLine) -> TextLine:
    """Return a line without the signs in the blue or violet of a seal; unchanged if most are, as print may be blue.

    The red light shows them as dark as print.
    """
    is_own = [not is_blue_seal_ink(char.ink, line.paper) for char in line.chars]
    if sum(is_own) * 2 <= len(is_own):
        return line
    return replace(line, chars=tuple(char for char, is_one in zip(line.chars, is_own, strict=True) if is_one))


def is_blue_seal_ink(ink: Colour, paper: Colour = WHITE) -> bool:
    """Tell whether an ink on a paper is the blue or violet of a seal, or of print."""
    blue, green, red = ink
    above = blue - green - max(0, paper[BLUE] - paper[1])
    return above > LEAST_BLUE[0] and blue - red > LEAST_BLUE[1] and above > LEAST_SHARE * (paper[1] - green)


def is_seal_ink(ink: Colour) -> bool:
    """Tell whether an ink is the red of a seal; the brown and dark red of printed labels is not that red."""
    blue, green, red = ink
    return red - max(blue, green) > 25 and abs(green - blue) < RED_HUE * (red - min(blue, green))
