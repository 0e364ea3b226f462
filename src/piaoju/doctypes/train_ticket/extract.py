"""Extraction: a located train ticket in, its fields out.

A ticket prints hardly any label, yet nearly every value has a grammar of its own; where two share one (stations,
pinyin), their place beside the train number tells which is which.
"""

import re
from statistics import median

from piaoju.doctypes.train_ticket import grammar
from piaoju.doctypes.train_ticket.e_ticket import read_invoice_fields
from piaoju.doctypes.train_ticket.journey import read_journey
from piaoju.doctypes.train_ticket.missing import is_train_cut, read_missing
from piaoju.doctypes.train_ticket.schema import VALUE_TYPES
from piaoju.doctypes.train_ticket.spoilt import read_code
from piaoju.doctypes.train_ticket.values import read_value
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.reading.kie.labels import Chain, chains
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.runs import Run, to_runs

CLEAR_TINT = 10  # levels of red against blue, of 255


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a train ticket."""
    runs = to_runs(document.lines, document.to_upright)
    strings = chains(runs)
    fields = read_journey(document, runs, strings)
    if any(re.search(grammar.E_TICKET_WORDS, chain.text) for chain in strings):
        # Amounts without their labels may be the tax's.
        if len(find_pattern(strings, grammar.FARE_MARKED)) > 1:
            fields.pop("fare", None)
        fields.update(read_invoice_fields(strings, document.page))
        fields.update(read_missing(document, strings, fields, is_e_ticket=True))
        _doubt_train(fields)
        return Extraction(fields, variant="rail_e_ticket")
    fields.update(_ticket_numbers(document, runs, strings))
    fields.update(read_missing(document, strings, fields, is_e_ticket=False))
    _doubt_train(fields)
    return Extraction(fields, variant=_variant(document))


def _doubt_train(fields: dict[str, FieldReading]) -> None:
    """Make a train number less sure that has lost its letter."""
    if is_train_cut(fields):
        fields["train_number"] = less_sure(fields["train_number"])


def _ticket_numbers(document: LocatedDocument, runs: list[Run], strings: list[Chain]) -> dict[str, FieldReading]:
    """Read the code at the foot and the red number at the head, which ends as the code does."""
    fields = {}
    codes = find_pattern(strings, grammar.TICKET_CODE)
    if not codes and (seen := read_code(document, runs)) is not None:
        codes = [seen]
    code = read_cell(codes[:1], VALUE_TYPES["ticket_code"], document.page)
    if code is not None:
        fields["ticket_code"] = code
    number = _red_number(find_pattern(strings, grammar.TICKET_NUMBER), codes)
    reading = read_value("ticket_number", number, document.page)
    if reading is not None:
        fields["ticket_number"] = reading
    return fields


def _red_number(candidates: list[Run], codes: list[Run]) -> Run | None:
    """Choose the candidate that ends as the code at the foot does, else the topmost."""
    tail = codes[0].text[-7:] if codes else None
    return min(candidates, key=lambda run: (run.text[-7:] != tail, run.y), default=None)


def _variant(document: LocatedDocument) -> str | None:
    """Tell blue from pink cards: both print the same text. None where the light leaves it open."""
    tints = [line.paper[2] - line.paper[0] for line in document.lines]
    warmth = median(tints) if tints else 0
    if abs(warmth) < CLEAR_TINT:
        return None
    return "paper" if warmth > 0 else "magnetic"
