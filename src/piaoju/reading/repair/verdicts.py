"""What the checks say of a document, those of item rows for each row."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from piaoju.model.document import FindingStatus
from piaoju.model.field import cell_name
from piaoju.reading.checks.rule import Evidence, Rule, run

ROW_CHECKS = frozenset({"item_prices_match", "item_taxes_match"})
"""Checks that look at each row by itself."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to.

    Attributes:
        check: its name.
        status: as in the finding.
        fields: that it names.
    """

    check: str
    status: FindingStatus
    fields: tuple[str, ...]


Verdicts = Mapping[str, Verdict]
"""By the name of the check, of row checks by name and row: `item_prices_match[2]`."""


def verdicts(evidence: Evidence, rules: Sequence[Rule], touched: Container[str] | None = None) -> dict[str, Verdict]:
    """Run the rules.

    Args:
        evidence: to look at.
        rules: of the type.
        touched: names of fields, and of cells as `items[2].amount`; only rules that concern one are run. All if None.
    """
    whole = [rule for rule in rules if rule.name not in ROW_CHECKS and _concerns(rule, evidence, touched)]
    found = {finding.check: Verdict(finding.check, finding.status, finding.fields) for finding in run(whole, evidence)}
    by_row = [rule for rule in rules if rule.name in ROW_CHECKS]
    for index, row in enumerate(evidence.items if by_row else ()):
        if touched is None or any(cell_name(index, cell) in touched for cell in row):
            for finding in run(by_row, replace(evidence, items=(row,))):
                named = tuple(name.replace("items[0]", f"items[{index}]") for name in finding.fields)
                found[f"{finding.check}[{index}]"] = Verdict(finding.check, finding.status, named)
    return found


def _concerns(rule: Rule, evidence: Evidence, touched: Container[str] | None) -> bool:
    if touched is None:
        return True
    names = [*rule.fields, *rule.optional]
    if "items" in names:
        names += [cell_name(index, cell) for index, row in enumerate(evidence.items) for cell in row]
    return any(name in touched for name in names)
