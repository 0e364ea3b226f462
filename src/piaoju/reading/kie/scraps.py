"""Scraps of a stamp behind a value: letters of its serial number, or of its last words, read as one line with it."""

import re
from collections.abc import Sequence

from piaoju.reading.kie.runs import Run

NAME_END, VEHICLE_END = "公司", "车"
"""Last words of a firm's name, and of a type of vehicle."""
WORDS = r"[有限公司发票专用章]{1,6}|.{0,2}专用章?|发票.{0,4}"
SCRAPS = {NAME_END: rf"[0-9A-Z]{{3,}}|{WORDS}", VEHICLE_END: rf"(?=[A-Z]*[0-9])[0-9A-Z]{{4,}}|{WORDS}"}
"""By the last word of a value, what it does not go on with: types of vehicles do with a few letters."""
REPEATED = 4
"""Characters of a code in a row that no chance repeats."""
TEXT_AND_CODE = re.compile(r"(?P<own>[\u4e00-\u9fa5：:]{4,})(?<![：:])(?P<code>[0-9A-Z]{4,})")


def without_scraps(runs: Sequence[Run], end: str) -> list[Run]:
    """Return the runs of a value that ends with a word, each without what a stamp adds behind that."""
    whole = re.compile(rf"(?P<own>.*{end})(?:{SCRAPS[end]})")
    return [_until(run, match.end("own")) if (match := whole.fullmatch(run.compact)) else run for run in runs]


def without_code(runs: Sequence[Run], codes: Sequence[Run]) -> list[Run]:
    """Return the runs of a text, each without a part of a code behind it that a stamp repeats from elsewhere.

    Args:
        runs: of the text.
        codes: what the stamp repeats.
    """
    known = [code.compact for code in codes]
    return [
        _until(run, match.end("own"))
        if (match := TEXT_AND_CODE.fullmatch(run.compact)) and any(_is_part(match["code"], code) for code in known)
        else run
        for run in runs
    ]


def _is_part(scrap: str, code: str) -> bool:
    """Tell whether either end of a scrap is of a code: between, characters under other print are easily lost."""
    return scrap[:REPEATED] in code or scrap[-REPEATED:] in code


def _until(run: Run, end: int) -> Run:
    return Run(run.solid().glyphs[:end], run.first_text or run.text)
