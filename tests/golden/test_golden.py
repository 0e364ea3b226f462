"""Documents that stay the same, and how much of each must be read right.

Goldens come from the synthesiser with its truth (`scripts/make_goldens.py`). A file that reads worse than its
tolerance is a regression; a tolerance is lowered only with a reason.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from piaoju.engine import Engine
from piaoju.lab.evaluate.dataset import Sample, load
from piaoju.lab.evaluate.evaluation import evaluate
from piaoju.lab.evaluate.report import Report
from piaoju.lab.synth import VARIANTS

GOLDEN = Path(__file__).parent
LARGEST_BYTES = {".jpg": 350_000, ".png": 350_000, ".webp": 150_000}
SAMPLES = load(GOLDEN)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much of a golden must be right.

    Attributes:
        fields: least field accuracy.
        reason: why not all.
    """

    fields: float
    reason: str


BY_TYPE = {
    "vat_invoice": Tolerance(0.95, "30 to 90 fields, of which item cells that touch rules may lose a character"),
    "quota_invoice": Tolerance(1.0, "4 fields, all of them key fields"),
    "taxi_receipt": Tolerance(0.9, "15 fields: one may be wrong, a digit of faint print"),
    "train_ticket": Tolerance(0.92, "13 to 16 fields: one may be wrong, since runtimes differ in rounding"),
    "motor_vehicle_invoice": Tolerance(0.94, "36 fields: two may be wrong, since stamps lie over a tenth of them"),
    "used_vehicle_invoice": Tolerance(0.91, "35 fields: three may be wrong, since stamps lie over a tenth of them"),
}
BY_FILE = {
    "vat_invoice/vat_invoice-vat_special_paper-scan-000001": Tolerance(
        0.92, "in a grey scan, a seal over the figures of the total; names cut by the column's border"
    ),
    "vat_invoice/vat_invoice-vat_general_paper-scan-000001": Tolerance(
        0.83, "the only item is printed on the words of the table's head, and a grey seal on the total"
    ),
    "vat_invoice/vat_invoice-digital_paper_general-scan-000001": Tolerance(
        0.93, "words of a stamp, as blue as the print, in the only item's row"
    ),
}


def report_of(sample: Sample) -> Report:
    return evaluate((sample,), Engine().read)


@pytest.mark.models
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_golden_is_read(sample: Sample) -> None:
    tolerance = BY_FILE.get(sample.id, BY_TYPE[sample.type])
    report = report_of(sample)
    (score,) = report.groups
    assert score.found.count == score.found.total == 1
    wrong = [(one.field, one.expected, one.read) for one in report.wrong if one.is_counted]
    assert score.fields.count >= tolerance.fields * score.fields.total, wrong
    assert report.errors == {}


def test_there_is_one_of_each_variant() -> None:
    variants = {(name, variant) for name, variants in VARIANTS.items() for variant in variants}
    named = [tuple(sample.id.split("/")[1].split("-")[:2]) for sample in SAMPLES]
    assert sorted(named) == sorted(variants)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_golden_is_small_and_whole(sample: Sample) -> None:
    assert sample.path.stat().st_size < LARGEST_BYTES[sample.path.suffix]
    assert sample.kind == "synthetic"
    assert sample.level in {"clean", "scan"}
    (document,) = sample.documents
    assert document.type == sample.type == sample.path.parent.name
    assert len(document.fields) >= 6


def test_tolerances_are_for_files_that_exist() -> None:
    assert set(BY_FILE) <= {sample.id for sample in SAMPLES}
    assert set(BY_TYPE) == {sample.type for sample in SAMPLES}
