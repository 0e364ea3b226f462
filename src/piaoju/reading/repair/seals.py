"""The seal of the firm that issued a document as a second reading of its name and tax id.

Only a seal whose text is near to what was read is believed to be of the same firm; its reading then replaces one that
its check digit refuses, or a name of which the recogniser was unsure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from piaoju.model.field import FieldReading, Fields, ValueType, amended
from piaoju.model.page import Steps, TextLine
from piaoju.numbers.grammars import grammar_of
from piaoju.numbers.text import likeness
from piaoju.numbers.values import normalise
from piaoju.reading.ocr.beam import well_formed, with_lookalikes
from piaoju.reading.ocr.seals import SealReading

ISSUERS = (
    ("seller_name", "seller_tax_id"),
    ("dealer_name", "dealer_tax_id"),
    ("market_name", "market_tax_id"),
)
"""Who may have sealed a document: fields of the name and the tax id."""
NEAR_ID = 0.7
"""Likeness of two readings of one tax id."""
NEAR_NAME = 0.6
"""Likeness of two readings of one name."""
SAME_NAME = 0.8
"""Likeness of names that is reason enough to believe a tax id that was not read in print."""
WEAK = 0.8
"""Confidence below which a printed name may give way."""
SURE = 0.9
"""Confidence of every character of the name that it gives way to."""
LEAST_ID = 12
"""Characters of a row that may be a tax id."""
LEAST_NAME = 5
"""Characters of a row that may be a name."""
CUT_NAME = re.compile("(?:有限|责任|股份|公)$")
"""The ring of a seal lost the rest of a name that ends so."""
READ_APART = 1e-3
"""Belief that the print is a tax id that the recogniser did not consider there, next to those that it did."""
LEAST_SHARE = 0.02
"""Probability of a tax id in a seal that the print may say too."""
ALONE = 0.3
"""Probability of a tax id in a seal that the print does not say."""
CHECKED_LENGTH = 18
"""Shorter tax ids have no check digit of their own."""
BELIEVED = 0.5
"""Share of belief in a tax id, of all that may be read of the seal."""


def wants_seals(fields: Fields) -> bool:
    """Tell whether a seal could better what was read of an issuer."""
    return any(_is_weak(fields.get(name)) or _is_refused(fields, name, tax_id) for name, tax_id in ISSUERS)


def with_seals(fields: Fields, seals: Iterable[SealReading], page: int) -> Fields:
    """Return the fields with names and tax ids bettered by the seals of the document.

    Args:
        fields: as extracted.
        seals: that lie on the document.
        page: 1-based, on which they are.
    """
    result = dict(fields)
    for seal in (seal for seal in seals if not seal.is_of_form):
        for name, tax_id in ISSUERS:
            if _is_refused(result, name, tax_id):
                result |= _tax_id(result, name, tax_id, seal, page)
            if _is_weak(result.get(name)):
                result |= _name(result[name], name, seal)
    return result


def _is_weak(reading: FieldReading | None) -> bool:
    return reading is not None and reading.source == "ocr" and (reading.confidence or 0.0) < WEAK


def _is_refused(fields: Fields, name: str, tax_id: str) -> bool:
    """Tell whether the tax id of an issuer that was named is missing, or no tax id."""
    reading = fields.get(tax_id)
    if reading is None:
        return name in fields
    grammar = grammar_of(tax_id, ValueType.TAX_ID)
    return reading.source == "ocr" and grammar is not None and not grammar.accepts(str(reading.value))


def _tax_id(fields: Fields, name: str, tax_id: str, seal: SealReading, page: int) -> Fields:
    """Return the tax id that a seal says, if it can be believed beside the print, or beside the name."""
    printed = fields.get(tax_id)
    if printed is None and not _names(seal.rows, fields.get(name)):
        return {}
    sealed = [_numbers(row.steps, tax_id) for row in seal.rows if len(row.text) >= LEAST_ID]
    shares = {number: share for row in sealed for number, share in row.items() if share >= LEAST_SHARE}
    if printed is not None:
        known = _numbers(printed.steps, tax_id)
        shares = {
            number: share * known.get(number, READ_APART)
            for number, share in shares.items()
            if (number in known or share >= ALONE) and likeness(number, str(printed.value)) >= NEAR_ID
        }
    best = max(shares, key=lambda number: shares[number], default=None)
    if best is None or shares[best] < BELIEVED * sum(shares.values()):
        return {}
    confidence = shares[best] / sum(shares.values()) * (seal.seal.confidence or 0.0)
    if printed is None:
        return {tax_id: FieldReading(best, best, confidence, page, seal.seal.quad)} if shares[best] >= ALONE else {}
    return {tax_id: amended(printed, best, best, confidence)}


def _names(rows: Sequence[TextLine], reading: FieldReading | None) -> bool:
    """Tell whether a row says the name that was read."""
    return reading is not None and any(likeness(row.text, str(reading.value)) >= SAME_NAME for row in rows)


def _numbers(steps: Steps, tax_id: str) -> dict[str, float]:
    """Return the tax ids that the recogniser may have seen, each with its probability."""
    grammar = grammar_of(tax_id, ValueType.TAX_ID)
    if grammar is None or not steps:
        return {}
    found = well_formed(with_lookalikes(steps), grammar)
    return {one.text: one.probability for one in found if len(one.text) == CHECKED_LENGTH}


def _name(printed: FieldReading, name: str, seal: SealReading) -> Fields:
    """Return the name that a seal says, if it is near to the print and surer; a shorter one lost characters itself."""
    known = str(printed.value)
    for text in _sure_names(seal.rows):
        value = normalise(ValueType.TEXT, text)
        if value is None or value == known or len(value) < len(known) or likeness(value, known) < NEAR_NAME:
            continue
        return {name: amended(printed, value, text, seal.seal.confidence)}
    return {}


def _sure_names(rows: Iterable[TextLine]) -> Iterator[str]:
    for row in rows:
        is_whole = len(row.chars) >= LEAST_NAME and CUT_NAME.search(row.text.strip()) is None
        if is_whole and min(char.confidence for char in row.chars) >= SURE:
            yield row.text.strip()
