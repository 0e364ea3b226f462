"""What repair must not do: change what was read rightly, or take what arithmetic demands for what is printed."""

import cv2
import pytest

from piaoju.engine import Engine, EngineOptions
from piaoju.lab.synth import Level, synthesise
from piaoju.reading.repair import RepairOptions

PAPER = (255, 255, 255)
INK = (30, 30, 30)
AS_READ = EngineOptions(repair=RepairOptions(decode=False, reconcile=False))


@pytest.mark.models
@pytest.mark.parametrize(
    ("type_id", "variant"),
    [("vat_invoice", "digital_general"), ("train_ticket", "rail_e_ticket"), ("motor_vehicle_invoice", "digital")],
)
def test_what_is_printed_well_is_left_alone(type_id: str, variant: str) -> None:
    content = cv2.imencode(".png", synthesise(type_id, variant, 3, Level.CLEAN).pixels)[1].tobytes()
    with_repair, without = Engine().read(content).documents, Engine(AS_READ).read(content).documents
    assert [document.fields for document in with_repair] == [document.fields for document in without]
    assert [document.items for document in with_repair] == [document.items for document in without]


@pytest.mark.models
def test_a_total_that_is_printed_wrong_is_read_as_printed() -> None:
    document = synthesise("vat_invoice", "digital_general", 1, Level.CLEAN)
    pixels = document.pixels.copy()
    quads = document.label["quads"]
    assert isinstance(quads, dict)
    quad = quads["total_including_tax"]
    left, right = int(min(x for x, _ in quad)) - 4, int(max(x for x, _ in quad)) + 4
    top, bottom = int(min(y for _, y in quad)) - 4, int(max(y for _, y in quad)) + 4
    cv2.rectangle(pixels, (left, top), (right + 40, bottom), PAPER, -1)
    cv2.putText(pixels, "86420.00", (left, bottom - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.8, INK, 2, cv2.LINE_AA)
    (reading,) = Engine().read(cv2.imencode(".png", pixels)[1].tobytes()).documents
    assert reading.fields["total_including_tax"].value == "86420.00"
    assert reading.fields["total_including_tax"].raw_text is None
    assert {finding.check: finding.status for finding in reading.findings}["total_matches_words"] == "fail"
