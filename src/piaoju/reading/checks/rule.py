"""What a rule is, what it sees, and how the rules of a type are run."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from piaoju.model.document import Finding, FindingStatus
from piaoju.model.field import FieldReading, Fields
from piaoju.numbers import money
from piaoju.numbers.date import parse as parse_date
from piaoju.numbers.qr_payload import QrPayload


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document as rules see it.

    Attributes:
        fields: by canonical name.
        today: day of the reading; nothing can have been issued after it.
        items: rows from the top down.
        variant: printed variant, None if not known.
        printed: all text on the document, without blanks.
        qr: what its QR code says, checksum right; None if none was found.
    """

    fields: Fields
    today: date
    items: tuple[Fields, ...] = ()
    variant: str | None = None
    printed: str = ""
    qr: QrPayload | None = None

    def text(self, name: str) -> str:
        """Return a field's value; empty if it was not read."""
        return text_of(self.fields.get(name))

    def amount(self, name: str) -> Decimal | None:
        """Return a field's value as a number; None if it was not read or is none."""
        return money.parse(self.text(name))

    def day(self, name: str) -> date | None:
        """Return a field's value as a date, likewise."""
        return parse_date(self.text(name)[:10])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check came to.

    Attributes:
        status: as in the finding.
        message: what was compared, for people.
        fields: that are concerned, if not all of the rule's; cells are named `items[0].amount`.
    """

    status: FindingStatus
    message: str
    fields: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check over the fields of a document type.

    Attributes:
        name: of the check, a claim that holds on a document without fault.
        fields: that it needs; if one was not read it is not applicable.
        check: compares them.
        about: what it compares, for the reference.
        tolerance: what it forgives.
        source: where the rule is from.
        optional: fields that it takes into account where they were read.
    """

    name: str
    fields: tuple[str, ...]
    check: Callable[[Evidence], Outcome]
    about: str
    tolerance: str = "none"
    source: str = "arithmetic"
    optional: tuple[str, ...] = ()


def run(rules: Iterable[Rule], evidence: Evidence) -> tuple[Finding, ...]:
    """Return one finding a rule, in their order."""
    return tuple(_run(rule, evidence) for rule in rules)


def passed(message: str, *fields: str) -> Outcome:
    """Return that the check holds, and of which fields if not of all."""
    return Outcome("pass", message, fields or None)


def failed(message: str, *fields: str) -> Outcome:
    """Return that the check does not hold, because of the fields if not of all."""
    return Outcome("fail", message, fields or None)


def not_applicable(message: str) -> Outcome:
    """Return that there is nothing to compare."""
    return Outcome("not_applicable", message)


def verdict(holds: bool, message: str, *fields: str) -> Outcome:
    """Return that the check holds, or that it does not because of the fields."""
    return passed(message) if holds else failed(message, *fields)


def text_of(field: FieldReading | None) -> str:
    """Return the value of a field of one line; of one that was not read, nothing."""
    return field.value if field is not None and isinstance(field.value, str) else ""


def _run(rule: Rule, evidence: Evidence) -> Finding:
    missing = [name for name in rule.fields if not _is_there(name, evidence)]
    outcome = not_applicable(f"{_listed(missing)} not read") if missing else rule.check(evidence)
    present = (*rule.fields, *(name for name in rule.optional if name in evidence.fields))
    return Finding(rule.name, outcome.status, outcome.fields or present, outcome.message)


def _is_there(name: str, evidence: Evidence) -> bool:
    if name.startswith("items"):
        return bool(evidence.items)
    return bool(evidence.text(name))


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names)} {'was' if len(names) == 1 else 'were'}"
