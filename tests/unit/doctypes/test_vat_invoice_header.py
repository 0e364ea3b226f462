"""What stands above the table of VAT invoices on paper, where code and number are printed twice."""

from dataclasses import replace

import pytest

from piaoju.doctypes.vat_invoice.extract import extract
from piaoju.lab.synth import synthesise
from piaoju.model.field import FieldReading
from piaoju.model.page import TextLine
from tests.text_lines import drawn_lines, line, line_in, located

SPECIAL = synthesise("vat_invoice", "vat_special_paper", 2)
WHOLE = extract(located(drawn_lines(SPECIAL))).fields
NUMBER, CODE = WHOLE["invoice_number"].text, WHOLE["invoice_code"].text
ANOTHER = f"{NUMBER[:4]}{9 - int(NUMBER[4])}{NUMBER[5:]}"


def header(lines: list[TextLine]) -> dict[str, FieldReading]:
    return dict(extract(located(lines)).fields)


def printed(text: str) -> list[TextLine]:
    """Return the lines that hold a text, the highest first."""
    found = [made for made in drawn_lines(SPECIAL) if text in made.text]
    return sorted(found, key=lambda made: made.quad[0][1] - made.quad[3][1])


@pytest.mark.parametrize(("confidence", "expected"), [(0.9, NUMBER), (1.0, ANOTHER)])
def test_of_two_prints_of_a_number_the_surer_counts(confidence: float, expected: str) -> None:
    largest = printed(NUMBER)[0]
    misread = line_in(largest.quad, largest.text.replace(NUMBER, ANOTHER), confidence=confidence)
    rest = [made for made in drawn_lines(SPECIAL) if made != largest]
    found = header([*rest, misread])["invoice_number"]
    assert found.value == expected
    assert (found.confidence or 1.0) < 0.5


def test_another_number_is_no_second_print() -> None:
    largest, *others = printed(NUMBER)
    unlike = "".join(str(9 - int(digit)) for digit in NUMBER)
    lines = [replace(made) for made in drawn_lines(SPECIAL) if made not in (largest, *others)]
    faint = line_in(largest.quad, largest.text, confidence=0.9)
    lines += [faint, *(line_in(made.quad, made.text.replace(NUMBER, unlike)) for made in others)]
    assert header(lines)["invoice_number"].value == NUMBER


def test_digits_that_are_no_code_are_not_taken_for_it() -> None:
    largest, *others = printed(CODE)
    x, y = largest.quad[0]
    lines = [made for made in drawn_lines(SPECIAL) if made != largest]
    lines.append(line("7429119840", x, y, 2 * (largest.quad[3][1] - y)))
    assert others
    assert header(lines)["invoice_code"].value == CODE
