"""Requests, and a desk with the credentials of `tests.serving`, for tests of dialects without a server."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from piaoju.dialects.wire.message import Headers, WireRequest
from piaoju.dialects.wire.sign_in import Credential, Desk
from piaoju.errors import Unauthenticated
from tests.serving import VENDORS

REQUEST_ID = UUID("655dd190-4368-4e19-8095-c6e7e4e1752a")
KEYS = {
    "huawei": ("access_key", "secret_key"),
    "tencent": ("secret_id", "secret_key"),
    "aliyun": ("access_key_id", "access_key_secret"),
    "deepfinch": ("api_id", "api_secret"),
    "native": ("api_key", "api_key"),
}


def credential(vendor: str, **changes: object) -> Credential:
    """Return the test account's credential of a vendor."""
    keys = VENDORS[vendor]
    key, secret = KEYS[vendor]
    given: dict[str, object] = {"account": "acme", "key": keys[key], "secret": keys[secret], "details": keys, **changes}
    return Credential(**given)  # type: ignore[arg-type]


class Book:
    """Credentials of one vendor, by key and by user."""

    def __init__(self, *credentials: Credential) -> None:
        self._credentials = credentials

    def by_key(self, dialect: str, key: str) -> Credential | None:
        del dialect
        return next((each for each in self._credentials if each.key == key), None)

    def by_user(self, dialect: str, domain: str, user: str) -> Credential | None:
        del dialect
        wanted = {"domain": domain, "user": user}
        return next((each for each in self._credentials if wanted.items() <= each.details.items()), None)


class UsedOnce:
    """Nonces that never expire."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()

    def is_used(self, scope: str, nonce: str) -> bool:
        return (scope, nonce) in self._seen

    def first_use(self, scope: str, nonce: str, lifetime_s: float) -> bool:
        del lifetime_s
        is_first = (scope, nonce) not in self._seen
        self._seen.add((scope, nonce))
        return is_first


def desk(now: datetime, *credentials: Credential) -> Desk:
    """Return a desk where it is always now, and no token is good."""

    def open_token(text: str) -> Credential:
        if text == "good":
            return credentials[0]
        raise Unauthenticated("bad_token")

    return Desk(Book(*credentials), lambda: now, UsedOnce(), open_token)


def request(method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> WireRequest:
    """Return a request to a path with its query."""
    parts = urlsplit(target)
    pairs = tuple((name.lower(), value) for name, value in (headers or {}).items())
    return WireRequest(method, parts.path, parts.query, Headers(pairs), REQUEST_ID, body)
