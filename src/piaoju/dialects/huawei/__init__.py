"""Huawei Cloud OCR: quota-invoice and mvs-invoice, with the two calls of IAM that its SDKs make. Assembly only."""

from piaoju.dialects.huawei.auth import admit, claims, examine
from piaoju.dialects.huawei.envelope import refuse
from piaoju.dialects.huawei.faults import FAULTS
from piaoju.dialects.huawei.routes import OPERATIONS
from piaoju.dialects.wire.dialect import Dialect

DIALECT = Dialect(
    name="huawei",
    title="Huawei Cloud OCR",
    operations=OPERATIONS,
    claims=claims,
    examine=examine,
    admit=admit,
    refuse=refuse,
    faults=FAULTS,
    notes=(
        "Sign-in by `X-Auth-Token`, which goes first, or by AK/SK with `SDK-HMAC-SHA256`; the other algorithms of "
        "the SDK (SM3, ECDSA, SM2, `V11-HMAC-SHA256`) are refused.",
        "No temporary keys are issued; `X-Security-Token` is verified as a signed header and not looked at.",
        "An access key is not locked after failures.",
        "Of PDF and TIFF files the first page is read.",
        "`reverse_issue` of used vehicles is not returned.",
    ),
)

__all__ = ["DIALECT"]
