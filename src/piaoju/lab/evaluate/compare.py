"""Whether a value read is the value labelled: both are brought to one form, and then must be equal.

The form: NFKC, no blanks, 〇 as 零; numbers as decimals; words with 圆 and 整; stations without 站; plates
without marks; codes and ids in capitals. What stands for nothing (`-`, `--`, `/`, `***`, 无) is empty, except
as a tax. Three fields need not be equal, only similar.

The rules stand in docs/explanation/evaluation.md too.
"""

import re
import unicodedata

from piaoju.lab.evaluate.dataset import FieldValue
from piaoju.lab.evaluate.distance import similarity

SIMILAR_ENOUGH = {"remark": 0.9, "cipher_area": 0.98, "tax_control_code": 0.98}
"""Fields that are right from this similarity on."""

UNCOUNTED = frozenset({"title", "location"})
"""Fields that are reported, not counted: they are preprinted, or derived from a code."""

_NOTHING = frozenset({"-", "--", "/", "***", "无"})
_NUMBERS = frozenset({
    "total_excluding_tax", "total_tax", "total_including_tax", "price_excluding_tax", "quantity",
    "unit_price", "amount", "tax", "amount_in_figures", "distance", "fare", "fuel_surcharge", "call_fee",
    "total", "total_paid", "amount_paid", "tonnage", "seating_capacity",
})  # fmt: skip
_WORDS = frozenset({"total_in_words", "amount_in_words"})
_STATIONS = frozenset({"departure_station", "arrival_station"})
_PLATES = frozenset({"plate", "plate_number"})
_CODE_SUFFIXES = ("_code", "_number", "_id", "vin")
_DECIMAL = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d+))?", re.ASCII)
_PLATE_MARKS = re.compile(r"[·•‧∙・.\-]")
_YUAN = str.maketrans("元圓正", "圆圆整")


def canonical(field: str, value: FieldValue | None) -> str:
    """Return the form in which values of a field are compared; empty if nothing is stated.

    Args:
        field: canonical name of a field or cell.
        value: as labelled or read; lines are joined.

    >>> canonical("total_tax", "1,050.60"), canonical("total_in_words", "壹佰元")
    ('1050.6', '壹佰圆整')
    >>> canonical("total_tax", "***"), canonical("tax", "***")
    ('', '***')
    """
    text = "".join(value) if isinstance(value, tuple) else value or ""
    text = "".join(unicodedata.normalize("NFKC", text).split()).replace("〇", "零")
    if text in _NOTHING and field != "tax":
        return ""
    if field in _NUMBERS:
        return _number(text)
    if field in _WORDS:
        return _words(text)
    if field in _STATIONS:
        return text.removesuffix("站")
    if field in _PLATES:
        return _PLATE_MARKS.sub("", text).upper()
    return text.upper() if field.endswith(_CODE_SUFFIXES) else text


def is_right(field: str, expected: FieldValue, read: FieldValue | None) -> bool:
    """Tell whether what was read is what was labelled; of a field labelled empty, nothing may have been read.

    >>> is_right("fare", "42.0", "42.00"), is_right("fare", "", "1.00"), is_right("fare", "", None)
    (True, False, True)
    """
    truth, found = canonical(field, expected), canonical(field, read)
    if truth and field in SIMILAR_ENOUGH:
        return similarity(truth, found) >= SIMILAR_ENOUGH[field]
    return truth == found


def _number(text: str) -> str:
    """Return a plain decimal without separators and needless zeros; what is no such number stays as it is.

    Signs of currency and units stay too: they do not belong to a normalised value, and the reader's own parser,
    which forgives them, must not judge the reader.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None or text in {"", "-"}:
        return text
    whole = match.group(2).replace(",", "").lstrip("0") or "0"
    fraction = (match.group(3) or "").rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return number if number == "0" else match.group(1) + number


def _words(text: str) -> str:
    words = text.translate(_YUAN)
    return words + "整" if words.endswith(("圆", "角")) else words
