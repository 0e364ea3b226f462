"""Accuracy on the frozen sets, and which models to read with: `python -m benchmarks.accuracy_report`.

The development set chooses: every reader of `ablation` reads a part of it. The test set is read by the default reader
alone, and only sums of it are kept: whoever would look at single errors there would begin to work for them. Results go
into a section of the results file, from which docs/benchmarks.md is written.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from benchmarks import accuracy_page
from benchmarks.ablation import DEFAULT, ENTRANTS
from benchmarks.measured_sets import ABLATION_SET, SUMMED_SET, MeasuredSet, Plan, Run, measure
from benchmarks.pictures import ROOT
from benchmarks.progress import tell
from benchmarks.results import RESULTS, circumstances, store
from piaoju.errors import DeploymentError
from piaoju.lab.evaluate.stored import to_totals
from piaoju.lab.synth.frozen import DEFAULT_SIZE, RECIPES
from piaoju.reading.cores import available_cores

PAGE = ROOT / "docs" / "benchmarks.md"


def _plan(words: Sequence[str] | None) -> tuple[Plan, argparse.Namespace]:
    others = [name for name in ENTRANTS if name != DEFAULT]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy_report", description="Accuracy on the frozen sets."
    )
    parser.add_argument("--sets", nargs="+", choices=RECIPES, default=[ABLATION_SET, SUMMED_SET])
    parser.add_argument("--readers", nargs="*", choices=others, default=others, help="beside the default one; all")
    parser.add_argument("--count", type=int, help="so many files of each set, for a quick run; all by default")
    parser.add_argument("--size", type=int, default=DEFAULT_SIZE, help="documents of each type and level in a set")
    parser.add_argument(
        "--compared", type=int, help="files of the development set that all readers read; all by default"
    )
    parser.add_argument("--threads", type=int, default=available_cores(), help="files read at once")
    parser.add_argument("--keep", type=Path, help="folder for the development set and its reports, to study errors")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder for the results")
    parser.add_argument("--page", type=Path, help="the page to write; docs/benchmarks.md, of a quick run stdout")
    chosen = parser.parse_args(words)
    if min(one for one in (chosen.threads, chosen.size, chosen.count, chosen.compared) if one is not None) < 1:
        parser.error("there is at least one thread, one document and one file")
    if chosen.keep is not None and (chosen.keep / ABLATION_SET).exists():
        parser.error(f"{chosen.keep / ABLATION_SET} is there already")
    missing = [name for name in chosen.readers if find_spec(ENTRANTS[name].package) is None]
    if missing:
        parser.error(f"{', '.join(missing)} is not installed: pip install -e '.[bench]' -c constraints.txt")
    if chosen.page is None and chosen.count is None:
        chosen.page = PAGE
    plan = Plan(
        sets=tuple(chosen.sets),
        readers=tuple(chosen.readers),
        size=chosen.size,
        count=chosen.count,
        compared=chosen.compared,
        threads=chosen.threads,
        keep=chosen.keep,
    )
    return plan, chosen


def main(words: Sequence[str] | None = None) -> int:
    """Measure, store, and write the page; return the exit code."""
    plan, chosen = _plan(words)
    now = circumstances()
    try:
        measured = measure(plan)
    except DeploymentError as error:
        tell(f"{error.code}: {error}")
        return 1
    # A quick run says little of accuracy, so it must not stand where a whole run's results stand.
    section = "accuracy" if plan.count is None else "accuracy_quick"
    path = store(section, {"sets": [_stored(one) for one in measured]}, now, chosen.results)
    page = accuracy_page.page(now, measured, is_whole=plan.count is None)
    if chosen.page is not None:
        chosen.page.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    tell(f"results are in {path}")
    return 0


def _stored(one: MeasuredSet) -> dict[str, object]:
    told = {"name": one.name, "files": one.files, "sha256": one.sha256, "run": _stored_run(one.run)}
    if one.comparison is None:
        return told
    runs = [_stored_run(run) for run in one.comparison.runs]
    return told | {"comparison": {"files": one.comparison.files, "runs": runs}}


def _stored_run(run: Run) -> dict[str, object]:
    told = {"reader": run.reader, "told": ENTRANTS[run.reader].told, "cpu_s": run.cpu_s}
    return told | {"changes": [asdict(change) for change in run.changes]} | to_totals(run.report)


if __name__ == "__main__":
    sys.exit(main())
