"""What stands below the items: totals, words and figures, remark and signers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from piaoju.doctypes.vat_invoice.amounts import complete_amount
from piaoju.doctypes.vat_invoice.forms import Layout
from piaoju.doctypes.vat_invoice.schema import VALUE_TYPES
from piaoju.doctypes.vat_invoice.supplement import MONEY_ALPHABET, supplemented
from piaoju.doctypes.vat_invoice.under_seals import Line, doubted, lifted
from piaoju.model.field import FieldReading, Fields
from piaoju.reading.kie.columns import named
from piaoju.reading.kie.labels import Label
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.red_ink import is_near, red_boxes
from piaoju.reading.kie.runs import Run, in_lines, trimmed
from piaoju.reading.kie.sheet import Sheet
from piaoju.reading.ocr.inks import is_blue_seal_ink

MONEY = re.compile(r"-?[^\d.\-]?-?[\d,]+\.\d{0,2}|[*火大米]{2,3}|-?[¥￥]-?[\d,.]+")
WORDS = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]")
WORDS_ALPHABET = "（(负零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正数"  # what precedes is the circled cross
SUMS = ("total_excluding_tax", "total_tax", "total_including_tax")
SIGNER_LABEL = re.compile("开票|收款|复核")
SIGNERS = ("payee", "reviewer", "issuer")
SIGNER = re.compile("(?!.*(?:有限|公司|发票|专用|合同|业务|财务|销售|单位|[章讫]))[\u4e00-\u9fff]{2,4}")
"""A name, and no words of a seal."""
NAME_REACH_MM = 42.0
OFF_ROW_MM, OFF_PLACE_MM = 3.0, 3.0  # off the place of a signer's label on the form
BEHIND_MM = 9.0, 17.0  # its name begins behind that
SIGNED_MM = 22.0  # behind its label, where a signer's name is looked for
HALF_LINE = 0.55  # text heights
CERTAIN = 0.9  # each character of a name that was read through a seal
HALF_ROW_MM = 3.1  # between the rows of the sums and of the totals
WORDS_GAP = 1.5  # text heights
CRUMB_MM = 8.0
SIGNED_REACH_MM = 2.0  # above the row of the sums, where print is shifted; items bear no sign of currency


def read_totals(sheet: Sheet, layout: Layout) -> dict[str, FieldReading]:
    """Read totals and signers."""
    sums = _sums(sheet, layout)
    taken = [run for runs in sums.values() for run in runs]
    whole = {name: [complete_amount(sheet, run) for run in runs] for name, runs in sums.items()}
    found = {**_read(whole, sheet.page), **_totals(sheet, layout, taken)}
    return {**supplemented(sheet, layout, found), **_signers(sheet, layout)}


def read_remark(sheet: Sheet, layout: Layout, fields: Fields) -> FieldReading | None:
    """Read the remark, without what a faint seal repeats of the seller, with a check code that is printed in it."""
    seller = [str(fields[name].value) for name in ("seller_name", "seller_tax_id") if name in fields]
    seal = [run for run in sheet.inside(layout.remark, seals=True) if run.is_red]
    runs = [run for run in sheet.inside(layout.remark) if not _is_of_seal(run, seller) and not _is_crumb(run, seal)]
    label = sheet.label("check", layout.remark)
    if label is not None:
        runs.append(Run(label.glyphs))
    left, _, right, _ = layout.remark
    printed = {f"remark {index}": Line(line, left, right) for index, line in enumerate(in_lines(runs))}
    lines = list(lifted(sheet, printed, {}).values())
    reading = read_cell([run for line in lines for run in line.runs], VALUE_TYPES["remark"], sheet.page)
    return doubted(reading, lines) if reading is not None else None


def _is_crumb(run: Run, seal: list[Run]) -> bool:
    """Tell whether a run is a letter or two of a seal's arc, darker than its middle where it crosses print."""
    if not seal or len(run.text) > 2:
        return False
    left, right = min(red.left for red in seal) - CRUMB_MM, max(red.right for red in seal) + CRUMB_MM
    top, bottom = min(red.y for red in seal) - CRUMB_MM, max(red.y for red in seal) + CRUMB_MM
    return left < run.x < right and top < run.y < bottom


def _is_of_seal(run: Run, seller: list[str]) -> bool:
    """Tell whether a run is part of the seller's seal: its name or tax id, at least half of it in one piece."""
    text = run.compact
    if "发票专用章" in text:
        return True
    longest = max((SequenceMatcher(None, text, name).find_longest_match().size for name in seller), default=0)
    return longest >= max(4, 0.5 * len(text))


def _sums(sheet: Sheet, layout: Layout) -> dict[str, list[Run]]:
    """Return the totals of amount and tax; the border between them lies in the rate column, where nothing is summed."""
    left, top, right, bottom = layout.sums
    near = sheet.inside((left, top - SIGNED_REACH_MM, right, bottom))
    runs = [run for run in near if _is_money(run) and (run.y > top or run.compact[0] in "¥￥")]
    rate = named(layout.columns, "tax_rate")
    border = rate.right
    cells = {
        "total_excluding_tax": [run for run in runs if run.x < border],
        "total_tax": [run for run in runs if run.x >= border],
    }
    return {name: sorted(members, key=_rank_of_sum)[-1:] for name, members in cells.items()}


def _rank_of_sum(run: Run) -> tuple[bool, float]:
    """Return how far a run in the row of the sums is one: those bear a sign, and stand below what is shifted there."""
    return run.compact.lstrip("-")[:1] in ("¥", "￥"), run.y


