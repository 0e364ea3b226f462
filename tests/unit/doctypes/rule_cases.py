"""A document of a type on which every rule passes, and the change that makes each rule fail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from piaoju.numbers.qr_payload import QrPayload
from piaoju.reading.checks.rule import Evidence, Rule, run
from tests.unit.reading.checks.evidence import evidence

Change = Mapping[str, str]
"""Field, or cell as `items.tax` of the first row -> other value."""


@dataclass(frozen=True, slots=True)
class RuleCases:
    """What is known of a type's rules.

    Attributes:
        rules: of the type.
        values: on which every rule passes.
        failing: rule -> changes of values, each of which makes it fail.
        items: rows beside the values.
        variant: printed variant.
        qr: what the QR code says.
        untold: rule -> changes of values, after which it cannot be told.
        rarely: rule -> values that it needs and that no document has together with the others.
    """

    rules: tuple[Rule, ...]
    values: Mapping[str, str]
    failing: Mapping[str, tuple[Change, ...]]
    items: tuple[Mapping[str, str], ...] = ()
    variant: str | None = None
    qr: QrPayload | None = None
    untold: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    rarely: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def names(self) -> list[str]:
        """Return the rules' names."""
        return [rule.name for rule in self.rules]

    def changes(self) -> Iterator[tuple[str, Change, str]]:
        """Return each rule with each change and what it finds after it."""
        for status, rules in (("fail", self.failing), ("not_applicable", self.untold)):
            for name, changes in rules.items():
                yield from ((name, change, status) for change in changes)

    def status(self, name: str, change: Change | None = None) -> str:
        """Return what a rule finds on the document with a change."""
        seen = self._evidence(name, change or {})
        (found,) = run([rule for rule in self.rules if rule.name == name], seen)
        return found.status

    def status_without(self, name: str) -> str:
        """Return what a rule finds on the document without anything that it needs."""
        (rule,) = (rule for rule in self.rules if rule.name == name)
        unread = dict.fromkeys((*rule.fields, *rule.optional), "")
        seen = replace(self._evidence(name, unread), items=(), qr=None)
        (found,) = run([rule], seen)
        return found.status

    def _evidence(self, name: str, change: Change) -> Evidence:
        cells = {key.removeprefix("items."): value for key, value in change.items() if key.startswith("items.")}
        values = {**self.values, **self.rarely.get(name, {}), **change}
        rows = [{**row, **cells} if index == 0 else row for index, row in enumerate(self.items)]
        return evidence(values, rows, variant=self.variant, qr=self.qr)
