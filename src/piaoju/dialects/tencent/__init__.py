"""Tencent Cloud OCR: CarInvoiceOCR. Assembly only."""

from piaoju.dialects.tencent.auth import OPERATIONS, admit, claims, examine
from piaoju.dialects.tencent.envelope import refuse
from piaoju.dialects.tencent.faults import FAULTS
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name="tencent",
    title="Tencent Cloud OCR",
    operations=OPERATIONS,
    claims=claims,
    examine=examine,
    admit=admit,
    refuse=refuse,
    faults=FAULTS,
    notes=(
        "The action is named by `X-TC-Action` or, with a v1 signature, by `Action`; other requests to `/` are not this "
        "vendor's.",
        "Sign-in by `TC3-HMAC-SHA256`, or by `HmacSHA1` or `HmacSHA256` of v1.",
        "No temporary keys are issued; `X-TC-Token` is not looked at. Nonces of v1 may be used again.",
        "Regions: `ap-beijing`, `ap-guangzhou`, `ap-hongkong`, `ap-shanghai`; version `2018-11-19`.",
        "`PdfPageNumber` counts for whatever `ImageUrl` names: a picture has page 1 only.",
        "省 and 市 follow from the invoice's code; a fully digital invoice has a number that names the province alone.",
        "The three billing errors occur if an account's `billing` says so.",
        "Messages are Chinese with the language `zh-CN`, else English, as below.",
    ),
)

__all__ = ["DIALECT"]
