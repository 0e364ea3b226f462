"""Which variant of the form it is: by what is printed, the title first, then the structure of the invoice code."""

import re

from piaoju.model.field import Fields
from piaoju.reading.kie.sheet import Rect, Sheet

TITLE_PLACE: Rect = (52.0, 6.0, 158.0, 18.0)


def tell_variant(sheet: Sheet, fields: Fields) -> str | None:
    """Return the variant id, or None where neither title nor code tells it."""
    printed = "".join(run.text for run in sheet.values if run.y < 24)
    title_band = str(fields["title"].value) if "title" in fields else printed
    code = fields["invoice_code"].value if "invoice_code" in fields else ""
    kind = _kind(title_band, str(code))
    if sheet.form.name == "digital":
        kind = kind or _kind(_through_seal(sheet), "")
        return f"digital_{kind}" if kind else None
    if not kind:
        return None
    if is_digital_paper(sheet):
        return f"digital_paper_{kind}"
    # Only the electronic forms print the words 发票代码 and 发票号码; paper stock has both as large figures.
    electronic = "电子" in title_band or (sheet.label("code") or sheet.label("number")) is not None
    if electronic and (str(code)[10:] == "12" or sheet.label("plate_number") is not None):
        return "vat_toll_electronic"
    return f"vat_{kind}_{'electronic' if electronic else 'paper'}"


def _through_seal(sheet: Sheet) -> str:
    again = sheet.look_again(TITLE_PLACE, without_seals=True)
    return again.compact if again is not None else ""


def _kind(title_band: str, code: str) -> str | None:
    if re.search(r"专用(?!章)", title_band):
        return "special"
    if re.search(r"普通|通发票", title_band):
        return "general"
    # Source: code check of the tax administration's own verification page; 10 digits: kind in the eighth.
    if re.fullmatch(r"\d{10}", code):
        return {"1": "special", "5": "special", "3": "general", "6": "general"}.get(code[7])
    if re.fullmatch(r"0\d{11}", code):
        return {"04": "general", "05": "general", "11": "general", "12": "general", "13": "special"}.get(code[10:])
    return None


def is_digital_paper(sheet: Sheet) -> bool:
    """The new platform prints its own 20-digit number where older invoices have the cipher area."""
    cell = "".join(run.text for run in sheet.inside((120.0, 27.0, 209.0, 55.0)))
    return re.search(r"数电票号码|(?<!\d)\d{20}(?!\d)", "".join(cell.split())) is not None
