"""How many repairs are right: documents read with repair and without it, against their labels.

A repair is a value that differs between the two. It is right if the value was wrong and is right now; wrong if it was
right before, or is wrong still; needless if both are right. `python -m benchmarks.repairs DIR…` prints the counts; each
DIR holds documents with labels, as `piaoju synth` writes them.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from piaoju.engine import Engine, EngineOptions
from piaoju.lab.evaluate.dataset import FieldValue, Sample, load
from piaoju.lab.evaluate.judge import Judgement
from piaoju.lab.evaluate.key_fields import KEY_FIELDS
from piaoju.lab.evaluate.pairing import Pairing, pair
from piaoju.reading.repair import RepairOptions

AS_READ = RepairOptions(decode=False, reconcile=False)
"""Values as they were extracted; the second looks of the extraction stay."""


class Outcome(StrEnum):
    """What became of a value."""

    RIGHT = "right"
    WRONG = "wrong"
    NEEDLESS = "needless"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a repair changed."""

    field: str
    expected: FieldValue
    before: FieldValue | None
    after: FieldValue | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Measured:
    """A folder of documents, measured.

    Attributes:
        documents: how many files.
        fields: labelled fields that count.
        right_before: of them, without repair.
        right_after: of them, with it.
        changes: by file.
        seconds_before: processor time, without repair.
        seconds_after: with it.
    """

    documents: int
    fields: int
    right_before: int
    right_after: int
    changes: tuple[tuple[str, Change], ...]
    seconds_before: float
    seconds_after: float

    def count(self, outcome: Outcome) -> int:
        """Return how many changes came out so."""
        return Counter(change.outcome for _, change in self.changes)[outcome]


def changes(before: Sequence[Judgement], after: Sequence[Judgement]) -> Iterator[Change]:
    """Yield the values that differ between two readings of one document."""
    first = {judgement.field: judgement for judgement in before}
    for one in after:
        old = first.get(one.field)
        if old is None or not one.is_counted or old.read == one.read:
            continue
        outcome = Outcome.WRONG if not one.is_right else Outcome.NEEDLESS if old.is_right else Outcome.RIGHT
        yield Change(one.field, one.expected, old.read, one.read, outcome)


def measure(samples: Iterable[Sample]) -> Measured:
    """Read documents with repair and without, and compare.

    Raises:
        DeploymentError: a model is missing or corrupt.
    """
    without, with_repair = Engine(EngineOptions(repair=AS_READ)), Engine()
    documents = fields = right_before = right_after = 0
    spent = [0.0, 0.0]
    found: list[tuple[str, Change]] = []
    for sample in samples:
        documents += 1
        (before, seconds_before), (after, seconds_after) = (_read(engine, sample) for engine in (without, with_repair))
        spent = [spent[0] + seconds_before, spent[1] + seconds_after]
        for old, new in zip(before.documents, after.documents, strict=True):
            found += [(sample.file_name, change) for change in changes(old.judgements, new.judgements)]
            fields += sum(one.is_counted for one in new.judgements)
            right_before += sum(one.is_right for one in old.judgements if one.is_counted)
            right_after += sum(one.is_right for one in new.judgements if one.is_counted)
    return Measured(documents, fields, right_before, right_after, tuple(found), *spent)


def _read(engine: Engine, sample: Sample) -> tuple[Pairing, float]:
    begin = time.process_time()
    reading = engine.read(sample.path)
    spent = time.process_time() - begin
    return pair(sample.documents, reading.documents, KEY_FIELDS), spent


def table(measured: Iterable[tuple[str, Measured]]) -> str:
    """Return the counts as a Markdown table, one line a folder."""
    lines = [
        "| documents | files | fields right without | with | repairs | right | wrong | needless | CPU s a file |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, one in measured:
        shares = [f"{right / max(1, one.fields):.2%}" for right in (one.right_before, one.right_after)]
        counts = [str(one.count(outcome)) for outcome in Outcome]
        seconds = " → ".join(
            f"{spent / max(1, one.documents):.2f}" for spent in (one.seconds_before, one.seconds_after)
        )
        cells = [name, str(one.documents), *shares, str(len(one.changes)), *counts, seconds]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def field_table(found: Iterable[Change]) -> str:
    """Return the counts as a Markdown table, one line a field, cells by the name of their column."""
    counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for change in found:
        counts[change.field.rpartition(".")[2]][change.outcome] += 1
    lines = ["| field | right | wrong | needless |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {' | '.join(str(counts[name][outcome]) for outcome in Outcome)} |" for name in sorted(counts)
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the folders given and print the table, and every repair if asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repairs", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--fields", action="store_true", help="print the counts of each field")
    parser.add_argument("--list", action="store_true", help="print every repair")
    chosen = parser.parse_args(arguments)
    measured = [(folder.name, measure(load(folder))) for folder in chosen.folders]
    sys.stdout.write(table(measured) + "\n")
    if chosen.fields:
        sys.stdout.write(f"\n{field_table(change for _, one in measured for _, change in one.changes)}\n")
    for name, one in measured if chosen.list else ():
        for file, change in one.changes:
            told = f"{change.expected!r}: {change.before!r} -> {change.after!r}"
            sys.stdout.write(f"{change.outcome:8} {name}/{file} {change.field} {told}\n")


if __name__ == "__main__":
    main()
