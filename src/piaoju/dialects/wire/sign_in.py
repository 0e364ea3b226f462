"""What a sign-in check is given: the credentials, the clock, the nonces, the tokens. It does no I/O of its own."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from piaoju.errors import Unauthenticated


@dataclass(frozen=True, slots=True)
class Credential:
    """One vendor's keys of an account.

    Attributes:
        account: its name.
        key: by which it was looked up; not secret, except where a vendor has nothing but a secret.
        secret: never logged, never sent.
        is_enabled: whether the account may be used.
        details: what else stands in the account's block of this vendor.
        uid: the account's number.
        billing: a state that makes the vendor's billing errors occur; empty for none.
    """

    account: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    is_enabled: bool = True
    details: Mapping[str, str] = field(default_factory=dict, repr=False)
    uid: str = ""
    billing: str = ""


class CredentialLookup(Protocol):
    """Finds credentials, of disabled accounts too."""

    def by_key(self, dialect: str, key: str) -> Credential | None:
        """Return the vendor's credential of that key."""

    def by_user(self, dialect: str, domain: str, user: str) -> Credential | None:
        """Return the vendor's credential of that user, where the vendor has users."""


class NonceStore(Protocol):
    """Remembers what was used once."""

    def is_used(self, scope: str, nonce: str) -> bool:
        """Say whether a nonce was recorded and is still remembered."""

    def first_use(self, scope: str, nonce: str, lifetime_s: float) -> bool:
        """Record a nonce for a while; false if it was there already."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where sign-in is checked.

    Attributes:
        credentials: of all accounts.
        clock: the present, aware.
        nonces: those used; record one only after its signature was verified.
        open_token: from a token's text to the credential that it stands for; raises `Unauthenticated`.
    """

    credentials: CredentialLookup
    clock: Callable[[], datetime]
    nonces: NonceStore
    open_token: Callable[[str], Credential]


def is_same(given: str, expected: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(
        given.encode("utf-8", errors="surrogateescape"), expected.encode("utf-8", errors="surrogateescape")
    )


def known(credential: Credential | None, key: str) -> Credential:
    """Return the credential if there is one that may be used.

    Raises:
        Unauthenticated: unknown_key, disabled; the key is the detail.
    """
    if credential is None:
        raise Unauthenticated("unknown_key", key)
    if not credential.is_enabled:
        raise Unauthenticated("disabled", key)
    return credential


def is_recent(moment: datetime, now: datetime, tolerance: timedelta) -> bool:
    """Say whether two aware moments are no further apart than that, in either direction."""
    return abs(now - moment) <= tolerance
