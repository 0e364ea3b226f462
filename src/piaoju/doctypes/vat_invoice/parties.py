"""Buyer and seller: four rows each on the classic form, two beside each other on the digital one."""

import re
from collections.abc import Mapping, Sequence
from statistics import median_low

from piaoju.doctypes.vat_invoice.schema import VALUE_TYPES
from piaoju.doctypes.vat_invoice.under_seals import Line, doubted, lifted
from piaoju.model.field import FieldReading
from piaoju.reading.confidence.forms import ENDINGS
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.regain import STAMP
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.shapes import Shape
from piaoju.reading.kie.sheet import Rect, Sheet

ROWS = ("name", "tax_id", "address_phone", "bank_account")
CLASSIC_BLOCKS: dict[str, tuple[Rect, tuple[float, ...]]] = {
    "buyer": ((27.0, 30.0, 118.8, 54.5), (33.4, 38.5, 43.8, 49.2)),
    "seller": ((27.0, 103.5, 118.8, 126.0), (107.2, 112.3, 117.3, 122.3)),
}
DIGITAL_BLOCKS: dict[str, tuple[Rect, tuple[float, ...]]] = {
    "buyer": ((10.0, 30.0, 104.5, 51.5), (35.4, 45.9)),
    "seller": ((110.5, 30.0, 205.8, 51.5), (35.4, 45.9)),
}
CLASSIC_STARTS = {"buyer": (36.5,), "seller": (36.5,)}
DIGITAL_STARTS = {"buyer": (19.5, 53.5), "seller": (120.0, 154.0)}
"""Where the labels of the rows end, millimetres; what is left of that is a label that was not recognised as one."""
FIRM = re.compile(rf"(?:{ENDINGS})(?:[(（].{{2,12}}[)）])?$|[A-Za-z]")
"""How names of firms, shops and authorities end; those with Latin letters may end in any way."""
LEAST_OF_FIRM = 6  # characters; a shorter name may be a person's
TAX_ID = re.compile(r"[0-9A-Z*]{15,20}")
TAX_ID_SHAPE = Shape(("[0-9A-Z]{18}", "[0-9A-Z]{15}|[0-9A-Z]{20}"), (TAX_ID.pattern,))
BEFORE_MM = 1.2  # from where a look begins to the value
BEHIND_LABEL_MM = 1.0
SHIFT_REACH_MM = 3.0
ROW_SHARE = 0.65  # of the distance of two rows: how far off its row a value may be printed
TALL = 1.6  # of the height of a value: what runs aslant is of a seal
LOW, OFF_LINE = 0.5, 0.35  # likewise: what is lower, and off the line, is a piece of one
STAMPED = re.compile(rf".{{0,4}}(?:{STAMP.pattern}).{{0,2}}")
"""What is nothing but a stamp's words."""
SAME_INK = 60  # levels of a colour


def read_parties(sheet: Sheet) -> dict[str, FieldReading]:
    """Read buyer and seller."""
    blocks = DIGITAL_BLOCKS if sheet.form.name == "digital" else CLASSIC_BLOCKS
    starts = DIGITAL_STARTS if sheet.form.name == "digital" else CLASSIC_STARTS
    runs = {party: [run for run in sheet.inside(rect) if not run.is_red] for party, (rect, _) in blocks.items()}
    shift = _print_shift([(runs[party], rows) for party, (_, rows) in blocks.items()])
    cells = {
        (party, index): _printed_alike(members)
        for party, (_, rows) in blocks.items()
        for index, members in _cells(runs[party], rows, starts[party], shift).items()
    }
    lines = {
        f"{party}_{ROWS[index]}": Line(
            members, _beginning(cells, starts, party, index), blocks[party][0][2], is_solid=index == 0
        )
        for (party, index), members in cells.items()
    }
    shapes = {name: TAX_ID_SHAPE for name in lines if name.endswith("tax_id")}
    found: dict[str, FieldReading] = {}
    for name, line in lifted(sheet, lines, shapes).items():
        reading = read_cell(line.runs, VALUE_TYPES[name], sheet.page)
        if reading is not None:
            found[name] = unlikely(name, doubted(reading, [line]))
    return found


