"""Which document of a reading a reply is about, where a reply holds one."""

from collections.abc import Collection

from piaoju.errors import NoDocumentFound, NoTextFound
from piaoju.model.document import DocumentReading, ErrorItem, Reading
from piaoju.model.geometry import Quad


def largest_document(reading: Reading, types: Collection[str]) -> DocumentReading | ErrorItem:
    """Return the largest document of the accepted types, or what stood in the way of one.

    A document without a place is whole files of data (XML, OFD), and as large as its page.
    """
    accepted = [document for document in reading.documents if document.type in types]
    if accepted:
        return max(accepted, key=_area)
    if reading.errors:
        return reading.errors[0]
    if not any(page.lines for page in reading.pages):
        return ErrorItem(NoTextFound.code, "no text was found", "detect", None)
    return ErrorItem(NoDocumentFound.code, "no document of the asked types was found", "locate", None)


def _area(document: DocumentReading) -> float:
    return float("inf") if document.quad is None else quad_area(document.quad)


def quad_area(quad: Quad) -> float:
    """Return the area of a quad in square pixels, by the shoelace formula."""
    following = (*quad[1:], quad[0])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(quad, following, strict=True))) / 2
