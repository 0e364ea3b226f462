"""VAT invoices: which variants there are, and which form each is printed on."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import numpy as np

from piaoju.lab.synth.layouts import vat_digital, vat_electronic, vat_paper, vat_table
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.values import codes
from piaoju.lab.synth.values.vat import VatInvoice, VatKind, vat_invoice

_Draw = Callable[[VatInvoice, np.random.Generator], PrintedForm]


def _general_paper_code(rng: np.random.Generator, region: str, year: int) -> str:
    """General paper forms carry twelve digits since 2018, ten before."""
    return codes.folded_code(rng, region, year) if year >= 2018 else codes.paper_code(rng, region, year, special=False)


_KINDS: Mapping[str, VatKind] = {
    "digital_special": VatKind(
        "电子发票（增值税专用发票）", date(2022, 6, 1), date(2026, 6, 30), "31", special=True, digital=True
    ),
    "digital_general": VatKind("电子发票（普通发票）", date(2022, 6, 1), date(2026, 6, 30), "32", digital=True),
    "vat_general_electronic": VatKind(
        "{title}增值税电子普通发票", date(2016, 8, 1), date(2024, 6, 30), "10", code=codes.electronic_code
    ),
    "vat_special_paper": VatKind(
        "{title}增值税专用发票",
        date(2016, 8, 1),
        date(2024, 6, 30),
        "01",
        special=True,
        code=partial(codes.paper_code, special=True),
    ),
    "vat_general_paper": VatKind(
        "{title}增值税普通发票", date(2016, 8, 1), date(2024, 6, 30), "04", code=_general_paper_code
    ),
}
_FORMS: Mapping[str, tuple[_Draw, float, int]] = {
    "digital_special": (vat_digital.draw, vat_digital.NAME_WIDTH, vat_digital.LINES),
    "digital_general": (vat_digital.draw, vat_digital.NAME_WIDTH, vat_digital.LINES),
    "vat_general_electronic": (vat_electronic.draw, vat_table.NAME_WIDTH, vat_table.LINES),
    "vat_special_paper": (partial(vat_paper.draw, special=True), vat_table.NAME_WIDTH, vat_table.LINES),
    "vat_general_paper": (partial(vat_paper.draw, special=False), vat_table.NAME_WIDTH, vat_table.LINES),
}
VARIANTS = tuple(_KINDS)


def draw(variant: str, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one VAT invoice of a variant."""
    form, name_width, lines = _FORMS[variant]
    return form(vat_invoice(rng, _KINDS[variant], name_width, lines), rng)
