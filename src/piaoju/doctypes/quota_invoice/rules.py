"""The checks of a fixed-amount invoice."""

from piaoju.doctypes.quota_invoice.grammar import DENOMINATIONS
from piaoju.reading.checks import amounts, codes
from piaoju.reading.checks.rule import Evidence, Rule


def number_length(evidence: Evidence) -> int:
    """Return how many digits a number has; the form has no variants."""
    return 8


RULES: tuple[Rule, ...] = (
    codes.structure("invoice_code", {}, fits=r"[012]\d{11}"),
    codes.title_region("title", "invoice_code"),
    codes.number_structure("invoice_number", number_length),
    amounts.words_and_figures("amount_in_words", "amount_in_figures"),
    amounts.denomination("amount_in_figures", DENOMINATIONS),
)
