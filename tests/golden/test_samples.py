"""Real documents, where a folder of labelled samples is at hand; they are never part of the project."""

import os
from pathlib import Path

import pytest

from piaoju.engine import Engine
from piaoju.lab.evaluate.dataset import load
from piaoju.lab.evaluate.evaluation import EvaluateOptions, evaluate
from piaoju.lab.evaluate.report import Report

SAMPLES = Path(os.environ.get("PIAOJU_SAMPLES", Path(__file__).parents[3] / "shared" / "samples"))
TYPES = ("vat_invoice", "train_ticket", "taxi_receipt")
LEAST_RIGHT = {
    "digital": 0.95,  # rendered clean: the margin is for cells whose last character touches a rule
    "photo": 0.88,  # curled paper, shadows, and print under seals
    "scan": 0.88,  # as photos: few, and of worn paper
}

pytestmark = [
    pytest.mark.models,
    pytest.mark.samples,
    pytest.mark.slow,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="no folder of labelled samples"),
]


@pytest.fixture(scope="module")
def report() -> Report:
    samples = [sample for name in TYPES for sample in load(SAMPLES / name)]
    return evaluate(samples, Engine().read, options=EvaluateOptions(exclude=(".ofd",)))


@pytest.mark.parametrize("kind", LEAST_RIGHT)
def test_fields_are_right(report: Report, kind: str) -> None:
    scores = [score.fields for score in report.groups if score.group.kind == kind]
    right, labelled = sum(score.count for score in scores), sum(score.total for score in scores)
    assert labelled
    assert right >= LEAST_RIGHT[kind] * labelled, f"{right} of {labelled}"


def test_every_document_is_found_and_no_other(report: Report) -> None:
    real = [score.found for score in report.totals if score.group.kind == "real" and score.group.type == "all"]
    assert [found.count for found in real] == [found.total for found in real]
    assert sum(files.false_documents for files in report.files) == 0
