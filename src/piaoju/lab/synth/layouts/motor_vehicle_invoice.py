"""The invoice for new motor vehicles: which variants there are, and how each is made."""

from collections.abc import Callable, Mapping

import numpy as np

from piaoju.lab.synth.layouts import vehicle_digital, vehicle_paper
from piaoju.lab.synth.layouts.form import PrintedForm
from piaoju.lab.synth.layouts.vehicle_designs import Design, designs
from piaoju.lab.synth.values.lexicon import pick
from piaoju.lab.synth.values.vehicle_motor import motor_sale
from piaoju.lab.synth.values.vehicle_sale import Sale

_FORMS: Mapping[str, Callable[[Design, Sale, np.random.Generator], PrintedForm]] = {
    "paper": vehicle_paper.draw,
    "digital_paper": vehicle_paper.draw,
    "digital": vehicle_digital.draw,
}
VARIANTS = tuple(_FORMS)


def draw(variant: str, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one invoice of a variant, in any of its designs."""
    return draw_design(pick(rng, designs("motor_vehicle_invoice", variant)), rng)


def draw_design(design: Design, rng: np.random.Generator) -> PrintedForm:
    """Fill and lay out one invoice of a design."""
    return _FORMS[design.kind.carrier](design, motor_sale(rng, design.kind), rng)
