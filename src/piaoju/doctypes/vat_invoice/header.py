"""What stands above the table: title, codes, number, date, and the cipher area beside the buyer."""

import re
from math import inf

from piaoju.doctypes.vat_invoice.schema import VALUE_TYPES
from piaoju.doctypes.vat_invoice.variant import TITLE_PLACE, is_digital_paper
from piaoju.model.field import FieldReading
from piaoju.numbers import invoice_code
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.readings import confidence_of, less_sure, read_cell, read_lines
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.runs import Run, in_lines, joined
from piaoju.reading.kie.sheet import Sheet

TITLE = re.compile(
    r"[\u4e00-\u9fa5]{0,4}增值税(电子)?(专用|普通)发票([（(].{2,3}[）)])?|电子发票[（(](增值税专用发票|普通发票)[）)]"
)
DATE = r"20\d\d年\d{1,2}月?\d{1,2}日?|20\d\d年?\d{1,2}月\d{1,2}日?|20\d\d[-/.]\d\d?[-/.]\d\d?"
CODE = r"\d{12}|\d{10}"
CERTAIN = 0.8  # of a value read through a seal
CERTAIN_TITLE = 0.7  # through the seal, whole words vanish without a trace
ABOVE_TABLE_MM = 30.5
HALF_LINE = 0.62  # text heights
MOST_MISREAD = 2  # characters in which two readings of one print differ
VALUE_MM = 42.0  # of codes, numbers and dates, at most
CIPHER_AREA = (125.2, 27.0, 209.0, 55.0)
CIPHER_ALPHABET = "0123456789+-*/<>"


def read_header(sheet: Sheet) -> dict[str, FieldReading]:
    """Read what stands above the table of any form."""
    above = [run for run in sheet.values if run.y < ABOVE_TABLE_MM]
    digital = sheet.form.name == "digital"
    found = {
        "title": _title(sheet),
        "issue_date": _labelled(sheet, "date", DATE, above, "issue_date"),
        "invoice_number": _number(sheet, above, r"\d{20}" if digital else r"\d{8}"),
    }
    if not digital:
        found["check_code"] = _check_code(sheet)
        found["machine_number"] = _labelled(sheet, "machine", r"\d{12}", [], "machine_number")
        found["invoice_code"] = _code(sheet, above, found["machine_number"])
        found["cipher_area"] = None if is_digital_paper(sheet) else _cipher_area(sheet)
    return {name: reading for name, reading in found.items() if reading is not None}


def _title(sheet: Sheet) -> FieldReading | None:
    """Read the title if it can be read whole: the supervision seal across it often breaks it into pieces."""
    band = [run for run in sheet.values if 45 < run.x < 165 and run.y < 24 and run.height > 3.5]
    whole = [joined(line) for line in in_lines(band)] + band
    title = next((run for run in whole if TITLE.fullmatch(run.compact)), None)
    if title is None:
        again = sheet.look_again(TITLE_PLACE, without_seals=True)
        solid = again.solid() if again is not None else None
        match = TITLE.search(solid.text) if solid is not None else None
        title = solid.part(*match.span()) if solid is not None and match is not None else None
        if title is not None and confidence_of(title.glyphs) < CERTAIN_TITLE:
            title = None
    return read_cell([title], VALUE_TYPES["title"], sheet.page) if title is not None else None


def _labelled(sheet: Sheet, label: str, pattern: str, others: list[Run], field: str) -> FieldReading | None:
    """Read a value behind its label, else the only one of its grammar among the others."""
    anchor = sheet.label(label)
    if anchor is not None:
        for run in _behind(sheet, anchor):
            part = _matching(run, pattern)
            if part is not None:
                return read_cell([part], VALUE_TYPES[field], sheet.page)
    through = _through_stamp(sheet, anchor, pattern) if anchor is not None else None
    parts = [part for part in (_matching(run, pattern) for run in others) if part is not None]
    if through is not None and (not parts or confidence_of(through.glyphs) >= CERTAIN):
        return read_cell([through], VALUE_TYPES[field], sheet.page)
    return _of_prints(parts, field, sheet.page) if parts else None


