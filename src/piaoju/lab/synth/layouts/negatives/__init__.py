"""Pictures that hold no document of any type, to see that nothing is read from them.

Some carry the very words of invoices (发票, 税率, 金额), seals and codes; what they lack is the form.
"""

from collections.abc import Callable, Mapping

import numpy as np

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.negatives import business, cards, foreign, scenes, vouchers

_DRAW: Mapping[str, Callable[[np.random.Generator], Sheet]] = {
    "bank_card": cards.bank_card,
    "bank_receipt": vouchers.bank_receipt,
    "bank_voucher": vouchers.bank_voucher,
    "business_card": cards.business_card,
    "contract": business.contract,
    "delivery_note": business.delivery_note,
    "english_invoice": foreign.english_invoice,
    "german_invoice": foreign.german_invoice,
    "identity_card": cards.identity_card,
    "japanese_invoice": foreign.japanese_invoice,
    "labour_list": business.labour_list,
    "landscape": scenes.landscape,
    "menu": vouchers.menu,
    "payslip": business.payslip,
    "price_list": vouchers.price_list,
    "still_life": scenes.still_life,
}
DESIGNS = tuple(_DRAW)
_TEXT_MM = 3.2
"""Em of the common text of all designs."""


def draw(design: str, rng: np.random.Generator) -> PrintedForm:
    """Lay out one picture of a design; it has no fields."""
    return PrintedForm(_DRAW[design](rng), {}, _TEXT_MM)
