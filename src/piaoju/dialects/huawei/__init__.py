"""Huawei Cloud OCR: quota-invoice and mvs-invoice, with the two calls of IAM that its SDKs make. Assembly only."""

from piaoju.dialects.huawei.auth import NAME, admit, claims, examine
from piaoju.dialects.huawei.envelope import refuse
from piaoju.dialects.huawei.faults import FAULTS
from piaoju.dialects.huawei.routes import OPERATIONS
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name=NAME,
    title="Huawei Cloud OCR",
    operations=OPERATIONS,
    claims=claims,
    examine=examine,
    admit=admit,
    refuse=refuse,
    faults=FAULTS,
    notes=(
        "Sign-in by `X-Auth-Token`, which goes first, or by AK/SK with `SDK-HMAC-SHA256`.",
        "Of PDF and TIFF files the first page is read.",
        "Sides of pictures are at least 15 and at most 4096 px for `quota-invoice`, 100 and 8000 px for `mvs-invoice`.",
    ),
    gaps=(
        "All other calls of the OCR service (`vat-invoice`, `taxi-invoice`, `train-ticket`, `auto-classification` and "
        "so on) and of IAM: 404 `APIG.0101`.",
        "The other algorithms of the SDK (`SDK-HMAC-SM3`, `SDK-ECDSA-P256-SHA256`, `SDK-SM2-SM3`, `V11-HMAC-SHA256`): "
        "401 `APIG.0301`.",
        "Temporary keys: none are issued; `X-Security-Token` is verified as a signed header and not looked at.",
        "Tokens by other methods than `password`: 400.",
        "An access key is not locked after failures, nor is a user after wrong passwords.",
        "`reverse_issue` of used vehicles is not returned.",
    ),
)

__all__ = ["DIALECT"]
