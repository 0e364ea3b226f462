"""The digests that this vendor signs with, SM3 among them, which hashlib has only where OpenSSL was built with it."""

from collections.abc import Mapping
from typing import Literal

from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SM3, Hash, HashAlgorithm
from cryptography.hazmat.primitives.hmac import HMAC

Digest = Literal["sha1", "sha256", "sm3"]

_ALGORITHMS: Mapping[Digest, type[HashAlgorithm]] = {"sha1": SHA1, "sha256": SHA256, "sm3": SM3}


def hexdigest(digest: Digest, data: bytes) -> str:
    """Return a digest in lower-case hexadecimal.

    >>> hexdigest("sm3", b"abc")
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    """
    state = Hash(_ALGORITHMS[digest]())
    state.update(data)
    return state.finalize().hex()


def mac(digest: Digest, key: bytes, message: bytes) -> bytes:
    """Return the HMAC of a message."""
    state = HMAC(key, _ALGORITHMS[digest]())
    state.update(message)
    return state.finalize()
