"""A document's scores replaced by probabilities."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import prod

from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading, Fields, FieldSpec, cell_name
from piaoju.reading.confidence.calibration import Calibration
from piaoju.reading.confidence.signs import Signs


def calibrated(
    reading: DocumentReading, schema: Iterable[FieldSpec], signs: Mapping[str, Signs], calibration: Calibration
) -> DocumentReading:
    """Return a reading with probabilities as confidences, its own included; values stay as they are.

    Args:
        reading: with the recogniser's scores as confidences.
        schema: the fields of its type.
        signs: of its values, as `signs_of` returns them.
        calibration: to apply.
    """
    fields = _calibrated(reading.fields, "", signs, calibration)
    fields |= {
        name: replace(field, confidence=_derived(field, reading.fields, fields, calibration))
        for name, field in reading.fields.items()
        if field.source == "derived"
    }
    items = tuple(_calibrated(row, cell_name(index, ""), signs, calibration) for index, row in enumerate(reading.items))
    whole = replace(reading, fields=fields, items=items)
    score = score_of(whole, schema, calibration)
    return replace(whole, confidence=None if score is None else calibration.document.at(score))


def score_of(reading: DocumentReading, schema: Iterable[FieldSpec], calibration: Calibration) -> float | None:
    """Return the product over a document's key fields, read or not; None if one of them has no probability.

    Args:
        reading: with probabilities.
        schema: the fields of its type.
        calibration: knows how often a key field that was not read is not printed either.
    """
    keys = [
        reading.fields[spec.name].confidence
        if spec.name in reading.fields
        else calibration.of_unread(reading.type, reading.variant, spec.name)
        for spec in schema
        if spec.is_key
    ]
    known = [key for key in keys if key is not None]
    return prod(known) if len(known) == len(keys) else None


def _calibrated(
    fields: Fields, prefix: str, signs: Mapping[str, Signs], calibration: Calibration
) -> dict[str, FieldReading]:
    return {name: _with(field, signs.get(prefix + name), calibration) for name, field in fields.items()}


def _with(field: FieldReading, signs: Signs | None, calibration: Calibration) -> FieldReading:
    """Return a value, and its lines where it has several, with probabilities; of lines the field's curve tells."""
    if signs is None:
        return replace(field, confidence=None)
    lines = tuple(
        line
        if line.confidence is None
        else replace(line, confidence=calibration.probability(replace(signs, score=line.confidence)))
        for line in field.lines
    )
    return replace(field, confidence=calibration.probability(signs), lines=lines)


def _derived(field: FieldReading, scored: Fields, known: Fields, calibration: Calibration) -> float | None:
    """Return the probability of a value that follows from others, less where its score is lower than theirs.

    Args:
        field: with its score.
        scored: the fields with scores.
        known: those with probabilities.
        calibration: to apply.
    """
    least, score = (_least(field.origins, fields) for fields in (known, scored))
    if least is None:
        return None
    share = 1.0 if field.confidence is None or not score else min(1.0, field.confidence / score)
    return calibration.of_derived(least, share)


def _least(origins: Iterable[str], fields: Fields) -> float | None:
    """Return the least of the origins' confidences; None if one is not known, or there is no origin."""
    found = [fields[name].confidence if name in fields else None for name in origins]
    certain = [one for one in found if one is not None]
    return min(certain) if certain and len(certain) == len(found) else None
