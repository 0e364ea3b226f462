"""Alibaba Cloud Content Moderation (Green): OCR of four cards, later or at once. Assembly only."""

from piaoju.dialects.aliyun.auth import OPERATIONS, admit, claims, examine
from piaoju.dialects.aliyun.callbacks import JOBS
from piaoju.dialects.aliyun.envelope import refuse
from piaoju.dialects.aliyun.faults import FAULTS
from piaoju.dialects.aliyun.served import NAME
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name=NAME,
    title="Alibaba Cloud Content Moderation (Green)",
    operations=OPERATIONS,
    claims=claims,
    examine=examine,
    admit=admit,
    refuse=refuse,
    faults=FAULTS,
    notes=(
        "Sign-in by `acs` with HMAC-SHA1 or HMAC-SM3, or by `ACS3-HMAC-SHA256` or `ACS3-HMAC-SM3`; version "
        "`2018-05-09`, scene `ocr`.",
        "Errors with a number are the service's: HTTP 200, for the whole request or for one task. The others are the "
        "gateway's.",
        "A result is kept for 1 h after it is there, and for 4 h after its submission at most; then its id is answered "
        "594, as are unknown ids and those of other accounts.",
        "A callback is repeated until it is answered 200, 17 deliveries in all; every delivery has the same bytes.",
    ),
    gaps=(
        "Other paths of the service (`/green/text/scan` and so on): 404 `InvalidApi.NotFound`. Other scenes and cards: "
        "code 400.",
        "Temporary keys: none are issued; `x-acs-security-token` is verified as a signed header and not looked at.",
        "`invoiceCategoryCode` of `invoiceSerial` is always empty: every province has a table of its own.",
        "Codes 580, 585, 587, 591, 595 and 596 do not occur.",
    ),
    jobs=JOBS,
)

__all__ = ["DIALECT"]
