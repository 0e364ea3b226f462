"""DeepFinch OCR: value_add_tax_invoice. Assembly only."""

from piaoju.dialects.deepfinch.auth import NAME, admit, claims, examine
from piaoju.dialects.deepfinch.envelope import refuse
from piaoju.dialects.deepfinch.faults import FAULTS
from piaoju.dialects.deepfinch.operations.value_add_tax_invoice import VALUE_ADD_TAX_INVOICE
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name=NAME,
    title="DeepFinch OCR",
    operations=(VALUE_ADD_TAX_INVOICE,),
    claims=claims,
    examine=examine,
    admit=admit,
    refuse=refuse,
    faults=FAULTS,
    notes=(
        "Sign-in by the headers `X-DF-API-ID` and `X-DF-API-SECRET`; the secret travels in clear, so serve it by TLS.",
        "Exactly one of `file` and `url` is given; what is empty counts as not given.",
        "`region` is in pixels of the picture as submitted, after EXIF's rotation.",
        "The limits of pictures are those of the vendor's sibling call; `[decode]` may make them stricter.",
        "The vendor has no keys for remark, payee, reviewer, issuer, quantity and unit price.",
    ),
    gaps=("All other calls (`/ocr/vat_invoice` and so on): 404 `NOT_FOUND`.",),
)

__all__ = ["DIALECT"]
