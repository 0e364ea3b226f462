"""The colour of what is printed: by it, the red of seals is told from print."""

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from piaoju.model.page import Colour, Pixels, TextChar, TextLine


def coloured(line: TextLine, picture: Pixels) -> TextLine:
    """Return the line with the mean colours of each character's strokes and of the paper.

    Strokes are the pixels that are nearer to the darkest than to the paper.

    Args:
        line: as read from the picture.
        picture: uint8, shape (48, W, 3), BGR.
    """
    if not line.chars:
        return line
    picture = picture[::2]  # every second row tells the same
    blue, green, red = cv2.split(picture.astype(np.uint16))
    light = np.asarray(blue + green + red)
    up_to = np.cumsum(np.bincount(light.ravel()))
    dark, paper = np.searchsorted(up_to, [light.size // 20, light.size * 4 // 5], side="right")
    strokes = (light <= (dark + paper) // 2).astype(np.uint8)
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
        TextChar(char.text, char.confidence, char.start, char.end, char.step, ink)
        for char, ink in zip(line.chars, inks, strict=True)
    )
    return replace(line, chars=chars, paper=_mean_colour(picture, 1 - strokes))


def _mean_colour(picture: Pixels, mask: npt.NDArray[np.uint8]) -> Colour:
    blue, green, red, _ = cv2.mean(picture, mask)
    return round(blue), round(green), round(red)


def is_seal_ink(ink: Colour) -> bool:
    """Tell whether an ink is the red of a seal; the brown and dark red of printed labels is not that red."""
    blue, green, red = ink
    return red - max(blue, green) > 25 and abs(green - blue) < 0.35 * (red - min(blue, green))
