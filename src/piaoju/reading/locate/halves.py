"""Parts of a page that turn out to be pieces of one document, joined again.

A wide blank or a seal may divide a document whose print is small. Once each piece has been looked at closely, their
words tell whether they belong together.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations
from math import cos, radians

import numpy as np

from piaoju.model.cues import DocumentCues
from piaoju.model.document import LocatedDocument, Look
from piaoju.model.geometry import Quad
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate.closer import Looked
from piaoju.reading.locate.documents import REPEATED, in_reading_order, place_document, telling, without_repeats
from piaoju.reading.locate.edges import at_edges
from piaoju.reading.locate.evidence import Counts, Evidence, evidence_for, without_blanks
from piaoju.reading.locate.form import is_shaped
from piaoju.reading.locate.frames import beyond_frame
from piaoju.reading.locate.identity import are_unlike, codes_of
from piaoju.reading.locate.layout import mean_rotation_deg
from piaoju.reading.locate.outline import area, bounds, shared_area
from piaoju.reading.locate.parts import HALF_WORTH, NUMBER, SAME_WAY_DEG
from piaoju.reading.locate.pieces import are_bands

AROUND = 2.0  # of the pieces' areas: what encloses them may hold no more
ALIKE = 0.6  # share of what either says of its type that the other says too, from which on they are two of a kind
STUB_NUMBERS = 2  # that a stub repeats, and no others, if its words add nothing to those of its document
OWN_NUMBER = r"(?<![\d-])\d{8}(?!\d)"  # an invoice's; codes and tax ids are longer
PHONE = r"(?:话|热线|(?i:tel))[:：. ]*(?:[(（]\d+[)）])?[\d -]+|[(（]0\d+[)）] *\d+"
VALUE = r"\d+(?:[.:：]\d+)+"  # times, distances and amounts


def joined_halves(
    page: PageImage, looks: Sequence[Looked], kinds: Sequence[DocumentCues], look: Look
) -> list[LocatedDocument]:
    """Return the documents of all parts in reading order, those made of several parts as one, none of them twice.

    Args:
        page: whose frame all is in.
        looks: at its parts.
        kinds: the types to look for.
        look: reads places of this page anew.
    """
    evidence = evidence_for(tuple(kinds))
    left = list(looks)
    pieces = [seen for seen in looks if len(seen.documents) <= 1 and seen.lines]
    for one, other in combinations(pieces, 2):
        if one not in left or other not in left:
            continue
        lines = (*one.lines, *other.lines)
        if (with_stub := _with_stub(one, other)) is not None:
            left = [seen for seen in left if seen is not one and seen is not other] + [with_stub]
        elif _belong_together(one, other, evidence) and not _reach_across(one, other, looks, evidence):
            whole = _around_papers(place_document(page, lines, mean_rotation_deg(lines), evidence, look), one, other)
            left = [seen for seen in left if seen is not one and seen is not other]
            left.append(Looked(one.part, lines, () if whole is None else (whole,)))
    framed = {kind.type for kind in kinds if kind.is_framed}
    papers = [(seen, _least_outline(seen)) for seen in left if seen.documents]
    documents = [
        _outlined(page, document, seen, framed, [quad for other, quad in papers if other is not seen])
        for seen in left
        for document in seen.documents
    ]
    return in_reading_order(without_repeats(documents), page, 0.0)


def _reach_across(one: Looked, other: Looked, looks: Sequence[Looked], evidence: Evidence) -> bool:
    """Tell whether the text of two pieces encloses a document that is no piece of theirs: they are of several then."""
    lines = (*one.lines, *other.lines)
    around = bounds([line.quad for line in lines], mean_rotation_deg(lines))
    return any(
        shared_area(around, document.quad) > REPEATED * area(document.quad)
        for seen in looks
        if seen not in (one, other) and not any(_belong_together(seen, piece, evidence) for piece in (one, other))
        for document in seen.documents
    )


def _with_stub(one: Looked, other: Looked) -> Looked | None:
    """Return the larger of two looks with its outline around both, if the other is its stub; None if not.

    A stub repeats numbers of its document and has no others. Its words are no document's beside those that they repeat.
    """
    stub, body = _by_length(one, other)
    if len(body.documents) != 1 or any(document.type != body.documents[0].type for document in stub.documents):
        return None
    repeated = _found(NUMBER, stub)
    if len(repeated) < STUB_NUMBERS or not repeated <= _found(NUMBER, body) or not _repeats(stub, body):
        return None
    (document,) = body.documents
    both = [document.quad, stub.part.quad, *(document.quad for document in stub.documents)]
    return Looked(body.part, body.lines, (replace(document, quad=bounds(both, document.rotation_deg)),))


def _by_length(one: Looked, other: Looked) -> tuple[Looked, Looked]:
    """Return two looks, that with less text first: if either is a stub, it is that."""
    return (one, other) if len(one.lines) <= len(other.lines) else (other, one)


def _repeats(stub: Looked, body: Looked) -> bool:
    """Tell whether a look repeats the invoice number of another that it lies beside and has no values of its own.

    Two invoices share code, telephone and tax identifier. Where one's own number was not read, nothing but times and
    amounts may tell them apart; so whatever looks like an invoice's number must stand on its stub too. Codes to be
    scratched free are as long, but printed in groups.
    """
    own, repeated = _own_numbers(body), _own_numbers(stub)
    is_same = bool(own) and own <= repeated and _found(VALUE, stub) <= _found(VALUE, body)
    return is_same and _lie_together(stub.lines, body.lines)


def _own_numbers(seen: Looked) -> set[str]:
    text = "\n".join(line.text for line in seen.lines)
    return set(re.findall(OWN_NUMBER, re.sub(PHONE, "", text)))


def _found(pattern: str, seen: Looked) -> set[str]:
    return set(re.findall(pattern, without_blanks(seen.lines)))


def _around_papers(document: LocatedDocument | None, *pieces: Looked) -> LocatedDocument | None:
    """Return a document widened by the papers among its pieces: they may hold more than text."""
    if document is None:
        return None
    papers = [piece.part.quad for piece in pieces if piece.part.is_paper]
    return replace(document, quad=bounds([document.quad, *papers], document.rotation_deg))


def _least_outline(seen: Looked) -> Quad:
    """Return as much as is sure of the outline of what a look found."""
    if seen.part.is_paper or not seen.lines:
        return seen.part.quad
    return bounds([line.quad for line in seen.lines], mean_rotation_deg(seen.lines))


def _outlined(
    page: PageImage, document: LocatedDocument, seen: Looked, framed: Collection[str], papers: Sequence[Quad]
) -> LocatedDocument:
    """Return a document with the edges of its paper as its outline, where they are seen.

    Args:
        page: whose frame all is in.
        document: to outline.
        seen: the look that found it.
        framed: types whose forms print a frame that looks like an edge.
        papers: of its neighbours.
    """
    quad = document.quad
    if not seen.part.is_paper or set(quad) != set(seen.part.quad):
        quad = at_edges(page, quad, [line.quad for line in telling(document.lines, document.rotation_deg)], papers)
    return replace(document, quad=beyond_frame(page, quad) if document.type in framed else quad)


def _belong_together(one: Looked, other: Looked, evidence: Evidence) -> bool:
    lines = (*one.lines, *other.lines)
    counts = evidence.count(without_blanks(lines))
    kind = evidence.likeliest(counts)
    if kind is None:
        return False
    others = {document.type for document in (*one.documents, *other.documents)} - {kind.type}
    if any(_speaks_for(type_, counts, evidence) for type_ in others):
        return False
    if evidence.speaks_for_several(counts):
        return False
    said = [evidence.count(without_blanks(seen.lines)) for seen in (one, other)]
    place = evidence.kinds.index(kind)
    if one.documents and other.documents and _are_alike(one, other, evidence, place):  # each is of its own, unless
        common, *each = (evidence.shares(some)[place] for some in (np.minimum(*said), *said))
        if common < ALIKE * min(each):  # a form repeats some words and numbers
            return not _found(NUMBER, one).isdisjoint(_found(NUMBER, other)) and _lie_together(one.lines, other.lines)
        return _repeats(*_by_length(one, other))
    if are_unlike(*(codes_of(seen.lines) for seen in (one, other))):
        return False
    outlines = [seen.part.quad for seen in (one, other)]
    if one.documents and other.documents and not is_shaped(outlines, one.part.rotation_deg, kind):
        return False
    if not _adds(evidence, counts, said, place):
        return False
    if one.part.is_paper or other.part.is_paper:
        least = [replace(seen.part, quad=_least_outline(seen)) for seen in (one, other)]
        return are_bands(one.part, other.part) or are_bands(*least)
    return _lie_together(one.lines, other.lines)


def _are_alike(one: Looked, other: Looked, evidence: Evidence, kind: int) -> bool:
    """Tell whether two looks say the same for a type: more than one document repeats, or as much with own numbers."""
    common = np.minimum(*(evidence.count(without_blanks(seen.lines)) for seen in (one, other)))
    if evidence.shares(common)[kind] > HALF_WORTH:
        return True
    have_numbers = all(_own_numbers(seen) or codes_of(seen.lines) for seen in (one, other))
    return bool(have_numbers and evidence.weights(common)[kind] > HALF_WORTH)


def _speaks_for(type_: str, counts: Counts, evidence: Evidence) -> bool:
    """Tell whether text says anything for a type: what a piece alone was taken for, the whole may deny."""
    weights = evidence.weights(counts)
    return any(kind.type == type_ and weight > 0 for kind, weight in zip(evidence.kinds, weights, strict=True))


def _adds(evidence: Evidence, whole: Counts, pieces: Sequence[Counts], kind: int) -> bool:
    """Tell whether pieces say more for a type together than either alone."""
    return bool(evidence.weights(whole)[kind] > max(evidence.weights(piece)[kind] for piece in pieces))


def _lie_together(one: Sequence[TextLine], other: Sequence[TextLine]) -> bool:
    """Tell whether two sets of lines run the same way and have little around them but each other."""
    turns = [mean_rotation_deg(lines) for lines in (one, other, (*one, *other))]
    if cos(radians(turns[0] - turns[1])) < cos(radians(SAME_WAY_DEG)):
        return False
    apart = sum(area(bounds([line.quad for line in lines], turns[2])) for lines in (one, other))
    return area(bounds([line.quad for line in (*one, *other)], turns[2])) <= AROUND * apart
