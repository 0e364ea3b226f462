"""`reading.kie.blocks`: ciphers, and notices in their place."""

import numpy as np

from piaoju.model.page import TextLine
from piaoju.reading.kie.blocks import read_block
from piaoju.reading.kie.sheet import lay_on
from tests.text_lines import line, located, moved_line
from tests.unit.reading.kie.small_form import FORM, TEXT_MM, printed_labels

TO_PAGE = np.diag([6.0, 6.0, 1.0])
BLOCK = (80.0, 60.0, 190.0, 90.0)


def block(*lines: TextLine) -> str | tuple[str, ...] | None:
    sheet = lay_on(located([*printed_labels(TO_PAGE), *(moved_line(made, TO_PAGE) for made in lines)]), [FORM])
    assert sheet is not None
    reading = read_block(sheet, BLOCK)
    return reading.value if reading is not None else None


def test_a_cipher_is_read_within_its_alphabet() -> None:
    first = line("12<34>56*78", 100.0, 65.0, TEXT_MM)
    second = line("9O+-/12345", 100.0, 70.0, TEXT_MM, also={1: [("0", 0.3)]})
    label = [line(char, 90.0, y, TEXT_MM) for char, y in (("税", 65.0), ("控", 70.0), ("码", 75.0))]
    assert block(second, first) == ("12<34>56*78", "90+-/12345")
    assert block(*label) is None


def test_a_notice_is_read_as_it_is() -> None:
    number, address = (
        line("数电票号码：12345678", 100.0, 65.0, TEXT_MM),
        line("https://example.cn/", 100.0, 70.0, TEXT_MM),
    )
    assert block(number, address) == ("数电票号码：12345678", "https://example.cn/")
    assert block() is None
