"""A signature as a request carries it: who signed, when, and the text that is signed.

Both families, `acs` and `ACS3`, cover the body by a digest that stands in a header. So a signature is checked before
the body is read, and the digest after it.
"""

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime

from piaoju.dialects.aliyun.digests import Digest, hexdigest, mac
from piaoju.dialects.wire.message import WireRequest, raw
from piaoju.dialects.wire.sign_in import is_same

CONTENT_HEADERS = ("x-acs-content-sha256", "x-acs-content-sm3")
"""Either may hold either digest: the SDK of Python writes SM3 into the first."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature.

    Attributes:
        key_id: of the access key.
        signature: as sent.
        digest: of the MAC; None if the method is not known.
        is_hex: whether the signature is hexadecimal, else Base64.
        moment: when it was signed; None if that is absent or has another form.
        message: the text that is signed.
    """

    key_id: str
    signature: str
    digest: Digest | None
    is_hex: bool
    moment: datetime | None
    message: str = field(repr=False)

    def is_by(self, secret: str) -> bool:
        """Say whether whoever signed knows the secret."""
        return self.digest is not None and is_same(self.signature, self._written(self.digest, secret))

    def _written(self, digest: Digest, secret: str) -> str:
        signature = mac(digest, secret.encode(), raw(self.message))
        return signature.hex() if self.is_hex else b64encode(signature).decode()


def is_body_as_signed(request: WireRequest, signed: Signed) -> bool:
    """Say whether the body has the digests that its headers name; `acs` need not name any."""
    md5 = request.headers.get("Content-MD5").strip()
    if md5 and not is_same(md5, b64encode(hashlib.md5(request.body, usedforsecurity=False).digest()).decode()):
        return False
    if signed.digest is None or signed.digest == "sha1":
        return True
    named = [request.headers.get(name).strip() for name in CONTENT_HEADERS if name in request.headers]
    return all(is_same(each.lower(), hexdigest(signed.digest, request.body)) for each in named)
