"""Repair: what was read is chosen anew where checks or grammar refuse it.

In go the fields as extracted, the rules of their type and a look at the page; out come the fields of which some have
another value. A value changes only to what the recogniser saw in the picture, and only if the checks then hold; the
first reading stays in `raw_text`.
"""

from piaoju.reading.repair.followers import followed
from piaoju.reading.repair.mending import RepairOptions, repaired

__all__ = ["RepairOptions", "followed", "repaired"]