def unlikely(name: str, reading: FieldReading) -> FieldReading:
    """Return a reading at a lower confidence if it lacks what such values have: part of it is lost, or of a seal."""
    text = str(reading.value)
    is_likely = {
        "name": len(text) < LEAST_OF_FIRM or FIRM.search(text) is not None,
        "account": re.search(r"\d{5}", text) is not None,
    }.get(name.rpartition("_")[2], True)
    return reading if is_likely else less_sure(reading)


def _cells(
    runs: Sequence[Run], rows: tuple[float, ...], starts: tuple[float, ...], shift: float
) -> dict[int, list[Run]]:
    """Return the values of a party by the row that they stand in."""
    cells: dict[int, list[Run]] = {}
    for run in runs:
        index, _ = _best_row(run, rows, shift)
        value = _without_label(run, starts[min(index, len(starts) - 1)])
        if value is not None and abs(run.y - shift - rows[index]) < ROW_SHARE * (rows[1] - rows[0]):
            cells.setdefault(index, []).append(value)
    return cells


def _beginning(
    cells: Mapping[tuple[str, int], Sequence[Run]], starts: Mapping[str, tuple[float, ...]], party: str, index: int
) -> float:
    """Return where the value of a row should begin: where most do, if all labels are as long; else behind its label."""
    own = starts[party]
    if len(own) > 1:
        return own[min(index, len(own) - 1)] + BEHIND_LABEL_MM
    return max(own[0], median_low(min(run.left for run in members) for members in cells.values()) - BEFORE_MM)


def _without_label(run: Run, start: float) -> Run | None:
    """Return what of a run is value, where its label was misread: behind its colon, or right of where labels end."""
    if run.left > start - 1.0:
        return run
    colon = next((i for i, glyph in enumerate(run.glyphs) if glyph.text in ":：" and glyph.x < start + 3.0), None)
    if colon is not None:
        return run.part(colon + 1)
    return run if run.right > start + 4.0 else None


def _printed_alike(members: Sequence[Run]) -> list[Run]:
    """Return what of a cell is printed like its longest piece: seals lie beside values and across them."""
    others = [run for run in members if not STAMPED.fullmatch(run.compact)] or members
    longest = max(others, key=lambda run: len(run.compact))
    return [
        run
        for run in others
        if run.height < TALL * longest.height
        and (run.height > LOW * longest.height or abs(run.y - longest.y) < OFF_LINE * longest.height)
        and all(abs(one - other) < SAME_INK for one, other in zip(run.ink, longest.ink, strict=True))
    ]


def _print_shift(blocks: Sequence[tuple[Sequence[Run], tuple[float, ...]]]) -> float:
    """Return how far down the print is shifted against the rows, the same for both parties, in millimetres."""
    steps = [step * 0.25 for step in range(-round(SHIFT_REACH_MM / 0.25), round(SHIFT_REACH_MM / 0.25) + 1)]

    def cost(shift: float) -> float:
        total = sum(_best_row(run, rows, shift)[1] for runs, rows in blocks for run in runs)
        return total + 0.2 * abs(shift)

    return min(sorted(steps, key=abs), key=cost)


def _best_row(run: Run, rows: tuple[float, ...], shift: float) -> tuple[int, float]:
    """Return the row that a run fits best, and at what cost: distance in millimetres and grammar."""
    is_tax_id = TAX_ID.fullmatch(run.compact) is not None
    costs = [
        abs(run.y - shift - y) + (3.5 if is_tax_id != (index == 1) else 0.0) * (1.0 if is_tax_id else 0.7)
        for index, y in enumerate(rows)
    ]
    index = min(range(len(rows)), key=costs.__getitem__)
    return index, costs[index]
