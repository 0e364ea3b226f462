"""Text that a first look at a page could not read, looked at once more without that which it read.

A page is read the way most of its text runs. Of a slip that lies across, the first look finds pieces that say nothing;
on the page without all that was read, its text is most of what there is.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from piaoju.model.cues import DocumentCues
from piaoju.model.geometry import center, is_inside
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.evidence import bare, evidence_for, without_blanks
from piaoju.reading.locate.extent import has_numbers_across
from piaoju.reading.locate.layout import mean_rotation_deg, text_heights, text_lengths
from piaoju.reading.locate.outline import bounds
from piaoju.reading.locate.parts import is_clear, is_read
from piaoju.reading.locate.scraps import clusters, is_narrow

LEAST_SCRAPS = 4  # lines that were not read, from which a page may hold text that runs another way
UNKNOWN_SCRAPS = 6  # likewise of a page of which nothing is known
UNKNOWN_SHARE = 0.45  # of the lines of such a page
LONG_ASPECT = 3.0  # of a line of several characters
LONG_SCRAPS = 2
GROWN = 0.15  # of a line's height: ink runs beyond its outline


def is_left(lines: Sequence[TextLine], kinds: Sequence[DocumentCues]) -> bool:
    """Tell whether so much of a page's text could not be read that another document may lie there.

    Where nothing speaks for several documents, only what lies beyond the one that is known may be another's.

    Args:
        lines: all text of the page.
        kinds: the types to look for.
    """
    scraps = [line for line in lines if not _says(line)]
    if len(scraps) < LEAST_SCRAPS:
        return False
    evidence = evidence_for(tuple(kinds))
    counts = evidence.count(without_blanks(lines))
    if evidence.speaks_for_several(counts) or has_numbers_across(lines):
        return True
    kind = evidence.likeliest(counts)
    clear = [line for line in lines if is_clear(line)]
    if kind is None or not clear:
        return len(scraps) >= max(UNKNOWN_SCRAPS, UNKNOWN_SHARE * len(lines))
    reach = bounds([line.quad for line in clear], mean_rotation_deg(lines), kind.margins)
    beyond = [line for line in scraps if not is_inside(center(line.quad), reach)]
    places = ([beyond[index] for index in place] for place in clusters(beyond, float(np.median(text_heights(clear)))))
    return any(_is_text(place) for place in places)


def _is_text(scraps: Sequence[TextLine]) -> bool:
    """Tell whether scraps that lie together may be a document's text: no note along its edge, and enough of it."""
    along, heights = (text_lengths(scraps), text_heights(scraps))
    is_long = int(np.sum(np.maximum(along / heights, heights / along) >= LONG_ASPECT))
    return (len(scraps) >= LEAST_SCRAPS or is_long >= LONG_SCRAPS) and not is_narrow(scraps)


def without_read(page: PageImage, lines: Sequence[TextLine]) -> PageImage:
    """Return a page with all text that was read covered by the colour of its paper."""
    pixels = page.pixels.copy()
    scale = np.array([pixels.shape[1] / page.width, pixels.shape[0] / page.height])
    for line in lines:
        if is_clear(line):
            quad = np.array(line.quad) * scale
            middle = quad.mean(axis=0)
            height = float(np.linalg.norm(quad[3] - quad[0]))
            away = (quad - middle) / np.maximum(np.linalg.norm(quad - middle, axis=1, keepdims=True), 1.0)
            cv2.fillConvexPoly(pixels, np.rint(quad + GROWN * height * away).astype(np.int32), line.paper)
    return PageImage(page.number, pixels, page.width, page.height)


def with_more(lines: Sequence[TextLine], more: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return lines and what a second look read beside them, in place of the pieces that lie on it."""
    found = [line for line in more if _says(line)]
    corners = np.array([line.quad for line in found], np.float64).reshape(-1, 4, 2)
    low, high = corners.min(axis=1), corners.max(axis=1)

    def is_read_anew(line: TextLine) -> bool:
        middle = center(line.quad)
        near = np.flatnonzero(((low <= middle) & (middle <= high)).all(axis=1))
        return any(is_inside(middle, found[index].quad) for index in near.tolist())

    kept = [line for line in lines if (_says(line) and is_clear(line)) or not is_read_anew(line)]
    return (*kept, *found)


def _says(line: TextLine) -> bool:
    return is_read(line) and len(bare(line)) > 1