def _through_stamp(sheet: Sheet, label: Label, pattern: str) -> Run | None:
    """Read a value behind its label anew if a seal lies on it."""
    half = HALF_LINE * label.height
    rect = (label.right, label.y - half, min(label.right + VALUE_MM, sheet.form.width_mm), label.y + half)
    again = sheet.look_again(rect, without_seals=True) if is_near(rect, red_boxes(sheet)) else None
    return _matching(again, pattern) if again is not None and not again.is_red else None


def _number(sheet: Sheet, above: list[Run], pattern: str) -> FieldReading | None:
    """Read the number: behind its label, else the surest print of its grammar (paper prints it twice)."""
    others = [run for run in above if run.x > 100 and not any(_follows(run, part) for part in above)]
    return _labelled(sheet, "number", pattern, others, "invoice_number")


def _follows(run: Run, label: Run) -> bool:
    """Tell whether a run stands behind a label of the code that was not read whole."""
    is_label = label.compact.startswith("发票代")
    return is_label and run.left > label.left and abs(run.y - label.y) < HALF_LINE * label.height


def _code(sheet: Sheet, above: list[Run], machine: FieldReading | None) -> FieldReading | None:
    taken = machine.value if machine is not None else None
    free = [run for run in above if run.compact != taken]
    parts = [(run, _matching(run, CODE)) for run in free]
    valid = [run for run, part in parts if part is not None and invoice_code.is_valid(part.compact)]
    return _labelled(sheet, "code", CODE, valid or free, "invoice_code")


def _check_code(sheet: Sheet) -> FieldReading | None:
    """Read the 20 digits behind the label, which may be printed in groups of five and stand in the remark cell."""
    anchor = sheet.label("check")
    if anchor is None:
        return None
    line = [run for run in _behind(sheet, anchor, reach_mm=60) if re.fullmatch(r"[\d ]+", run.text)]
    digits = 0
    parts = []
    for run in line:
        digits += len(run.compact)
        parts.append(run)
        if digits >= 20:
            break
    return read_cell(parts, VALUE_TYPES["check_code"], sheet.page) if digits >= 15 else None


def _cipher_area(sheet: Sheet) -> FieldReading | None:
    """Read the cipher, at a lower confidence if its lines are not as long as each other, as they are printed."""
    lines = []
    for line in in_lines(sheet.inside(CIPHER_AREA)):
        text = "".join(run.text for run in line)
        marks = sum(char in CIPHER_ALPHABET for char in text)
        if marks >= 12 and marks >= 0.7 * len(text):
            lines.append(joined(line))
    reading = read_lines(lines, sheet.page, CIPHER_ALPHABET)
    if reading is None or len({len(line.value) for line in reading.lines}) == 1:
        return reading
    return less_sure(reading)


def _behind(sheet: Sheet, label: Label, reach_mm: float = 62.0) -> list[Run]:
    """Return the values to the right of a label on its line, from left to right."""
    reach = max(2.2, 0.7 * label.height)
    near = [
        run
        for run in sheet.values
        if label.right - 2 < run.left < label.right + reach_mm and abs(run.glyphs[0].y - label.y) < reach
    ]
    return sorted(near, key=lambda run: run.left)


def _matching(run: Run, pattern: str) -> Run | None:
    """Return the part of a run that matches, blanks ignored, if it is no part of a longer code."""
    solid = [index for index, glyph in enumerate(run.glyphs) if glyph.text.strip()]
    text = "".join(run.glyphs[index].text for index in solid)
    match = re.search(rf"(?<![0-9A-Za-z*+<>/\-])(?:{pattern})(?![0-9A-Za-z*+<>/\-])", text)
    return run.part(solid[match.start()], solid[match.end() - 1] + 1) if match else None


def _of_prints(runs: list[Run], field: str, page: int) -> FieldReading | None:
    """Read the largest print, or the surer one of the same if they differ: paper has some values twice."""
    largest = _largest(runs)
    prints = [run for run in runs if _misread(run.compact, largest.compact) <= MOST_MISREAD]
    reading = read_cell([max(prints, key=lambda run: confidence_of(run.glyphs))], VALUE_TYPES[field], page)
    if reading is None or len({run.compact for run in prints}) == 1:
        return reading
    return less_sure(reading)


def _misread(text: str, other: str) -> float:
    """Return how many characters two readings of one print differ in; infinite if they are not as long."""
    return sum(a != b for a, b in zip(text, other, strict=True)) if len(text) == len(other) else inf


def _largest(runs: list[Run]) -> Run:
    return max(runs, key=lambda run: run.height)
