"""What speaks for and against a value: how surely it and the rest of its document were read, its form, its checks."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import fsum

from piaoju.model.document import DocumentReading
from piaoju.model.field import FieldReading, Fields, FieldSpec, ValueType, cell_of, named_readings
from piaoju.numbers import money
from piaoju.reading.confidence.forms import Form, at_odds, form_of
from piaoju.reading.repair.chances import CHANCES
from piaoju.reading.repair.verdicts import Verdicts

TELLING = 0.02
"""Chance that a wrong value passes all its checks, from which on they confirm it."""

FACTOR_BESIDE: Mapping[str, str] = {"items.quantity": "unit_price", "items.unit_price": "quantity"}
CENT = Decimal("0.01")

GAP = re.compile("[\u3400-\u9fff]{2} +[\u3400-\u9fff]{2}")
"""Between two pieces of a line something may have been lost."""
SOLID = frozenset(
    f"{who}_{what}" for who in ("buyer", "seller", "dealer", "market") for what in ("name", "address")
) | {"brand_model", "destination_registry", "tax_authority", "vehicle_type"}
"""Fields that print no blank between Chinese words."""

COMPARED: Mapping[str, tuple[str, ...]] = {
    "item_prices_match": ("quantity", "unit_price", "amount"),
    "item_taxes_match": ("amount", "tax_rate", "tax"),
    "amounts_make_total": ("amount",),
    "taxes_make_total": ("tax",),
}
"""Check -> the cells of a row that it looks at, where it names `items` as a whole."""


class State(StrEnum):
    """What the checks say of a value, from the worst to the best."""

    CONTRADICTED = "contradicted"  # a check that names it failed
    UNCHECKED = "unchecked"
    CONSISTENT = "consistent"  # it passed checks that many a wrong value passes
    CONFIRMED = "confirmed"  # it passed checks that hardly any wrong value passes


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of one value.

    Attributes:
        kind: its source, and if that is the recogniser its value type: `ocr.money`, of a cell `ocr.items.money`.
        field: of which document type and what it is: `vat_invoice.buyer_name`, of a cell `vat_invoice.items.amount`.
        state: what the checks say.
        score: the recogniser's, in [0, 1].
        legibility: mean score of the document's other values; its own if it has no other.
        form: how much it looks like a whole value of its field.
    """

    kind: str
    field: str
    state: State
    score: float
    legibility: float
    form: Form = Form.WHOLE


def signs_of(reading: DocumentReading, specs: Iterable[FieldSpec], verdicts: Verdicts) -> dict[str, Signs]:
    """Return the signs of every value that has a score of its own, by the name of the field, or `items[2].amount`.

    Args:
        reading: with the recogniser's scores as confidences.
        specs: of fields and cells.
        verdicts: of the document's checks.
    """
    types = {spec.name: spec.value_type for spec in specs}
    states = _states(verdicts, len(reading.items))
    contrary = at_odds(reading.fields)
    scored = list(_scored(reading, types))
    legibilities = _means_of_others([score for _, _, _, score in scored])
    found: dict[str, Signs] = {}
    for (name, field, kind, score), legibility in zip(scored, legibilities, strict=True):
        row, own_name = cell_of(name)
        own_name = own_name if row is None else f"items.{own_name}"
        found[name] = Signs(
            kind=kind,
            field=f"{reading.type}.{own_name}",
            state=_state_of(field, own_name, _row_of(reading, row), states.get(name, State.UNCHECKED)),
            score=score,
            legibility=legibility,
            form=_form(field, own_name, contrary),
        )
    return found


def _state_of(field: FieldReading, name: str, row: Fields, state: State) -> State:
    """Return what the checks say of a value.

    A sum that holds says nothing of a nought in it; a product says little of decimals that move it by less than a cent.
    """
    is_nought = isinstance(field.value, str) and re.fullmatch(r"0+(?:\.0+)?", field.value) is not None
    if is_nought and state in (State.CONSISTENT, State.CONFIRMED):
        return State.UNCHECKED
    other = FACTOR_BESIDE.get(name)
    if state is State.CONFIRMED and other is not None and _is_finer(field, row.get(other)):
        return State.CONSISTENT
    return state


def _is_finer(field: FieldReading, other: FieldReading | None) -> bool:
    """Tell whether a factor's last decimal moves its product with the other by less than a cent."""
    one, beside = (money.parse(str(factor.value)) if factor is not None else None for factor in (field, other))
    if one is None or beside is None:
        return False
    return abs(beside) * Decimal(1).scaleb(min(0, int(one.as_tuple().exponent))) < CENT


def _row_of(reading: DocumentReading, row: int | None) -> Fields:
    return {} if row is None else reading.items[row]


def _scored(reading: DocumentReading, types: Mapping[str, ValueType]) -> Iterator[tuple[str, FieldReading, str, float]]:
    """Yield the values that do not follow from others, with name, kind and score."""
    for name, field in named_readings(reading.fields, reading.items):
        kind = _kind(name, field, types)
        if kind is not None and field.confidence is not None:
            yield name, field, kind, field.confidence


def _form(field: FieldReading, own_name: str, contrary: Container[str]) -> Form:
    """Return the form of what was recognised; of what another source says there is no doubt."""
    if field.source != "ocr":
        return Form.WHOLE
    form = Form.BROKEN if own_name in contrary else form_of(own_name, field.value)
    has_gap = own_name in SOLID and GAP.search(field.text) is not None
    return Form.SHORT if form is Form.WHOLE and has_gap else form


def _means_of_others(scores: Sequence[float]) -> list[float]:
    if len(scores) < 2:
        return list(scores)
    total = fsum(scores)
    return [max(0.0, total - score) / (len(scores) - 1) for score in scores]


def _kind(name: str, field: FieldReading, types: Mapping[str, ValueType]) -> str | None:
    """Return the kind of a value; None of one that follows from others."""
    if field.source == "derived":
        return None
    if field.source != "ocr":
        return field.source
    row, own_name = cell_of(name)
    return f"ocr.{types[own_name]}" if row is None else f"ocr.items.{types[own_name]}"


def _states(verdicts: Verdicts, rows: int) -> dict[str, State]:
    chances: dict[str, float] = {}
    concerned = {
        key: {name for field in verdict.fields for name in _concerned(field, key, verdict.check, rows)}
        for key, verdict in verdicts.items()
    }
    contradicted = {name for key, names in concerned.items() if verdicts[key].status == "fail" for name in names}
    for key, names in concerned.items():
        # What agrees with a contradicted value may have lost the same digit. Of the items one row of many may be
        # contradicted by its quantity, which says little of a total that the amounts of all rows make.
        if verdicts[key].status == "pass" and contradicted.isdisjoint(verdicts[key].fields):
            for name in names:
                chances[name] = chances.get(name, 1.0) * CHANCES.get(verdicts[key].check, 1.0)
    states = {name: _passed(chance) for name, chance in chances.items()}
    return states | dict.fromkeys(contradicted, State.CONTRADICTED)


def _concerned(field: str, key: str, check: str, rows: int) -> list[str]:
    """Return the names of the values that a check means by a field: by `items`, cells of one row or of all."""
    if field != "items":
        return [field]
    row = key.removeprefix(check)  # `[2]` of a check that looks at each row by itself
    places = [row] if row else [f"[{index}]" for index in range(rows)]
    return [f"items{place}.{cell}" for place in places for cell in COMPARED.get(check, ())]


def _passed(chance: float) -> State:
    if chance <= TELLING:
        return State.CONFIRMED
    return State.CONSISTENT if chance < 1 else State.UNCHECKED
