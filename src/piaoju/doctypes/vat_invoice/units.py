"""Units and kinds of vehicle that were overlooked: no arithmetic supports them, so they must be read surely."""

import re
from collections.abc import Sequence

from piaoju.doctypes.vat_invoice.arithmetic import FACTORS
from piaoju.doctypes.vat_invoice.cell_readings import level_of, places
from piaoju.doctypes.vat_invoice.forms import UNIT
from piaoju.doctypes.vat_invoice.under_header import is_under
from piaoju.reading.kie.columns import Column, Row, named
from piaoju.reading.kie.readings import confidence_of
from piaoju.reading.kie.red_ink import is_near
from piaoju.reading.kie.runs import Run
from piaoju.reading.kie.sheet import Rect, Sheet

CERTAIN = 0.9
SAME_TINT = 60  # levels of red against blue, of 255
SAME_HUE = 0.3  # of the same, as a share of how dark the ink is
HEADER_WORDS = "(?:规格型号|面积单位|单位|数量|交通工具|类型)+"
HEADER_AT_AN_END = re.compile(f"^{HEADER_WORDS}|{HEADER_WORDS}$")
HEADER_END_Y = 57.0
VEHICLE_TYPE = "[\u4e00-\u9fff]{2,6}"
WORDS = {"unit": UNIT, "vehicle_type": VEHICLE_TYPE}


def with_words(
    sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column], levels: Sequence[float], red: Sequence[Rect]
) -> list[Row]:
    """Return the rows with their units or kinds of vehicle, where those were overlooked and are read surely now.

    Args:
        sheet: to look at.
        rows: numbers put right.
        columns: where the cells are.
        levels: height at which each row's values are printed, millimetres.
        red: where red ink lies, through which is looked if a plain look does not help.
    """
    done = list(rows)
    for without_seals in (False, True):
        due = []
        for index, (row, y) in enumerate(zip(done, levels, strict=True)):
            wanted = _wanted(row)
            if wanted is not None and any(column.name == wanted for column in columns):
                column = named(columns, wanted)
                height = level_of(row, column, y)
                rect = places(column, height)[0]
                if (not without_seals or is_near(rect, red)) and not _is_under_header(sheet, height):
                    due.append((index, wanted, rect))
        seen = sheet.look_at_all([rect for *_, rect in due], without_seals=without_seals)
        for (index, wanted, rect), looked in zip(due, seen, strict=True):
            row = done[index]
            again = _without_header(looked) if looked is not None and rect[1] < HEADER_END_Y else looked
            if again is not None and _is_word(again, WORDS[wanted]) and _is_like_all(again, row.get("amount", ())):
                done[index] = {**row, wanted: [again]}
    return done


def _is_under_header(sheet: Sheet, y: float) -> bool:
    """Tell whether a cell runs into the header, which is then read as a unit: `parted` looks at it."""
    return sheet.form.is_stamped and is_under(y)


def _wanted(row: Row) -> str | None:
    """Return the cell of words that a row should have and has not."""
    wanted = "vehicle_type" if "plate_number" in row else "unit"
    is_due = any(name in row for name in ("plate_number", *FACTORS))
    return wanted if is_due and wanted not in row else None


def _without_header(run: Run) -> Run | None:
    """Return a reading without words of the header at its ends, above a row that is printed too high.

    Only whole words are the header's: 位 and 单 are units.
    """
    solid = run.solid()
    words = [match.span() for match in HEADER_AT_AN_END.finditer(solid.text)]
    begin = max((end for start, end in words if start == 0), default=0)
    end = min((start for start, end in words if start > 0), default=None)
    return solid.part(begin, end)


def _is_word(run: Run, pattern: str) -> bool:
    text = run.compact
    is_certain = confidence_of(run.glyphs) > CERTAIN
    is_word = re.fullmatch(HEADER_WORDS, text) is None
    return is_certain and is_word and re.fullmatch(pattern, text) is not None


def _is_like_all(run: Run, others: Sequence[Run]) -> bool:
    """Tell whether runs may be printed in one ink, by its tint: thin strokes come out lighter, not redder."""
    return all(
        abs(_tint(run) - _tint(other)) < SAME_TINT or abs(_hue(run) - _hue(other)) < SAME_HUE for other in others
    )


def _tint(run: Run) -> int:
    return run.ink[2] - run.ink[0]


def _hue(run: Run) -> float:
    return _tint(run) / max(1, 255 - min(run.ink))
