"""`doctypes.vat_invoice.totals`: names of those who signed, whose labels or selves a seal may lie on."""

from collections.abc import Sequence

import pytest

from piaoju.doctypes.vat_invoice.extract import extract
from piaoju.lab.synth import synthesise
from piaoju.model.geometry import Quad, quad_from_rect
from piaoju.model.page import Colour, TextLine
from tests.text_lines import BLACK, SEAL_RED, drawn_lines, line_in, located

DRAWN = drawn_lines(synthesise("vat_invoice", "vat_special_paper", 2))
NAME = str(extract(located(DRAWN)).fields["issuer"].value)
LABEL = next(made for made in DRAWN if made.text.startswith("开票人"))
PRINTED = next(made for made in DRAWN if made.text == NAME and abs(made.quad[0][1] - LABEL.quad[0][1]) < 40)
OTHERS = [made for made in DRAWN if made not in (LABEL, PRINTED)]


def issuer(*lines: TextLine, through: str | None = None, ink: Colour = BLACK) -> str | None:
    """Return the issuer read of the form with some lines at its foot, and of what a look through a seal reads."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        y = (LABEL.quad[0][1] + LABEL.quad[2][1]) / 2
        hits = [without_seals and quad[0][1] < y < quad[2][1] and quad[0][0] > LABEL.quad[0][0] for quad in quads]
        return [
            line_in(quad, through if hit and through else "", ink=ink) for quad, hit in zip(quads, hits, strict=True)
        ]

    found = extract(located([*OTHERS, *lines], look=look)).fields.get("issuer")
    return None if found is None else str(found.value)


def seal() -> TextLine:
    (x, y), _, (_, bottom), _ = PRINTED.quad
    return line_in(quad_from_rect(x, bottom, 60, bottom - y), "专用", ink=SEAL_RED)


def test_a_name_behind_a_misread_label_is_read_where_the_form_has_it() -> None:
    (left, top), _, _, _ = LABEL.quad
    _, _, (right, bottom), _ = PRINTED.quad
    whole = quad_from_rect(left, top, right - left, bottom - top)
    assert issuer(line_in(whole, f"井票人：{NAME}")) == NAME


def test_a_name_whose_label_is_hidden_is_read_where_the_form_has_it() -> None:
    assert issuer(PRINTED) == NAME


def test_what_stands_elsewhere_is_no_signer() -> None:
    (left, top), _, (right, bottom), _ = PRINTED.quad
    aside = quad_from_rect(left + 150, top, right - left, bottom - top)
    assert issuer(line_in(aside, NAME)) is None


def test_words_in_the_blue_of_a_seal_are_no_name() -> None:
    assert issuer(LABEL, seal(), through="明珠科技", ink=(170, 70, 60)) is None


@pytest.mark.parametrize(("seen", "read"), [(NAME, NAME), ("公司", None), ("发票专用章", None), ("A1", None)])
def test_a_name_that_a_seal_hides_is_read_through_it(seen: str, read: str | None) -> None:
    assert issuer(LABEL, seal(), through=seen) == read


def test_where_no_seal_lies_no_name_is_looked_for() -> None:
    assert issuer(LABEL, through=NAME) is None
