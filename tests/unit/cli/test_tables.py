"""Tables on terminals of any width."""

from io import StringIO

import pytest
from rich.console import Console

from piaoju.cli.tables import print_reading
from piaoju.model.document import DocumentReading, Reading
from piaoju.model.field import FieldReading

CELLS = {
    "name": "*电子元件*一种名字很长的贴片陶瓷电容器",
    "specification": "CC0805KRX7R9BB104",
    "unit": "个",
    "quantity": "1500",
    "unit_price": "0.2477876106195",
    "amount": "371.68",
    "tax_rate": "13%",
    "tax": "48.32",
}
ROW = {name: FieldReading(value, value, 0.5, 1, None) for name, value in CELLS.items()}
DOCUMENT = DocumentReading(
    "vat_invoice", "digital_general", (1,), None, 0.0, 0.98, "image", {"title": ROW["name"]}, (ROW,), ()
)
READING = Reading("ok", documents=(DOCUMENT,), timing_ms={"total": 1500.0})


@pytest.mark.parametrize("width", [80, 120])
def test_figures_are_never_broken(width: int) -> None:
    shown = StringIO()
    print_reading("x" * width, READING, Console(file=shown, width=width))
    lines = shown.getvalue().splitlines()
    assert any(all(value in line for value in ("1500", "371.68", "13%", "48.32", "0.500")) for line in lines)
    assert sum("confidence" in line for line in lines) == 3
    assert lines[0].endswith("1.50 s"), "the heading is one line, for searching"
