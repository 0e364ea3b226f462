"""Extraction: a located fixed-amount invoice in, its fields out.

Title, code and number are told by grammar and label, the face value by words and figures together; where only one of
the two is printed the other follows, and the place follows from code and title.
"""

import re
from collections.abc import Mapping

from piaoju.doctypes.quota_invoice.amount import (
    FaceValue,
    figures_value,
    is_doubtful,
    is_usual,
    read_face_value,
    words_value,
)
from piaoju.doctypes.quota_invoice.face import find_face
from piaoju.doctypes.quota_invoice.head import read_head
from piaoju.doctypes.quota_invoice.location import locate_issuer
from piaoju.doctypes.quota_invoice.schema import VALUE_TYPES
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.numbers import amount_in_words
from piaoju.reading.kie.labels import chains
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.runs import to_runs

TEN, SHARE_OF_TEN = "壹拾", 0.5  # printed as 拾元 too: the figures do not tell which of the two
WHOLE = {"invoice_code": r"[012]\d{11}", "invoice_number": r"\d{8}"}


def extract(document: LocatedDocument) -> Extraction:
    """Read the fields of a fixed-amount invoice."""
    runs = to_runs(document.lines, document.to_upright)
    face = find_face(chains(runs))
    head = read_head(document, runs, face)
    fields = {}
    for name, lines in head.items():
        reading = read_cell(lines, VALUE_TYPES[name], document.page)
        if reading is not None:
            was_searched = any(run.first_text == "" for run in lines)
            is_whole = not was_searched and (name not in WHOLE or re.fullmatch(WHOLE[name], str(reading.value)))
            fields[name] = reading if is_whole else less_sure(reading)
    fields.update(_amounts(read_face_value(document, runs, face, head), document.page))
    place = _location(fields)
    if place is not None:
        fields["location"] = place
    return Extraction(fields)


def _amounts(face_value: FaceValue, page: int) -> dict[str, FieldReading]:
    """Return the face value in words and in figures, the one derived from the other where it was not read."""
    words, figures = face_value.words, face_value.figures
    printed = {"amount_in_words": words, "amount_in_figures": figures}
    fields = {}
    for name, run in printed.items():
        reading = read_cell([run], VALUE_TYPES[name], page) if run is not None else None
        if reading is not None:
            fields[name] = reading
    value = words_value(words) if words is not None else figures_value(figures) if figures is not None else None
    if value is None:
        return fields
    if face_value.is_disputed or not is_usual(value):
        fields = {name: less_sure(reading) for name, reading in fields.items()}
    else:
        doubtful = {name for name, run in printed.items() if run is not None and is_doubtful(run, face_value)}
        fields.update({name: less_sure(fields[name]) for name in doubtful & set(fields)})
    if words is None and "amount_in_figures" in fields:
        written = amount_in_words.write(value)
        share = SHARE_OF_TEN if written.startswith(TEN) else 1.0
        fields["amount_in_words"] = _derived(written, "amount_in_figures", fields, share)
    if figures is None and "amount_in_words" in fields:
        fields["amount_in_figures"] = _derived(f"{value:.2f}", "amount_in_words", fields)
    return fields


def _location(fields: Mapping[str, FieldReading]) -> FieldReading | None:
    """Return where the invoice is from, as sure as the code, else the title, that tells it."""
    code, title = fields.get("invoice_code"), fields.get("title")
    place = locate_issuer(
        str(code.value) if code is not None else None, str(title.value) if title is not None else None
    )
    return _derived(place, "invoice_code" if code is not None else "title", fields) if place is not None else None


def _derived(value: str, origin: str, fields: Mapping[str, FieldReading], share: float = 1.0) -> FieldReading:
    """Return a value that follows from another field in that share of cases."""
    known = fields[origin].confidence
    confidence = None if known is None else known * share
    return FieldReading(value, value, confidence, None, None, source="derived", origins=(origin,))
