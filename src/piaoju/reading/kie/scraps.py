"""Scraps of a stamp behind a value: letters of its serial number, or of its last words, read as one line with it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from piaoju.reading.kie.readings import MALFORMED_FACTOR
from piaoju.reading.kie.runs import Glyph, Run, in_lines

NAME_END, VEHICLE_END = "公司", "车"
"""Last words of a firm's name, and of a type of vehicle."""
WORDS = r"[有限公司发票专用章]{1,6}|.{0,2}专用章?|发票.{0,4}"
SCRAPS = {NAME_END: rf"[0-9A-Z]{{3,}}|{WORDS}", VEHICLE_END: rf"(?=[A-Z]*[0-9])[0-9A-Z]{{4,}}|{WORDS}"}
"""By the last word of a value, what it does not go on with: types of vehicles do with a few letters."""
STAMP_WORDS = re.compile(r"(?:合同|财务|发?票|业务|收费|仓库)?(?:专用章?|用章)")
ANY_USE = "专用"
"""Of a stamp, or of a vehicle."""
STAMP_END = re.compile(r"(?P<own>.+?)(?:(?:合同|财务|发?票|业务|收费|仓库)?专用章|发票专用)")
"""What a stamp adds to any text; 专用 alone may be its own, as of a vehicle, and 章 the end of a name."""
NEAR_RED = 12
"""How much redder, of 255, the ink of a stamp is where print or shadow darkens it; `is_red` asks twice that."""
LONG_CODE = re.compile(r"[0-9A-Z]{5,}")
BANK_OR_ACCOUNT = re.compile(r"[银行社]|营业部|分理处|\d{7}(?!\d*[A-Z])")
MISREAD_H = re.compile(r"(?<=[0-9A-Za-z])日(?=[0-9A-Za-z])")
"""Within letters and digits; before others it begins the name of a maker."""
SHORTEST_REPEAT = 4
"""Characters that a stamp repeats from elsewhere."""
REPEATED = 4
"""Characters of a code in a row that no chance repeats."""
TEXT_AND_CODE = re.compile(r"(?P<own>[\u4e00-\u9fa5：:]{4,})(?<![：:])(?P<code>[0-9A-Z]{4,})")


def without_scraps(runs: Sequence[Run], end: str) -> list[Run]:
    """Return the runs of a value that ends with a word, each without what a stamp adds behind that."""
    whole = re.compile(rf"(?P<own>.*{end})(?:{SCRAPS[end]})")
    runs = [
        run
        for before, run in zip((None, *runs), runs, strict=False)
        if before is None or not before.compact.endswith(end) or re.fullmatch(SCRAPS[end], run.compact) is None
    ]
    return [_until(run, match.end("own")) if (match := whole.fullmatch(run.compact)) else run for run in runs]


def without_stamp_words(runs: Sequence[Run]) -> list[Run]:
    """Return the runs of a text without the words of a stamp, alone or behind the last of it."""
    own = [run for run in runs if not is_of_stamp(run) and (len(runs) > 1 or run.compact != ANY_USE)]
    ordered = [run for line in in_lines(own) for run in line]
    match = STAMP_END.fullmatch(ordered[-1].compact) if ordered else None
    return own if match is None else [_until(run, match.end("own")) if run is ordered[-1] else run for run in own]


def is_of_stamp(run: Run) -> bool:
    """Tell whether a run consists of a stamp's words; 专用 alone does in its ink only."""
    return STAMP_WORDS.fullmatch(run.compact) is not None and (run.compact != ANY_USE or is_of_seal(run))


def is_of_seal(run: Run) -> bool:
    """Tell whether a run is printed in the red of a seal; blue may be print."""
    return run.is_red or is_reddish(run)


def is_reddish(run: Run) -> bool:
    """Tell whether a run is printed in the red of a seal, be it mixed with the grey of what is beneath it."""
    blue, green, red = run.ink
    return red - max(blue, green) > NEAR_RED and abs(green - blue) < 0.35 * (red - min(blue, green))


def without_codes(runs: Sequence[Run]) -> list[Run]:
    """Return the runs of a value in words without those that are codes of a stamp; SUV is a word."""
    return [run for run in runs if LONG_CODE.fullmatch(run.compact) is None]


def without_repeats(runs: Sequence[Run], originals: Sequence[Run]) -> list[Run]:
    """Return the runs without those that repeat at least half of themselves from elsewhere, as stamps do."""
    return [run for run in runs if not any(_repeats(run.compact, original.compact) for original in originals)]


def _repeats(text: str, original: str) -> bool:
    longest = SequenceMatcher(None, text, original, autojunk=False).find_longest_match().size
    return longest >= max(SHORTEST_REPEAT, 0.5 * len(text))


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


def only_accounts(runs: Sequence[Run]) -> Sequence[Run]:
    """Return the runs of a cell of bank and account; if they name neither, without a seal's, and less sure."""
    if BANK_OR_ACCOUNT.search("".join(run.compact for run in runs)):
        return runs
    return [in_doubt(run) for run in runs if not is_of_seal(run)]


def in_doubt(run: Run) -> Run:
    """Return a run as sure as what was misread somewhere."""
    first, *others = run.glyphs
    return replace(run, glyphs=(replace(first, confidence=first.confidence * MALFORMED_FACTOR), *others))


def with_model_letters(runs: Sequence[Run]) -> list[Run]:
    """Return the runs of a make and model, in whose letters and digits 日 is an H that was misread."""
    return [_with_letters(run) for run in runs]


def _with_letters(run: Run) -> Run:
    places = {match.start() for match in MISREAD_H.finditer(run.text)}
    if not places:
        return run
    glyphs = tuple(_letter(glyph) if index in places else glyph for index, glyph in enumerate(run.glyphs))
    return replace(run, glyphs=glyphs, first_text=run.first_text or run.text)


def _letter(glyph: Glyph) -> Glyph:
    """Return an H as sure as it was considered, or in doubt."""
    considered = dict(glyph.candidates).get("H", glyph.confidence * MALFORMED_FACTOR)
    return replace(glyph, text="H", confidence=considered)


def _is_part(scrap: str, code: str) -> bool:
    """Tell whether either end of a scrap is of a code: between, characters under other print are easily lost."""
    return scrap[:REPEATED] in code or scrap[-REPEATED:] in code


def _until(run: Run, end: int) -> Run:
    return Run(run.solid().glyphs[:end], run.first_text or run.text)
