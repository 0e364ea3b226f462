"""Fixed-amount invoices: preprinted forms of one of several provinces' and cities' designs."""

import numpy as np

from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.quota_designs import QuotaDesign, quota_designs, without_stub
from piaoju.lab.synth.layouts.quota_form import draw_form
from piaoju.lab.synth.values.lexicon import chance, pick
from piaoju.lab.synth.values.quota import quota

VARIANTS = ("paper",)
_TORN_SHARE = 0.6
"""Of the forms with a stub: it stays with the payee."""
_AMOUNTS = ("amount_in_words", "amount_in_figures")


def draw(variant: str, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one fixed-amount invoice; of the designs of the generator's half, if it has one.

    Raises:
        ValueError: no such variant.
    """
    if variant not in VARIANTS:
        raise ValueError(f"no layout for quota_invoice {variant}")
    return draw_design(pick(rng, tuple(quota_designs().values())), rng)


def draw_design(design: QuotaDesign, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one fixed-amount invoice of a design.

    Both amounts are labelled even where only one is printed: the other follows from it, and stands at its place.
    """
    invoice = quota(rng, design.titles, decimals=design.decimals)
    is_torn_off = bool(design.perforation) and chance(rng, _TORN_SHARE)
    sheet = draw_form(without_stub(design) if is_torn_off else design, invoice, rng)
    for name, other in zip(_AMOUNTS, reversed(_AMOUNTS), strict=True):
        sheet.marks.setdefault(name, sheet.marks.get(other, []))
    sheet.marks["location"] = sheet.marks["title"]
    fields = {
        "title": invoice.title.text,
        "invoice_code": invoice.code,
        "invoice_number": invoice.number,
        "amount_in_words": invoice.words,
        "amount_in_figures": invoice.figures,
        "location": invoice.title.location,
    }
    code = next(line for line in design.prints if line.name == "invoice_code")
    return PrintedForm(sheet, fields, code.size_mm)
