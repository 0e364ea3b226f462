"""Tencent Cloud OCR: CarInvoiceOCR. Assembly only."""

from piaoju.dialects.tencent.auth import NAME, OPERATIONS, admit, claims, examine
from piaoju.dialects.tencent.envelope import refuse
from piaoju.dialects.tencent.faults import FAULTS
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name=NAME,
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
        "Regions: `ap-beijing`, `ap-guangzhou`, `ap-hongkong`, `ap-shanghai`; version `2018-11-19`.",
        "省 and 市 follow from the invoice's code; a fully digital invoice has a number that names the province alone.",
        "The three billing errors occur if an account's `billing` says so.",
        "Messages are Chinese with the language `zh-CN`, else English, as above.",
        "Sides of pictures are at least 20 and at most 10000 px.",
    ),
    gaps=(
        "All other actions (`VatInvoiceOCR`, `TrainTicketOCR`, `RecognizeGeneralInvoice` and so on): `InvalidAction`. "
        "Other regions: `UnsupportedRegion`.",
        "Temporary keys: none are issued; `X-TC-Token` is not looked at.",
        "Nonces of v1 may be used again.",
        "The 10 MB of Base64 that the newest SDK speaks of: 7 MB is the limit, as in the API reference.",
        "Bodies as `multipart/form-data`, which this action does not have.",
    ),
)

__all__ = ["DIALECT"]
