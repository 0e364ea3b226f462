"""Document synthesiser: invented invoices and tickets with their truth, for tests, benchmarks and demos.

Values (`values/`) are laid out on a sheet in millimetres (`layouts/`, `draw`), worn (`ink`, `obscure`), drawn as
pixels (`raster`) and degraded as scanners and phones do (`degrade`), by the numbers of `levels`. Everything follows
from a seed. It shares no code with the reader: an evaluation on documents made by the reader's own rules would mark
its own homework.
"""

from piaoju.lab.synth.compose import KINDS, VARIANTS, synthesise
from piaoju.lab.synth.contact import contact_sheet
from piaoju.lab.synth.document import SyntheticDocument, write
from piaoju.lab.synth.levels import Level

__all__ = ["KINDS", "VARIANTS", "Level", "SyntheticDocument", "contact_sheet", "synthesise", "write"]
