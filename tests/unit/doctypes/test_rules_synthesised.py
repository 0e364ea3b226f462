"""No rule fails on what is right: the truth about synthesised documents of all types and variants."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

import numpy as np
import pytest

from piaoju.engine.types import load_types
from piaoju.lab.synth import VARIANTS
from piaoju.lab.synth.draw import QrCode
from piaoju.lab.synth.layouts import layouts
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.model.document import Finding
from piaoju.numbers import qr_payload
from piaoju.reading.checks.rule import Evidence, run
from tests.unit.reading.checks.evidence import fields

SEEDS = range(12)
TODAY = date(2027, 1, 1)  # after the latest documents that are made
TYPES = {kind.id: kind for kind in load_types()}
FORMS = [(type_id, variant) for type_id in TYPES for variant in VARIANTS[type_id]]


def findings(type_id: str, variant: str, seed: int) -> tuple[Finding, ...]:
    """Return what the rules of a type find in the truth about a document."""
    form = layouts()[type_id].draw(variant, np.random.default_rng([seed, 31]))
    texts = {name: value for name, value in form.fields.items() if isinstance(value, str)}
    rows = cast(Sequence[Mapping[str, str]], form.fields.get("items", ()))
    payloads = [one.payload for one in form.sheet.operations if isinstance(one, QrCode)]
    signed = [qr_payload.split(payload) for payload in payloads if qr_payload.is_valid(payload)]
    seen = Evidence(
        fields(texts), TODAY, tuple(map(fields, rows)), variant, _printed(form), signed[0] if signed else None
    )
    return run(TYPES[type_id].rules, seen)


def _printed(form: PrintedForm) -> str:
    lines = (line for sheet in (form.sheet, *form.following) for line, _ in sheet.lines)
    return "\n".join("".join(line.split()) for line in lines)


@pytest.mark.parametrize(("type_id", "variant"), FORMS)
def test_no_rule_fails_on_the_truth(type_id: str, variant: str) -> None:
    found = [finding for seed in SEEDS for finding in findings(type_id, variant, seed)]
    assert [finding for finding in found if finding.status == "fail"] == []
    assert sum(finding.status == "pass" for finding in found) >= 3 * len(SEEDS)
