"""Cells to fields: each cell's print by the shape of its field; the buyer's numbers by what they are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from piaoju.doctypes.motor_vehicle_invoice.amounts import AMOUNTS, completed
from piaoju.doctypes.motor_vehicle_invoice.buyer import read_buyer
from piaoju.doctypes.motor_vehicle_invoice.office import whole_code
from piaoju.doctypes.motor_vehicle_invoice.schema import SCHEMA, VALUE_TYPES
from piaoju.doctypes.motor_vehicle_invoice.shapes import SHAPES
from piaoju.doctypes.motor_vehicle_invoice.sums import TOTAL, WORDS, following
from piaoju.model.field import FieldReading, ValueType
from piaoju.reading.kie.cells import Filling
from piaoju.reading.kie.readings import confidence_of, less_sure, read_cell
from piaoju.reading.kie.regain import LINE_MM, choose, overlooked, read_anew, without_label_end
from piaoju.reading.kie.runs import Run, restricted
from piaoju.reading.kie.scraps import (
    NAME_END,
    VEHICLE_END,
    with_model_letters,
    without_codes,
    without_scraps,
    without_stamp_words,
)
from piaoju.reading.kie.shapes import doubted, shaped, without_part
from piaoju.reading.kie.sheet import Sheet
from piaoju.reading.kie.stars import starred
from piaoju.reading.kie.starts import beginning_late
from piaoju.reading.kie.through_seals import through_seals
from piaoju.reading.kie.twins import from_amounts, from_twins, is_rest, without_sign
from piaoju.reading.kie.unified_invoice import without_stamp
from piaoju.reading.kie.wrapped import with_second_lines, without_lines_beside

NEVER_EMPTY = (
    "invoice_code",
    "invoice_number",
    "issue_date",
    "printed_code",
    "printed_number",
    "machine_number",
    "engine_number",
    "vin",
    "seller_tax_id",
    "seating_capacity",
)
"""Cells that are looked at again if nothing was found; a lone digit is what the detection overlooks most."""
NAMES = ("buyer_name", "seller_name")
READ_ALONE = tuple(spec.name for spec in SCHEMA if spec.name not in (*AMOUNTS, "tax_authority", "seating_capacity"))
"""Cells of one line that nothing else on the form confirms."""
TEXTS = tuple(spec.name for spec in SCHEMA if spec.value_type is ValueType.TEXT and spec.name != "seating_capacity")
WRAPPED = ("vehicle_type", "brand_model", "seller_name", "seller_address", "seller_bank")
"""Cells of one value that may have two lines."""
ALIGNED = (
    "vehicle_type",
    "certificate_number",
    "engine_number",
    "seller_name",
    "seller_tax_id",
    "seller_address",
)
"""Cells of one column whose values all begin where the cells do."""
PREPRINTED_REMARK = "一车一票"
ALIKE = 2
"""Characters of it in their place that tell it."""
LEGIBLE = 0.5
"""Confidence of the preprinted remark in a second look, which reads nothing like it where it is not printed."""
TWINS = {"invoice_code": "printed_code", "invoice_number": "printed_number"}
"""What the stock carries, and what of it the printer repeats."""


def read_fields(filling: Filling, page: int, sheet: Sheet | None) -> dict[str, FieldReading]:
    """Read what stands in the cells.

    Args:
        filling: of the cells.
        page: 1-based.
        sheet: for second looks; None if no form was registered.
    """
    filling = replace(filling, values={**filling.values, "tax": _tax(filling.values.get("tax", ()))})
    chosen = choose(filling, SHAPES, sheet, fillers=("tax",))
    chosen["seating_capacity"] = _seats(filling.values.get("seating_capacity", ()))
    if sheet is not None:
        chosen |= through_seals(sheet, filling, SHAPES, chosen, ("buyer", "seller_name"))
        chosen |= overlooked(filling, SHAPES, sheet, NEVER_EMPTY, chosen)
        chosen |= read_anew(filling, SHAPES, sheet, READ_ALONE, chosen)
        chosen |= with_second_lines(filling, sheet, WRAPPED, chosen)
        chosen |= completed(sheet, filling, chosen)
        chosen["remark"] = preprinted(_remark(sheet, filling, chosen.get("remark", ())))
    chosen |= without_lines_beside(filling, ("buyer", *WRAPPED), chosen)
    late = beginning_late(filling, chosen, ALIGNED)
    stamping = [*chosen.get("seller_name", ()), *chosen.get("seller_tax_id", ())]
    chosen["remark"] = without_stamp(chosen.get("remark", ()), stamping)
    chosen |= _office(chosen.get("tax_authority", ()))
    chosen |= read_buyer(chosen.pop("buyer", ()), chosen.pop("buyer_tax_id", ()))
    chosen |= {name: without_stamp_words(chosen.get(name, ())) for name in TEXTS}
    chosen["brand_model"] = with_model_letters(chosen["brand_model"])
    chosen |= {name: without_scraps(chosen.get(name, ()), NAME_END) for name in NAMES}
    chosen["vehicle_type"] = without_scraps(without_codes(chosen.get("vehicle_type", ())), VEHICLE_END)
    readings = {name: read_cell(runs, VALUE_TYPES[name], page) for name, runs in chosen.items()}
    fields = {name: doubted(reading, SHAPES.get(name)) for name, reading in readings.items() if reading is not None}
    fields |= {name: less_sure(fields[name]) for name in late if name in fields}
    if "remark" in fields and _is_part_of_preprinted(str(fields["remark"].value)):
        fields["remark"] = less_sure(fields["remark"])
    fields |= from_twins(fields, TWINS, SHAPES)
    fields |= without_sign(fields, WORDS, TOTAL)
    fields |= following(fields)
    fields |= whole_code(fields)
    return fields | from_amounts(fields, WORDS, TOTAL)


def _remark(sheet: Sheet, filling: Filling, runs: Sequence[Run]) -> Sequence[Run]:
    """Return the remark; where nothing or a part was read of the one that the form has preprinted, read anew."""
    cell = filling.cells.get("remark")
    if cell is None or not _is_part_of_preprinted("".join(run.compact for run in runs)):
        return runs
    rect = (cell.middle, cell.y - LINE_MM / 2, cell.right, cell.y + LINE_MM / 2)
    for without_seals in (False, True):
        seen = sheet.look_again(rect, without_seals=without_seals)
        again = without_label_end(sheet, cell, seen, runs) if seen is not None else None
        if again is not None and again.compact == PREPRINTED_REMARK and confidence_of(again.glyphs) >= LEGIBLE:
            return [replace(again, first_text=" ".join(run.text for run in runs))]
    return runs


def preprinted(runs: Sequence[Run]) -> Sequence[Run]:
    """Return the preprinted remark if half of it was read, and the rest was considered where it should be."""
    text = "".join(run.compact for run in runs)
    if (
        text == PREPRINTED_REMARK
        or len(text) != len(PREPRINTED_REMARK)
        or sum(map(str.__eq__, text, PREPRINTED_REMARK)) < ALIKE
    ):
        return runs
    whole = [replace(restricted(run, PREPRINTED_REMARK), first_text=run.text) for run in runs]
    return whole if "".join(run.compact for run in whole) == PREPRINTED_REMARK else runs


def _is_part_of_preprinted(text: str) -> bool:
    """Tell whether a remark is what is left of the preprinted one, perhaps nothing."""
    return text != PREPRINTED_REMARK and is_rest(text, PREPRINTED_REMARK)


def _tax(runs: Sequence[Run]) -> list[Run]:
    """Return what stands in the cell of the tax, stars as asterisks, whatever was read for them."""
    return [starred(run) for run in runs]


def _seats(runs: Sequence[Run]) -> Sequence[Run]:
    """Return the number of seats, or those of the front and the back, which are printed below each other."""
    return [value for run in runs if (value := shaped([run], SHAPES["seating_capacity"])) is not None]


def _office(runs: Sequence[Run]) -> dict[str, Sequence[Run]]:
    """Tell the tax office's code from its name, wherever in the cell they stand, and from a colon between them."""
    code = shaped(runs, SHAPES["tax_authority_code"])
    parts = [_words_of(run) for run in without_part(runs, code)]
    return {
        "tax_authority": [part for part in parts if part is not None],
        "tax_authority_code": [code] if code is not None else [],
    }


def _words_of(run: Run) -> Run | None:
    """Return a run from its first Chinese character to its last; None if it has none, and is what is left of a code."""
    words = re.search(r"[\u4e00-\u9fa5](?:.*[\u4e00-\u9fa5])?[）)]?", run.text)
    return run.part(*words.span()) if words is not None else None