def _is_money(run: Run) -> bool:
    return MONEY.fullmatch(run.compact) is not None


def _totals(sheet: Sheet, layout: Layout, taken: Sequence[Run]) -> dict[str, FieldReading]:
    """Read words and figures; where a stamp covers the figures, the sums above, which are taken, stand nearest."""
    runs = sheet.inside(layout.totals)
    lettered = [run for run in runs if len(WORDS.findall(run.text)) >= max(2, 0.5 * len(run.text))]
    words = _in_one([run for run in (words_of(run) for run in lettered) if run is not None])
    label = sheet.label("total_figures")
    left = label.left if label is not None else 130.0
    level = label.y if label is not None else (layout.totals[1] + layout.totals[3]) / 2
    figures = [run for run in runs if run.x > left and _is_money(run)]
    figures = [run for run in figures if abs(run.y - level) < HALF_ROW_MM or run not in taken]
    figures = [complete_amount(sheet, run) for run in sorted(figures, key=lambda run: abs(run.y - level))[:1]]
    cells = {"total_in_words": words, "total_including_tax": figures}
    return _read(cells, sheet.page)


def words_of(run: Run) -> Run | None:
    """Return the amount in words without the circled cross before it and anything behind its 整."""
    within = trimmed(run, WORDS_ALPHABET)
    if within is None:
        return None
    end = next((index + 1 for index, glyph in enumerate(within.glyphs) if glyph.text in "整正"), None)
    return within.part(0, end)


def _in_one(runs: list[Run]) -> list[Run]:
    """Return the runs that follow each other closely, from the first: what stands apart shines through the paper."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: run.left):
        if not kept or run.left - kept[-1].right < WORDS_GAP * run.height:
            kept.append(run)
    return kept


def _signers(sheet: Sheet, layout: Layout) -> dict[str, FieldReading]:
    """Read the names behind the labels at the foot, each up to the next label."""
    top, bottom = layout.signers
    labels = [label for label in sheet.labels if top < label.y < bottom]
    runs = [run for run in sheet.values if top < run.y < bottom and not run.is_red]
    cells: dict[str, list[Run]] = {}
    for label in labels:
        if label.name not in SIGNERS:
            continue
        end = min((other.left for other in labels if other.left > label.right), default=label.right + NAME_REACH_MM)
        reach = min(end, label.right + NAME_REACH_MM)
        beside = [run for run in runs if label.right < run.x and run.left < reach and abs(run.y - label.y) < 5.0]
        beside = [run for run in beside if not SIGNER_LABEL.match(run.compact) and _colon(run) is None]
        name = sorted(beside, key=lambda run: abs(run.y - label.y))[:1]
        cells[label.name] = _seen_signer(sheet, label, reach, name)
    taken = [run for own in cells.values() for run in own]
    free = [run for run in sheet.values if top < run.y < bottom and run not in taken]
    hidden = {name: _at_its_place(sheet, name, free) for name in SIGNERS if name not in cells}
    return _read({**cells, **hidden}, sheet.page)


def _at_its_place(sheet: Sheet, name: str, runs: Sequence[Run]) -> list[Run]:
    """Return a signer's name that stands where the form has it: behind a misread label, or one that a seal hides."""
    places = [place for spec in sheet.form.labels if spec.name == name for place in spec.places]
    for run in runs:
        near = [x for x, y in places if abs(run.y - y) < OFF_ROW_MM]
        colon = _colon(run)
        if colon is not None and any(abs(run.left - x) < OFF_PLACE_MM for x in near):
            own = run.part(colon + 1)
        else:
            own = run if any(BEHIND_MM[0] < run.left - x < BEHIND_MM[1] for x in near) else None
        if own is not None and not own.is_red and SIGNER.fullmatch(own.compact):
            return [own]
    return []


def _colon(run: Run) -> int | None:
    """Return where the colon of a label stands in a run that begins with one; None in others."""
    return next((index for index, glyph in enumerate(run.glyphs) if index and glyph.text in ":："), None)


def _seen_signer(sheet: Sheet, label: Label, reach: float, name: list[Run]) -> list[Run]:
    """Return a signer's name, read through a seal where one lies on it, or where none was read and one is near."""
    half = HALF_LINE * label.height
    end = max([run.right + half for run in name] or [label.right + SIGNED_MM])
    rect = (label.right, label.y - half, min(reach, end), label.y + half)
    is_due = any(glyph.is_stamped for run in name for glyph in run.glyphs) if name else is_near(rect, red_boxes(sheet))
    again = sheet.look_again(rect, without_seals=True) if is_due else None
    own = again.solid() if again is not None and not again.is_red else None
    if own is None or (not name and is_blue_seal_ink(own.ink)) or not SIGNER.fullmatch(own.text):
        return name
    if name and own.text == name[0].compact:
        return [name[0].seen_through()]
    is_sure = min(glyph.confidence for glyph in own.glyphs) >= CERTAIN
    return [replace(own, first_text=name[0].text if name else None)] if is_sure else name


def _read(cells: dict[str, list[Run]], page: int) -> dict[str, FieldReading]:
    money = {
        name: [trimmed(run, MONEY_ALPHABET) or run for run in runs] for name, runs in cells.items() if name in SUMS
    }
    readings = {name: read_cell(runs, VALUE_TYPES[name], page) for name, runs in {**cells, **money}.items()}
    return {name: reading for name, reading in readings.items() if reading is not None}
