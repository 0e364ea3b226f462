"""Tokens: a sealed statement that stands for an account until it expires. Nothing is stored.

The seal is an HMAC under a key of the account, so that new keys, or disabling the account, void its tokens, and a
restart does not.
"""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from piaoju.dialects.wire.sign_in import Credential, CredentialLookup, is_same, known
from piaoju.dialects.wire.signing import hmac_sha256
from piaoju.dialects.wire.task import Project, Token
from piaoju.errors import Unauthenticated

LIFETIME = timedelta(hours=24)
_DIALECT = "huawei"
_LONGEST = 4096


class Tokens:
    """Issues and opens tokens of the one vendor that has them."""

    def __init__(self, credentials: CredentialLookup, clock: Callable[[], datetime]) -> None:
        """Remember whom to ask."""
        self._credentials = credentials
        self._clock = clock

    def issue(self, credential: Credential) -> Token:
        """Return a new token; older ones stay valid."""
        issued_at = self._clock()
        expires_at = issued_at + LIFETIME
        statement = json.dumps({"key": credential.key, "expires": int(expires_at.timestamp())}).encode()
        text = f"{_encoded(statement)}.{_encoded(_seal(credential, statement))}"
        project = Project(credential.details["project_id"], credential.details["project_name"])
        return Token(text, issued_at, expires_at, project)

    def open(self, text: str) -> Credential:
        """Return the credential that a token stands for.

        Raises:
            Unauthenticated: bad_token, disabled, expired_token; of the last, when it expired is the detail.
        """
        statement, seal = _parts(text)
        try:
            claims = json.loads(statement)
            key, expires = str(claims["key"]), int(claims["expires"])
        except (ValueError, KeyError, TypeError) as error:
            raise Unauthenticated("bad_token") from error
        credential = self._credentials.by_key(_DIALECT, key)
        if credential is None or not is_same(seal.hex(), _seal(credential, statement).hex()):
            raise Unauthenticated("bad_token")
        if expires <= self._clock().timestamp():
            raise Unauthenticated("expired_token", f"{datetime.fromtimestamp(expires, UTC):%Y-%m-%dT%H:%M:%S.000000Z}")
        return known(credential, key)


def _parts(text: str) -> tuple[bytes, bytes]:
    if len(text) > _LONGEST:
        raise Unauthenticated("bad_token")
    try:
        statement, seal = (_decoded(part) for part in text.split("."))
    except (ValueError, binascii.Error) as error:
        raise Unauthenticated("bad_token") from error
    return statement, seal


def _seal(credential: Credential, statement: bytes) -> bytes:
    return hmac_sha256(f"token\0{credential.secret}".encode(), statement)


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars="-_", validate=True)
