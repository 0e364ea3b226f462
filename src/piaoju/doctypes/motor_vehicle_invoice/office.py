"""The code of the tax office: 1, the region, and the office's own digits.

The 1 stands at the rule and is lost to it; the region is that of the seller's number, whose office it is.

Source: vehicle invoices, whose codes of offices begin so.
"""

import re
from dataclasses import replace

from piaoju.model.field import FieldReading, Fields, amended
from piaoju.reading.checks import vehicles

CODE, SELLER = "tax_authority_code", "seller_tax_id"
REGION = re.compile(r"[159][1-9](?P<region>\d{6})[0-9A-Z]{10}")
"""Of a credit code."""


def whole_code(fields: Fields) -> dict[str, FieldReading]:
    """Return the code with the 1 that it lost, if it begins with the region of the seller, no surer than either.

    Args:
        fields: that were read.
    """
    if CODE not in fields or SELLER not in fields:
        return {}
    read, seller = fields[CODE], REGION.fullmatch(str(fields[SELLER].value))
    code = f"1{read.value}"
    if seller is None or not str(read.value).startswith(seller["region"]) or not vehicles.is_tax_authority(code):
        return {}
    derived = replace(read, page=None, quad=None, source="derived", origins=(SELLER,))
    least = min(read.confidence or 0.0, fields[SELLER].confidence or 0.0)
    return {CODE: amended(derived, code, code, least)}
