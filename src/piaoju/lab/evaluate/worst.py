"""The fields with the most errors, each with examples: what the HTML report shows of what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from piaoju.lab.evaluate.dataset import Place
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.report import JudgedDocument, Report, origin_of
from piaoju.lab.evaluate.scoring import field_of_rows

EXAMPLES = 12
"""Errors shown of each field."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One wrong field."""

    document: JudgedDocument
    judgement: Judgement

    @property
    def place(self) -> Place | None:
        """Where it is by the label, else where it was read; None if neither is known."""
        return self.judgement.trace.labelled_place or self.judgement.trace.place


@dataclass(frozen=True, slots=True)
class WorstField:
    """A field of a type and origin that was read wrong somewhere.

    Attributes:
        type: of the documents.
        origin: real, mock or synthetic.
        field: its name; the cells of all rows are one field.
        errors: how many were read wrong.
        examples: some of them, those of high confidence first, since nothing warns of these.
    """

    type: str
    origin: str
    field: str
    errors: int
    examples: tuple[Example, ...]


def worst_fields(report: Report, examples: int = EXAMPLES) -> tuple[WorstField, ...]:
    """Return the fields with errors, the most errors first; fields of documents that were missed are left out.

    A missed document is an error of its own, told in the counts of documents; its fields have nothing to show.
    """
    grouped: dict[tuple[str, str, str], list[Example]] = {}
    for document in report.judged:
        for judgement in document.judgements:
            if not judgement.is_right and document.status != "missed":
                key = (document.type, origin_of(document.kind), field_of_rows(judgement.field))
                grouped.setdefault(key, []).append(Example(document, judgement))
    ranked = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(WorstField(*key, len(found), _most_sure(found)[:examples]) for key, found in ranked)


def _most_sure(examples: Sequence[Example]) -> tuple[Example, ...]:
    return tuple(sorted(examples, key=lambda one: -(one.judgement.confidence or 0.0)))
