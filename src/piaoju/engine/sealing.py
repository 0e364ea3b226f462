"""The seals of a page: found and read quickly, and read well where a document's fields can gain by it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from piaoju.model.document import LocatedDocument, Seal
from piaoju.model.field import Fields
from piaoju.model.geometry import Point
from piaoju.model.page import PageImage
from piaoju.reading.beside import beside
from piaoju.reading.ocr.models import Size
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.seal_rims import Rim
from piaoju.reading.ocr.seals import QUICK, SealReading, places, read_seals
from piaoju.reading.repair.seals import wants_seals, with_seals

MOST_READ = 3
"""Seals of a page that are read; of a page with several documents, as many of each."""


@dataclass(slots=True)
class _Found:
    """A seal that was found: its centre in page pixels, its rim, how it lies, and what was read of it."""

    center: Point
    rim: Rim
    rotation_deg: float
    reading: SealReading | None = None
    is_well_read: bool = False


class PageSeals:
    """The seals of one page."""

    def __init__(self, page: PageImage, pool: ModelPool, size: Size) -> None:
        """Begin to look for them, beside whatever the caller does meanwhile.

        Args:
            page: as decoded.
            pool: where to run.
            size: the recogniser that reads well.
        """
        self._page, self._pool, self._size = page, pool, size
        self._looking = pool.start(places, page)
        self._located: Sequence[LocatedDocument] = ()
        self._rotation_deg = 0.0
        self._read_quickly: Callable[[], list[_Found]] = list

    def lie(self, located: Sequence[LocatedDocument], rotation_deg: float) -> None:
        """Say how they lie, before anything is asked of them; begin to read them, again beside what the caller does.

        Args:
            located: the documents on the page, in its pixels.
            rotation_deg: clockwise degrees that make text beside the documents upright.
        """
        self._located, self._rotation_deg = located, rotation_deg
        self._read_quickly = beside(self._clearest)

    @property
    def seals(self) -> tuple[Seal, ...]:
        """The seals with what is known of them by now, from the top down."""
        readings = [found.reading for found in self._read_quickly() if found.reading is not None]
        return tuple(sorted((reading.seal for reading in readings), key=lambda seal: seal.quad[0][1]))

    def _clearest(self) -> list[_Found]:
        """Return the clearest seals, read quickly."""
        clearest = self._looking.result()[: MOST_READ * max(1, len(self._located))]
        found = [_Found(center, rim, self._turn_deg(center)) for center, rim in clearest]
        self._read(found, QUICK)
        return found

    def second(self, document: LocatedDocument, fields: Fields) -> Fields:
        """Return a document's fields, bettered by its seals where they say the same more surely."""
        if not wants_seals(fields):
            return fields
        own = [found for found in self._read_quickly() if self._is_on(found, document)]
        doubtful = [found for found in own if found.reading is not None and not found.reading.is_of_form]
        self._read([found for found in doubtful if not found.is_well_read], self._size)
        return with_seals(fields, [found.reading for found in doubtful if found.reading is not None], document.page)

    def _read(self, wanted: Sequence[_Found], size: Size) -> None:
        rims, rotations_deg = [found.rim for found in wanted], [found.rotation_deg for found in wanted]
        readings = read_seals(self._page, rims, rotations_deg, self._pool, size)
        for found, reading in zip(wanted, readings, strict=True):
            found.reading, found.is_well_read = reading, size == self._size

    def _is_on(self, found: _Found, document: LocatedDocument) -> bool:
        reach = found.rim.minor * self._page.width / self._page.pixels.shape[1]
        return len(self._located) == 1 or _depth(found.center, document) > -reach

    def _turn_deg(self, center: Point) -> float:
        """Return the rotation of the document in which a point lies deepest."""
        depths = [(_depth(center, document), document.rotation_deg) for document in self._located]
        return max(depths)[1] if depths and max(depths)[0] > 0 else self._rotation_deg


def _depth(point: Point, document: LocatedDocument) -> float:
    """Return how far within a document a point lies, in page pixels; outside less than 0."""
    return cv2.pointPolygonTest(np.array(document.quad, np.float32), point, measureDist=True)
