"""Which variant of the form it is: by the length of the number and the notice that the new platform prints."""

import re

from piaoju.model.document import LocatedDocument
from piaoju.model.field import Fields

NOTICE = re.compile(r"数电票号码|发票查验平台")


def tell_variant(document: LocatedDocument, fields: Fields) -> str | None:
    """Return the variant id, or None where neither number nor title was read."""
    text = "\n".join("".join(line.text.split()) for line in document.lines)
    number = str(fields["invoice_number"].value) if "invoice_number" in fields else ""
    if len(number) == 20 or re.search(r"电子发票[（(]", text):
        return "digital"
    if "invoice_code" not in fields and not number:
        return None
    notice = "".join(fields["tax_control_code"].value) if "tax_control_code" in fields else text
    return "digital_paper" if NOTICE.search(notice) else "paper"
