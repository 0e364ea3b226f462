"""Reading of a slip (卷票): each value stands behind its label, wraps onto the lines below, and ends at the next label.

Which of the two tax numbers is whose, the name above it tells.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from piaoju.doctypes.vat_invoice.header import DATE
from piaoju.doctypes.vat_invoice.parties import unlikely
from piaoju.doctypes.vat_invoice.roll_form import HEADS, PATTERNS, ROLL, TEXT_MM
from piaoju.doctypes.vat_invoice.roll_items import read_roll_items
from piaoju.doctypes.vat_invoice.schema import VALUE_TYPES
from piaoju.doctypes.vat_invoice.totals import words_of
from piaoju.doctypes.vat_invoice.under_seals import Line, lifted
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.numbers import amount_in_words
from piaoju.reading.kie.labels import Label, chains, find_labels, without_labels
from piaoju.reading.kie.readings import confidence_of, read_cell
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.runs import Run, in_lines, joined
from piaoju.reading.kie.sheet import Sheet, lay_by_text

SAME_LINE = 0.6  # text heights between middles
NEXT_LINE = 2.2  # text heights from line to line at most
SEAL = "专用章"
TITLE = r"[\u4e00-\u9fa5]{0,4}增值税普通发票[（(]卷[票式][）)]"
LEGIBLE_TITLE = 0.7
OTHER_LABEL = re.compile(r"[\u4e00-\u9fa5（）()]{2,9}[:：].*|[-—一_=~.·\s]{4,}")
GRAMMARS = {
    "invoice_code": ("code", r"\d{12}"),
    "invoice_number": ("number", r"\d{8}"),
    "machine_number": ("machine", r"\d{12}"),
    "payee": ("payee", r"[\u4e00-\u9fa5·]{2,}|\d{1,6}"),
    "issue_date": ("date", DATE),
    "total_including_tax": ("total_figures", r"-?[¥￥]?-?\d[\d,]*\.\d{2}"),
    "check_code": ("check", r"\d{20}"),
}
"""Field -> its label, and what of the print behind that is the value."""
HEAD_LABELS = {"date": 1, "seller_name": 1, "buyer_name": 1, "tax_id": 2}
"""Label above the items -> how often it is printed."""
FOOT_LABELS = ("total_figures", "total_words", "check")
"""Labels below the items, in their order."""
TAX_ID = r"[0-9A-Z*]{15,20}"
MOST_LOOKS = 6  # at lines for a lost label


def read_roll(document: LocatedDocument) -> Extraction:
    """Read the fields of a slip."""
    laid = lay_by_text(document, ROLL, TEXT_MM)
    sheet = _with_lost_feet(_with_lost_heads(laid)) if laid is not None else None
    if sheet is None or not sheet.values:
        return Extraction({}, (), "vat_roll")
    found: dict[str, Sequence[Run]] = {
        name: _behind(sheet, sheet.label(label), pattern) for name, (label, pattern) in GRAMMARS.items()
    }
    if not found["invoice_number"]:
        found["invoice_number"] = _behind(sheet, sheet.label("printed_number"), r"\d{8}")
    found["title"] = _title(sheet)
    found["total_in_words"] = _words(sheet)
    for party, label in _tax_labels(sheet).items():
        found[f"{party}_name"] = _party_name(sheet, sheet.label(f"{party}_name"))
        found[f"{party}_tax_id"] = _behind(sheet, label, TAX_ID)
    fields = {name: unlikely(name, reading) for name, reading in _read(found, sheet.page).items()}
    return Extraction(fields, read_roll_items(sheet), "vat_roll")


def _read(found: Mapping[str, Sequence[Run]], page: int) -> dict[str, FieldReading]:
    readings = {name: read_cell(runs, VALUE_TYPES[name], page) for name, runs in found.items()}
    return {name: reading for name, reading in readings.items() if reading is not None}


def _tax_labels(sheet: Sheet) -> dict[str, Label | None]:
    """Return the label of each party's tax number: the next below its name, or in order if a name's label is lost."""
    labels = sorted((label for label in sheet.labels if label.name == "tax_id"), key=lambda label: label.y)
    names = {party: sheet.label(f"{party}_name") for party in ("seller", "buyer")}
    owners: dict[str, Label | None] = {"seller": None, "buyer": None}
    for label in labels:
        above = [party for party, name in names.items() if name is not None and name.y < label.y]
        party = max(above, key=lambda party: _y(names[party]), default="seller")
        if owners[party] is not None:
            party = "buyer" if party == "seller" else "seller"
        owners[party] = owners[party] or label
    return owners


def _y(label: Label | None) -> float:
    return label.y if label is not None else 0.0


def _with_lost_heads(sheet: Sheet) -> Sheet:
    """Return the sheet with labels above the items that a look through a seal finds, if one is lost.

    Under a stamp only the end of a label may be left; one name without a label can be told by that.
    """
    found = [label.name for label in sheet.labels]
    code, heads = sheet.label("code"), [label.y for label in sheet.labels if label.name in HEADS]
    if code is None or not heads or all(found.count(name) >= count for name, count in HEAD_LABELS.items()):
        return sheet
    lost = [name for name in ("seller_name", "buyer_name") if name not in found]
    patterns = {**PATTERNS, lost[0]: f"{PATTERNS[lost[0]]}|.*称(?=[:：])"} if len(lost) == 1 else PATTERNS
    inside = [run for run in sheet.values if code.y + code.height < run.y < min(heads) - code.height]
    return _relabelled(sheet, [line[-1].y for line in in_lines(inside)], patterns)


def _with_lost_feet(sheet: Sheet) -> Sheet:
    """Return the sheet with labels below the items that a look through a seal finds, if some are lost."""
    found = {label.name: label.y for label in sheet.labels if label.name in FOOT_LABELS}
    lost = [name for name in FOOT_LABELS if name not in found]
    if not found or not lost:
        return sheet
    top, bottom = min(found.values()), max(found.values())
    levels = [line[0].y for line in in_lines(run for run in sheet.values if run.y > top)]
    below = [bottom + place * _pitch(sheet) for place in (1, 2)] if FOOT_LABELS[-1] in lost else []
    return _relabelled(sheet, [*levels, *below], {name: PATTERNS[name] for name in lost})


def _pitch(sheet: Sheet) -> float:
    """Return how far apart lines are: labels follow each other from line to line."""
    levels = sorted(label.y for label in sheet.labels)
    height = median(label.height for label in sheet.labels)
    return min((after - level for level, after in pairwise(levels) if after - level > height), default=2 * height)


def _relabelled(sheet: Sheet, levels: Iterable[float], patterns: dict[str, str]) -> Sheet:
    """Return the sheet with the labels that a look through seals finds on lines without one, and what is beside them.

    Args:
        sheet: to look at.
        levels: of the lines, millimetres; those near red are looked at first.
        patterns: of the labels.
    """
    if not sheet.values:
        return sheet
    labels, values = list(sheet.labels), list(sheet.values)
    left, right = min(label.left for label in labels), _margins(sheet)[1]
    half = SAME_LINE * median(label.height for label in labels)
    due: list[float] = []
    for y in levels:
        if all(abs(other - y) >= half for other in (*(label.y for label in labels), *due)):
            due.append(y)
    red = red_boxes(sheet)  # of a stamp that hides a label nothing may have been read
    places = [(left - half, y - half, right + half, y + half) for y in due]
    places = sorted(places, key=lambda place: not is_near(place, red))[:MOST_LOOKS]
    for (_, top, _, bottom), again in zip(places, sheet.look_at_all(places, without_seals=True), strict=True):
        new = find_labels(chains([again]), patterns) if again is not None else []
        if again is not None and new and not any(top < label.y < bottom for label in labels):
            labels += new
            values = [run for run in values if not top <= run.y <= bottom] + without_labels([again], new)
    return replace(sheet, labels=tuple(labels), values=tuple(values))


def _party_name(sheet: Sheet, label: Label | None) -> Sequence[Run]:
    """Read a name, through the seal that hides its end."""
    value = _value(sheet, label)
    if label is None or not value:
        return value
    line = Line(value, label.right, _margins(sheet)[1])
    return lifted(sheet, {label.name: line}, {})[label.name].runs


def _words(sheet: Sheet) -> list[Run]:
    """Read the amount in words, anew and through a seal if what was read first is none."""
    label = sheet.label("total_words")
    value = _value(sheet, label)
    words = [run for run in map(words_of, value) if run is not None]
    if label is None or amount_in_words.parse("".join(run.compact for run in words)) is not None:
        return words
    half = SAME_LINE * label.height
    again = sheet.look_again(
        (label.right, label.y - half, _margins(sheet)[1] + half, label.y + half), without_seals=True
    )
    below = [run for run in value if run.y > label.y + half]
    anew = [run for run in map(words_of, [*([again] if again is not None else []), *below]) if run is not None]
    return anew if amount_in_words.parse("".join(run.compact for run in anew)) is not None else words


def _title(sheet: Sheet) -> list[Run]:
    """Read the title above the code; the supervision seal lies on it, so it is read through that."""
    code = sheet.label("code")
    above = [run for run in sheet.values if code is not None and run.y < code.y]
    for line in in_lines(above):
        whole = joined(line)
        if re.fullmatch(TITLE, whole.compact):
            return [whole]
    part = next((run for run in above if re.search("增值|卷票|普通", run.compact)), None)
    if part is None:
        return []
    left, right = _margins(sheet)
    half = 0.6 * part.height
    again = sheet.look_again((left - half, part.y - half, right + half, part.y + half), without_seals=True)
    match = re.search(TITLE, again.compact) if again is not None else None
    title = again.solid().part(*match.span()) if again is not None and match is not None else None
    return [title] if title is not None and confidence_of(title.glyphs) > LEGIBLE_TITLE else []


def _margins(sheet: Sheet) -> tuple[float, float]:
    return min(run.left for run in sheet.values), max(run.right for run in sheet.values)


def _behind(sheet: Sheet, label: Label | None, pattern: str) -> list[Run]:
    """Return what of a label's value has a grammar; a line that a seal covers is read anew through it."""
    if label is None:
        return []
    value = _value(sheet, label)
    found = _matching(value, pattern)
    half = SAME_LINE * label.height
    _, right = _margins(sheet)
    for without_seals in (False, True):
        if found:
            break
        rect = (label.right - 0.3 * half, label.y - half, right + half, label.y + half)
        again = sheet.look_again(rect, without_seals=without_seals)
        below = [run for run in value if run.y > label.y + half]
        found = _matching([again, *below], pattern) if again is not None else []
    return found


