"""VAT invoices: which variants there are, and which form each is printed on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np

from piaoju.lab.synth.layouts import vat_digital, vat_electronic, vat_paper, vat_roll, vat_table
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.values import codes
from piaoju.lab.synth.values.lexicon import apart, chance
from piaoju.lab.synth.values.vat import VatInvoice, VatKind
from piaoju.lab.synth.values.vat_filling import vat_invoice
from piaoju.lab.synth.values.vat_sorts import Sort, sort_of

_Draw = Callable[[VatInvoice, np.random.Generator], PrintedForm]


@dataclass(frozen=True, slots=True)
class _Form:
    """Who draws a form, and what room its item area has: full-width characters in a name, printed lines."""

    draw: _Draw
    name_width: float = vat_table.NAME_WIDTH
    lines: int = vat_table.LINES


def _general_paper_code(rng: np.random.Generator, region: str, year: int) -> str:
    """General paper forms carry twelve digits since 2018, ten before."""
    return codes.folded_code(rng, region, year) if year >= 2018 else codes.paper_code(rng, region, year, special=False)


_DEVICE_DAYS = (date(2016, 8, 1), date(2024, 6, 30))
_DIGITAL_DAYS = (date(2022, 6, 1), date(2026, 6, 30))
_OLD_DAYS = (date(2012, 1, 1), date(2015, 12, 31))
_SPECIAL_TITLE = "{title}增值税专用发票"
_GENERAL_TITLE = "{title}增值税普通发票"
_ELECTRONIC_TITLE = "{title}增值税电子普通发票"
_special_paper_code = partial(codes.paper_code, special=True)

_KINDS: Mapping[str, VatKind] = {
    "digital_special": VatKind("电子发票（增值税专用发票）", *_DIGITAL_DAYS, "31", special=True, numbering="platform"),
    "digital_general": VatKind("电子发票（普通发票）", *_DIGITAL_DAYS, "32", numbering="platform"),
    "vat_general_electronic": VatKind(_ELECTRONIC_TITLE, *_DEVICE_DAYS, "10", code=codes.electronic_code),
    "vat_special_paper": VatKind(_SPECIAL_TITLE, *_DEVICE_DAYS, "01", special=True, code=_special_paper_code),
    "vat_general_paper": VatKind(_GENERAL_TITLE, *_DEVICE_DAYS, "04", code=_general_paper_code),
    "vat_special_electronic": VatKind(
        "{title}增值税电子专用发票",
        date(2020, 9, 1),
        date(2024, 6, 30),
        "08",
        special=True,
        code=codes.special_electronic_code,
    ),
    "vat_toll_electronic": VatKind(
        _ELECTRONIC_TITLE, date(2018, 1, 1), date(2024, 6, 30), "14", code=codes.toll_code, toll=True
    ),
    "vat_roll": VatKind(
        "{title}增值税普通发票(卷票)", date(2017, 1, 1), date(2024, 6, 30), "11", code=codes.roll_code, roll=True
    ),
    "digital_paper_special": VatKind(
        _SPECIAL_TITLE, *_DIGITAL_DAYS, "33", special=True, numbering="both", code=_special_paper_code
    ),
    "digital_paper_general": VatKind(_GENERAL_TITLE, *_DIGITAL_DAYS, "34", numbering="both", code=_general_paper_code),
}
_DIGITAL = _Form(vat_digital.draw, vat_digital.NAME_WIDTH, vat_digital.LINES)
_ELECTRONIC = _Form(vat_electronic.draw)
_FORMS: Mapping[str, _Form] = {
    "digital_special": _DIGITAL,
    "digital_general": _DIGITAL,
    "digital_paper_special": _Form(partial(vat_paper.draw, special=True)),
    "digital_paper_general": _Form(partial(vat_paper.draw, special=False)),
    "vat_general_electronic": _ELECTRONIC,
    "vat_special_electronic": _ELECTRONIC,
    "vat_toll_electronic": _ELECTRONIC,
    "vat_roll": _Form(vat_roll.draw, vat_roll.NAME_WIDTH, vat_roll.LINES),
    "vat_special_paper": _Form(partial(vat_paper.draw, special=True)),
    "vat_general_paper": _Form(partial(vat_paper.draw, special=False)),
}
_OLD = {"vat_special_paper", "vat_general_paper"}
VARIANTS = tuple(_KINDS)


def draw(variant: str, rng: np.random.Generator, sort: Sort | None = None) -> PrintedForm:
    """Fill and lay out one VAT invoice of a variant.

    Args:
        variant: one of VARIANTS.
        rng: source of randomness.
        sort: what makes it differ from a plain sale; None for what chance brings.
    """
    kind, form = _KINDS[variant], _FORMS[variant]
    if sort is None:
        # Apart, so that a plain invoice does not change when a sort is added.
        own = apart(rng)
        sort = sort_of(own, kind)
        if sort is Sort.PLAIN and variant in _OLD and chance(own, 0.1):
            sort = Sort.OLD
    if sort is Sort.OLD:
        first, last = _OLD_DAYS
        kind = replace(kind, first=first, last=last, qr_kind="", aged=True)
    return form.draw(vat_invoice(rng, kind, form.name_width, form.lines, sort), rng)
