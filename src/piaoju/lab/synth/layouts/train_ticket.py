"""Train tickets: the blue magnetic card, the red paper ticket of the same print, and the e-ticket page."""

import numpy as np

from piaoju.lab.synth.layouts import rail_card, rail_page
from piaoju.lab.synth.layouts.form import PrintedForm

VARIANTS = ("magnetic", "paper", "rail_e_ticket")


def draw(variant: str, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one train ticket of a variant."""
    if variant == "rail_e_ticket":
        return rail_page.draw(rng)
    return rail_card.draw(rng, magnetic=variant == "magnetic")
