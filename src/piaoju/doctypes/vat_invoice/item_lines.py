"""The lines of the item table: its print without what the form and stamps add, sorted into lines, and which open items.

A line opens an item if values stand on it: an amount, a tax or a rate, or, where a stamp covers those, a name with its
category and more beside it.
"""

import re
from collections.abc import Sequence
from statistics import fmean, median

from piaoju.doctypes.vat_invoice.arithmetic import FACTORS
from piaoju.doctypes.vat_invoice.forms import AMOUNT, RATE
from piaoju.reading.kie.columns import Column, named
from piaoju.reading.kie.runs import Run, in_lines

HEADER_END_Y = 57.5
HEADER_CHARS = (
    "货物或应税劳务、服务名称项目规格型号单位数量价金额税率/征收车牌类通行日期起止建筑发生地产权证书不动号面积"
)
HEADER_SHARE = 0.6  # of a text's characters
SEAL = "专用章"
MARGIN_MM = 7.5
NAME_LENGTH = 5  # characters of a run that is a name rather than anything else
NAME_START_MM = 20.0
NAME_HEIGHT = 0.5  # of other names' height, at least
LOWEST_MM = 1.0  # text that runs down the edge of the paper is no higher, seen as a line
SAME_LINE = 0.8  # text heights between the middles of lines
TABLE_END_MM = 206.5
NEAR_MM = 1.8  # between the middles of lines; less than half of their pitch, whatever height was read of them
STAMP_RED = 50  # levels of red above the other colours; grey print that was scanned in colour has less
SUM = re.compile(r"[¥￥]-?[\d,]+\.\d{2}|\*{3}")
NOT_ITEMS = re.compile(r"^(小计|合计|以下空白|[（(]?以下空白[）)]?)$")
BORDER = re.compile(r"[\d.]+(?P<rule>[|｜])(?=\d)|-?[\d,]+\.\d{2}(?=不征|免税|\*)")
"""A rule between two numbers, or the end of an amount before words for no rate."""
UNIT_BEFORE = re.compile(r"(?:[\u4e00-\u9fff]{1,4}|[A-Za-z]{1,3})(?=\d+\.\d{4,}[\d.]*$)")
"""A unit that touches the quantity behind it, or quantity and price in one."""
OPENED = re.compile(r"[*★“”\"][^*★“”\"]{2,20}[*★“”\"].+")


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the printed lines of the table's runs, from the top down, without header, margin, stamps and sums."""
    pieces = [piece for run in _without_margin([r for r in runs if not _is_no_item(r)]) for piece in _apart(run)]
    return [line for line in _whole_lines(pieces) if not _is_sum(line)]


def opens_item(line: Sequence[Run], columns: Sequence[Column], reach_mm: float) -> bool:
    """Tell whether values of an item are printed on a line."""
    amount, rate, tax = (named(columns, name) for name in ("amount", "tax_rate", "tax"))
    ends = [end for run in line for end in _amount_ends(run) if end > amount.left]
    if any(
        amount.left - 3 < end - reach_mm / 2 < amount.right + reach_mm or tax.left < end < tax.right + reach_mm
        for end in ends
    ) or any(re.fullmatch(RATE, run.compact) and rate.left < run.x < rate.right + reach_mm for run in line):
        return True
    name, *_ = columns
    first, *others = line
    beside = [run for run in others if run.left > name.right]
    if OPENED.match(first.compact) is not None:
        return len(beside) > 1
    factors = [column for column in columns if column.name in FACTORS]
    is_named = first.x < name.right and len(first.compact) > 1
    return is_named and len(beside) > 1 and any(_stands_in(run, column) for run in beside for column in factors)


def _stands_in(run: Run, column: Column) -> bool:
    return column.left < run.x < column.right and re.fullmatch(column.pattern, run.compact) is not None


def _without_margin(runs: Sequence[Run]) -> list[Run]:
    """Return the runs without the margin's upright text: at the left border only lines of names are items."""
    names = [run for run in runs if len(run.compact) >= NAME_LENGTH and run.left < NAME_START_MM]
    start = median(run.left for run in names) if names else MARGIN_MM
    height = median(run.height for run in names) if names else 0.0
    return [run for run in runs if run.x > MARGIN_MM or _is_of_name(run, start, height)]


def _is_of_name(run: Run, start: float, height: float) -> bool:
    is_margin = re.fullmatch(r"[\x00-\x7f]{1,2}|[一丨]", run.compact) is not None
    return not is_margin and abs(run.left - start) < run.height and run.height > NAME_HEIGHT * height


def _is_no_item(run: Run) -> bool:
    """Tell whether a piece is what the form prints among the items: header, end mark, edge; or of a stamp."""
    text = run.compact
    if run.height < LOWEST_MM or text.endswith(SEAL) or run.ink[2] - max(run.ink[:2]) > STAMP_RED:
        return True
    return (run.y < HEADER_END_Y and is_header(text)) or NOT_ITEMS.match(text) is not None


def is_header(text: str) -> bool:
    """Tell whether a text is mostly of the words of the table's header."""
    return sum(char in HEADER_CHARS for char in text) >= HEADER_SHARE * len(text)


def _apart(run: Run) -> list[Run]:
    """Cut a run where it is two cells: at a rule between numbers, behind an amount or a unit.

    What stands behind the words of a seal or before those of the margin is a cell without them.
    """
    solid = run.solid()
    beside = re.fullmatch(rf"(?:.*{SEAL})?(?P<cell>{AMOUNT})[^\d.]?|.*{SEAL}(?P<rest>.+)", solid.text)
    if beside is not None:
        part = solid.part(*beside.span("cell" if beside["cell"] else "rest"))
        return [part] if part is not None else []
    match = BORDER.match(solid.text) or UNIT_BEFORE.match(solid.text)
    if match is None:
        return [run]
    end = match.start("rule") if match.groupdict().get("rule") else match.end()
    return [part for part in (solid.part(0, end), solid.part(match.end())) if part is not None]


def _whole_lines(pieces: Sequence[Run]) -> list[list[Run]]:
    """Sort pieces into printed lines; on bent paper one line may come as two that stand beside each other."""
    lines: list[list[Run]] = []
    for line in in_lines(pieces):
        if lines and _continues(lines[-1], line):
            lines[-1] = sorted([*lines[-1], *line], key=lambda run: run.left)
        else:
            lines.append(line)
    return lines


def _continues(above: Sequence[Run], line: Sequence[Run]) -> bool:
    height = min(run.height for run in (*above, *line))
    is_close = fmean(run.y for run in line) - fmean(run.y for run in above) < max(SAME_LINE * height, NEAR_MM)
    inside = [run for run in line if run.left < TABLE_END_MM]  # letters of the margin stand between lines
    return is_close and not any(run.left < other.right and other.left < run.right for run in inside for other in above)


def _is_sum(line: Sequence[Run]) -> bool:
    """Tell whether a line sums up the items or a page of them: its words are spaced wide, or its sums bear a sign."""
    return "".join(run.compact for run in line).startswith("小计") or all(SUM.fullmatch(run.compact) for run in line)


def _amount_ends(run: Run) -> list[float]:
    """Return the right edges of what may be amounts in a run."""
    glyphs = [glyph for glyph in run.glyphs if glyph.text.strip()]
    text = "".join(glyph.text for glyph in glyphs)
    return [glyphs[match.end() - 1].right for match in re.finditer(rf"(?<![\d.])(?:{AMOUNT})(?!\d)", text)]
