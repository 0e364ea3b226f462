"""Second looks at the places where the form prints what the first look did not read, or read in part."""

import re
from collections.abc import Mapping, Sequence

from piaoju.doctypes.train_ticket.forms import CARD, CARD_PLACES, E_TICKET, E_TICKET_PLACES, Place
from piaoju.doctypes.train_ticket.grammar import CLASS_OF_LETTERED, LETTERED_CLASS
from piaoju.doctypes.train_ticket.values import read_value
from piaoju.model.document import LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.reading.kie.labels import Chain, find_labels
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.registration import register
from piaoju.reading.kie.runs import Run, restricted
from piaoju.reading.kie.sheet import Sheet

LEAST_CONFIDENCE = 0.6  # of each character: of a place without print something is read too
DOUBTFUL = 0.5  # probability of a whole value, below which it is read anew
SEAT_SIGNS = "0123456789ABCDF加车号上中下铺无座代"
BARE_SEAT = r"(?:\d{2}|加\d{1,2})车\d{2,3}号?"
WHOLE: Mapping[str, str] = {
    "ticket_number": r"(?:[A-Z]\d\d|\d{3})?[A-Z]\d{6}",
    "departure_station": r".+站",
    "arrival_station": r".+站",
    "seat_number": r".*[^上中下]",
    "passenger_id": r"\d{10}\**\d{3}[0-9Xx]|[A-Z].*\d",
}
"""What a value that was read to its end looks like."""


def read_missing(
    document: LocatedDocument, strings: Sequence[Chain], fields: Mapping[str, FieldReading], *, is_e_ticket: bool
) -> dict[str, FieldReading]:
    """Read what is missing or doubtful where the form prints it, as printed and through a seal.

    Args:
        document: to look at.
        strings: its text, in its upright frame.
        fields: what was read.
        is_e_ticket: whether it is an e-ticket rather than a card.
    """
    form, places = (E_TICKET, E_TICKET_PLACES) if is_e_ticket else (CARD, CARD_PLACES)
    known = {name for name, reading in fields.items() if _is_whole(name, reading)}
    if _lacks_letter(fields):
        known.discard("seat_number")
    if is_train_cut(fields):
        known.discard("train_number")
    wanted = [place for place in places if not known.issuperset(place.fields)]
    labels = find_labels(strings, {spec.name: spec.pattern for spec in form.labels}) if wanted else []
    registration = register(labels, form)
    if registration is None:
        return {}
    sheet = Sheet(document.page, registration, (), (), document.quad, document)
    found: dict[str, FieldReading] = {}
    for without_seals in (False, True):
        lacking = [place for place in wanted if not (known | found.keys()).issuperset(place.fields)]
        looks = sheet.look_at_all([place.rect for place in lacking], without_seals=without_seals)
        for place, again in zip(lacking, looks, strict=True):
            if again is not None and not again.is_red:
                better = _values(place, again, document.page)
                found |= {name: new for name, new in better.items() if _is_better(name, new, fields.get(name))}
    return {name: reading for name, reading in found.items() if name not in known}


def _is_whole(name: str, reading: FieldReading) -> bool:
    pattern = WHOLE.get(name)
    text = "".join(reading.text.split())
    return (reading.confidence or 0.0) >= DOUBTFUL and (pattern is None or re.fullmatch(pattern, text) is not None)


def _lacks_letter(fields: Mapping[str, FieldReading]) -> bool:
    """Tell whether a seat has no letter although those of its class have one, as where a seal lies on it."""
    seat, seat_class = fields.get("seat_number"), fields.get("seat_class")
    if seat is None or seat_class is None or not re.fullmatch(LETTERED_CLASS, str(seat_class.value)):
        return False
    return re.fullmatch(BARE_SEAT, str(seat.value)) is not None


def is_train_cut(fields: Mapping[str, FieldReading]) -> bool:
    """Tell whether a train has no letter although only trains with one have seats of that class."""
    train, seat_class = fields.get("train_number"), fields.get("seat_class")
    if train is None or seat_class is None or not str(train.value).isdigit():
        return False
    return re.fullmatch(CLASS_OF_LETTERED, str(seat_class.value)) is not None


def _is_better(name: str, new: FieldReading, old: FieldReading | None) -> bool:
    """Tell whether a new reading is to replace the first one: that is none, was cut, or is less sure."""
    if old is None or (_is_whole(name, new) and not _is_whole(name, old)):
        return True
    if name == "seat_number" and _is_with_letter(str(new.value), str(old.value)):
        return True
    if name == "train_number" and str(old.value).isdigit():
        return re.fullmatch(rf"[A-Z]{old.value}", str(new.value)) is not None
    return (new.confidence or 0.0) > (old.confidence or 0.0)


def _is_with_letter(new: str, old: str) -> bool:
    """Tell whether a seat is one read without its letter, which may have been taken for its last digit."""
    bare, lettered = re.fullmatch(BARE_SEAT, old), re.fullmatch(r"(.*车\d{2,3})[A-F]号?", new)
    return bare is not None and lettered is not None and lettered[1] in (old.rstrip("号"), old.rstrip("号")[:-1])


def _values(place: Place, again: Run, page: int) -> dict[str, FieldReading]:
    """Return the fields that a reading of a place holds."""
    solid = again.solid()
    if "seat_number" in place.fields:
        solid = restricted(solid, SEAT_SIGNS)
    match = re.search(place.pattern, solid.text)
    if match is None:
        return {}
    values = {}
    for name in place.fields:
        run = solid.part(*match.span(name)) if match[name] else None
        if run is not None and confidence_of(run.glyphs) >= LEAST_CONFIDENCE ** len(run.glyphs):
            reading = read_value(name, run, page)
            if reading is not None:
                values[name] = reading
    return values
