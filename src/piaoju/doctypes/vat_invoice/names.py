"""Second looks at item names that lack a star of their category: `*category*name`.

The stars are small and stand alone; the detection cuts the first one off, and the recogniser skips either.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from piaoju.reading.kie.columns import Row
from piaoju.reading.kie.runs import Run, in_lines
from piaoju.reading.kie.sheet import Sheet

CATEGORISED = re.compile(r"\*[^*]{1,20}\*.*")
STAR_ON_A_RULE = "↑"  # what the recogniser takes it for
BEFORE = (1.2, 2.0, 0.6)  # text heights before the name that are looked at
HALF_LINE = (0.5, 0.62)  # text heights


def with_stars(sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the stars that a second look reads, where a form's names carry categories.

    All 数电票 have them, older forms since 2018; there one name's star speaks for all.
    """
    is_usual = sheet.form.name == "digital" or any("*" in _text(row.get("name", ())) for row in rows)
    return [_with_stars(sheet, row) if is_usual and row.get("name") else row for row in rows]


def _with_stars(sheet: Sheet, row: Row) -> Row:
    first, *others = in_lines(row["name"])
    text = _text(first)
    if CATEGORISED.match(text) or text.startswith(("(", "（")):
        return row
    for again in _looks(sheet, first):
        new = _from_star(again, text.lstrip("*"))
        if new is not None and CATEGORISED.match(new.text) and new.text.replace("*", "") == text.replace("*", ""):
            whole = replace(new, first_text=" ".join(run.text for run in first))
            return {**row, "name": [whole, *(run for line in others for run in line)]}
    return row


def _from_star(again: Run, name: str) -> Run | None:
    """Return what was read from the sign before a name on, that sign as the star that it may be; None without one."""
    solid = again.solid()
    begin = next((i for i, glyph in enumerate(solid.glyphs) if i > 0 and glyph.text == name[:1]), None)
    if begin is None:
        return None
    sign = solid.glyphs[begin - 1]
    considered = next((candidate for candidate in sign.candidates if candidate[0] == "*"), None)
    if sign.text != "*" and considered is None and sign.text != STAR_ON_A_RULE:
        return None
    star = replace(sign, text="*", confidence=considered[1] if considered is not None else sign.confidence)
    return Run((star, *solid.glyphs[begin:]))


def _looks(sheet: Sheet, line: Sequence[Run]) -> Iterator[Run]:
    height = max(run.height for run in line)
    y = sum(run.y for run in line) / len(line)
    for before in BEFORE:
        for half in HALF_LINE:
            left, right = line[0].left - before * height, line[-1].right + 0.2 * height
            again = sheet.look_again((left, y - half * height, right, y + half * height))
            if again is not None and not (again.is_red and sheet.form.is_stamped):
                yield again


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.compact for run in runs)