def _matching(value: Sequence[Run], pattern: str) -> list[Run]:
    if not value:
        return []
    whole = joined(value).solid()
    match = re.search(rf"(?<![0-9A-Z])(?:{pattern})(?![0-9A-Z])", whole.text)
    part = whole.part(*match.span()) if match is not None else None
    return [part] if part is not None else []


def _value(sheet: Sheet, label: Label | None) -> list[Run]:
    """Return the print behind a label and on the lines below it that belong to no other label, in reading order."""
    if label is None:
        return []
    same = SAME_LINE * label.height
    beside = [other.left for other in sheet.labels if abs(other.y - label.y) < same and other.left > label.right]
    end = min(beside, default=float("inf"))
    printed = [run for run in sheet.values if not run.is_red and SEAL not in run.compact]
    value = [
        run
        for run in sorted(printed, key=lambda run: run.left)
        if abs(run.glyphs[0].y - label.y) < same and label.right - same < run.left < end
    ]
    if label.name not in HEADS:
        bottom = min((other.y for other in sheet.labels if other.y > label.y + same), default=float("inf"))
        level = label.y
        for line in in_lines(run for run in printed if label.y + same <= run.y < bottom - same):
            if line[0].y - level > NEXT_LINE * label.height or OTHER_LABEL.fullmatch(joined(line).compact):
                break
            value += line
            level = line[0].y
    return value
