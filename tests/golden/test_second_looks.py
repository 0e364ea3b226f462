"""What second looks must not do: take a stamp for a total that is not printed."""

import cv2
import pytest

from piaoju.engine import Engine
from piaoju.lab.synth import Level, synthesise

PAPER = (255, 255, 255)
STAMP_RED = (40, 30, 220)


@pytest.mark.models
@pytest.mark.parametrize("field", ["total_tax", "total_excluding_tax", "total_including_tax"])
def test_a_dated_stamp_is_no_total(field: str) -> None:
    document = synthesise("vat_invoice", "digital_general", 1, Level.CLEAN)
    pixels = document.pixels.copy()
    quads = document.label["quads"]
    assert isinstance(quads, dict)
    quad = quads[field]
    left, right = int(min(x for x, _ in quad)) - 6, int(max(x for x, _ in quad)) + 6
    top, bottom = int(min(y for _, y in quad)) - 6, int(max(y for _, y in quad)) + 6
    cv2.rectangle(pixels, (left, top), (right, bottom), PAPER, -1)
    cv2.putText(pixels, "2024.06.12", (left, bottom - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.9, STAMP_RED, 2)
    reading = Engine().read(cv2.imencode(".png", pixels)[1].tobytes())
    assert [made.type for made in reading.documents] == ["vat_invoice"]
    found = reading.documents[0].fields.get(field)
    assert found is None or str(found.value) not in {"2024.06", "024.06", "2024.06.12"}
