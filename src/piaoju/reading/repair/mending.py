"""From failed checks to repaired fields: among what was read already, then with second looks, then without red."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from piaoju.model.document import Look
from piaoju.model.field import FieldReading, FieldSpec, ValueType, cell_of, named_readings
from piaoju.model.page import Steps
from piaoju.numbers.grammar import Grammar
from piaoju.numbers.grammars import grammar_of
from piaoju.reading.checks.rule import Evidence, Rule
from piaoju.reading.repair.chances import CHANCES
from piaoju.reading.repair.choices import MOST_LACKING, Choices, choices_of
from piaoju.reading.repair.joint import chosen, reading_of, with_values
from piaoju.reading.repair.looks import Place, looked_at
from piaoju.reading.repair.places import placed
from piaoju.reading.repair.verdicts import verdicts

SURE = 0.9
"""Least belief of a repair."""
SURE_AT_ONCE = 0.98
"""Least belief of a repair without a second look."""
MOST_SUSPECTS = 8
"""Values that one repair may weigh against each other, the least certain ones."""
MOST_LOOKS = 6
"""Values of a document that are looked at again, likewise."""
AMOUNTS = frozenset({ValueType.MONEY, ValueType.DECIMAL})
CENTS = r"-?\d+\.\d{2}"
"""How money is printed where nothing but its form tells where the point is."""
LOST_DIGITS = 3
"""How many digits an amount may have lost: of it no length tells that."""


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """What a repair may do.

    Attributes:
        decode: choose among the recogniser's alternatives where a value's own grammar or check refuses it.
        reconcile: choose between fields that contradict each other.
        look: look again where the first look does not tell; the extraction's second looks need it too.
    """

    decode: bool = True
    reconcile: bool = True
    look: bool = True


@dataclass(frozen=True, slots=True)
class _Case:
    """Checks that fail together, by the keys of their verdicts, and the values that one of them names."""

    checks: tuple[str, ...]
    suspects: tuple[str, ...]

    def is_within(self, options: RepairOptions) -> bool:
        """Tell whether the options allow to settle it."""
        return options.decode if len(self.suspects) == 1 else options.reconcile


@dataclass(slots=True)
class _Bench:
    """A document under repair: the evidence changes, the rest stays."""

    evidence: Evidence
    rules: Sequence[Rule]
    specs: Mapping[str, FieldSpec]
    looks: dict[str, list[Steps]]

    def grammar(self, name: str) -> Grammar | None:
        """Return the grammar of a value; None if it may be any text or is not known."""
        spec = self.specs.get(cell_of(name)[1])
        return grammar_of(spec.name, spec.value_type) if spec is not None else None

    def choices(self, name: str) -> Choices | None:
        """Return what a value may be; None if nothing speaks for another."""
        reading, grammar = reading_of(self.evidence, name), self.grammar(name)
        if reading is None or grammar is None or reading.source != "ocr":
            return None
        return choices_of(reading, self.value_type(name), grammar, self.looks.get(name, ()))

    def value_type(self, name: str) -> ValueType:
        """Return the value type of a known field or cell."""
        return self.specs[cell_of(name)[1]].value_type

    def confidence(self, name: str) -> float:
        """Return how sure a value was read; of one that was not, or is not known, that it is."""
        reading = reading_of(self.evidence, name)
        return 1.0 if reading is None or reading.confidence is None else reading.confidence

    def settle(self, case: _Case, least: float) -> bool:
        """Change what makes the checks of a case hold; tell whether that could be believed, `least` at least."""
        doubtful = sorted(case.suspects, key=self.confidence)[:MOST_SUSPECTS]
        choices = {name: found for name in doubtful if (found := self.choices(name)) is not None}
        if not case.checks:
            choices = {name: own for name, found in choices.items() if (own := self._of_one(name, found)) is not None}
        repair = chosen(self.evidence, self.rules, case.checks, choices, _misshapen(self)) if choices else None
        if repair is None or repair.belief < least:
            return False
        self.evidence = with_values(self.evidence, repair.values, repair.put)
        return True

    def _of_one(self, name: str, choices: Choices) -> Choices | None:
        """Return what a value may be by its grammar alone, which tells nothing of an amount's digits."""
        if self.value_type(name) not in AMOUNTS:
            return choices
        return choices.of_same_digits(CENTS if self.value_type(name) is ValueType.MONEY else ".*")

    def look(self, look: Look, cases: Sequence[_Case], *, without_seals: bool) -> None:
        """Look again at the values of cases."""
        places: dict[str, Place] = {}
        names = {name for case in cases for name in case.suspects}
        for name in sorted(names, key=lambda name: (self.confidence(name), name)):
            reading, grammar = reading_of(self.evidence, name), self.grammar(name)
            if reading is None or reading.quad is None or grammar is None or reading.source != "ocr":
                continue
            lacking = grammar.lacking(len("".join(reading.text.split())))
            if lacking <= MOST_LACKING and len(places) < MOST_LOOKS:
                is_amount = self.value_type(name) in AMOUNTS
                places[name] = Place(reading.quad, grammar, LOST_DIGITS if is_amount else lacking)
        for name, steps in looked_at(look, places, without_seals=without_seals).items():
            self.looks.setdefault(name, []).extend(steps)


def repaired(
    evidence: Evidence, rules: Sequence[Rule], specs: Iterable[FieldSpec], look: Look, options: RepairOptions
) -> Evidence:
    """Return the evidence with what its checks prove misread put right.

    Args:
        evidence: as extracted.
        rules: of the type.
        specs: of its fields and of its rows' cells.
        look: reads places of the page.
        options: what may be done.

    A number that proves to be a person's may come back under the name of such.
    """
    bench = _Bench(evidence, rules, {spec.name: spec for spec in specs}, {})
    at_once = SURE_AT_ONCE if options.look else SURE
    still_open = [case for case in _cases(bench) if case.is_within(options) and not bench.settle(case, at_once)]
    for without_seals in (False, True):
        if options.look and still_open:
            bench.look(look, still_open, without_seals=without_seals)
            still_open = [case for case in still_open if not bench.settle(case, SURE)]
    return replace(bench.evidence, fields=placed(evidence.fields, bench.evidence.fields, bench.specs))


def _cases(bench: _Bench) -> list[_Case]:
    """Return what there is to settle: failed checks, those that name the same value together, and misshapen values."""
    found = verdicts(bench.evidence, bench.rules)
    failed = {key: one for key, one in found.items() if one.status == "fail" and one.check in CHANCES}
    cases: list[_Case] = []
    for key, verdict in failed.items():
        near = [case for case in cases if set(case.suspects) & set(verdict.fields)]
        cases = [case for case in cases if case not in near]
        cases.append(_merged([*near, _Case((key,), verdict.fields)]))
    named = {name for case in cases for name in case.suspects}
    return cases + [_Case((), (name,)) for name in _misshapen(bench) if name not in named]


def _merged(cases: Sequence[_Case]) -> _Case:
    return _Case(
        tuple(check for case in cases for check in case.checks),
        tuple(dict.fromkeys(name for case in cases for name in case.suspects)),
    )


def _misshapen(bench: _Bench) -> list[str]:
    """Return the values whose print lacks the grammar of their field."""
    readings = named_readings(bench.evidence.fields, bench.evidence.items)
    return [name for name, reading in readings if _is_misshapen(reading, bench.grammar(name))]


def _is_misshapen(reading: FieldReading, grammar: Grammar | None) -> bool:
    if grammar is None or not isinstance(reading.value, str) or reading.source != "ocr":
        return False
    return not grammar.accepts(reading.value) and not grammar.accepts("".join(reading.text.split()))
