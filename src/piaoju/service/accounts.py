"""Accounts: who may call, with which keys of which vendor, from `accounts.toml`, which only its owner may read.

The file is looked at again whenever it changed. If it then cannot be used, the accounts known before remain, and the
log says so.
"""

import logging
import stat
import threading
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from piaoju.dialects.wire.sign_in import Credential
from piaoju.errors import BadConfig
from piaoju.service.account_blocks import VENDORS, Account, Block

FILE_NAME = "accounts.toml"
FILE_MODE = 0o600

logger = logging.getLogger(__name__)

K = TypeVar("K")
V = TypeVar("V")


class _File(Block):
    account: tuple[Account, ...] = ()


class _Index:
    """Accounts by name, credentials by digest of key, so that a look-up's time says nothing of a key."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self.accounts: dict[str, Account] = {}
        self.by_key: dict[bytes, Credential] = {}
        self.by_user: dict[bytes, Credential] = {}
        for account in accounts:
            _add(self.accounts, account.name, account, "name")
            for vendor in VENDORS:
                self._add_vendor(account, vendor)

    def _add_vendor(self, account: Account, vendor: str) -> None:
        _, key_name, secret_name = VENDORS[vendor]
        block: Block | None = getattr(account, vendor)
        if block is None:
            return
        details: dict[str, str] = block.model_dump()
        credential = Credential(
            account=account.name,
            key=details[key_name],
            secret=details[secret_name],
            is_enabled=account.enabled,
            details=details,
            uid=account.uid,
            billing=account.billing,
        )
        _add(self.by_key, digest(vendor, credential.key), credential, f"{vendor} key")
        if "user" in details:
            user = digest(vendor, details["domain"], details["user"])
            _add(self.by_user, user, credential, f"{vendor} user")


class Accounts:
    """The accounts of a file, always those that stand in it now. Safe from any thread."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            BadConfig: it cannot be read, others may read it, or its content cannot be used.
        """
        self._path = path
        self._lock = threading.Lock()
        self._stamp = _stamp(path)
        self._index = _Index(read_accounts(path))

    def by_key(self, dialect: str, key: str) -> Credential | None:
        """Return a vendor's credential by its key."""
        return self._current().by_key.get(digest(dialect, key))

    def by_user(self, dialect: str, domain: str, user: str) -> Credential | None:
        """Return a vendor's credential by its user."""
        return self._current().by_user.get(digest(dialect, domain, user))

    def account(self, name: str) -> Account | None:
        """Return an account by name."""
        return self._current().accounts.get(name)

    def _current(self) -> _Index:
        with self._lock:
            stamp = _stamp(self._path)
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._index = _Index(read_accounts(self._path))
                except BadConfig as error:
                    logger.error("accounts not reloaded: %s", error)  # noqa: TRY400, the message says all
                else:
                    logger.info("accounts reloaded: %d", len(self._index.accounts))
            return self._index


def read_accounts(path: Path) -> tuple[Account, ...]:
    """Return the accounts of a file.

    Raises:
        BadConfig: it cannot be read, others may read it, or its content cannot be used.
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        content = path.read_bytes()
    except OSError as error:
        raise BadConfig(f"{path}: cannot be read: {error.strerror}") from error
    if mode & ~FILE_MODE:
        raise BadConfig(f"{path}: holds secrets and has mode {mode:04o}; make it {FILE_MODE:04o}")
    try:
        accounts = _File.model_validate(tomllib.loads(content.decode("utf-8"))).account
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: it is not TOML") from error  # their messages can quote secrets
    except ValidationError as error:
        places = sorted({".".join(map(str, found["loc"])) + f": {found['msg']}" for found in error.errors()})
        raise BadConfig(f"{path}: {'; '.join(places)}") from error
    _Index(accounts)
    return accounts


def digest(*parts: str) -> bytes:
    """Return what a key is looked up by; the parts cannot run into each other."""
    return sha256(
        b"\0".join(sha256(part.encode("utf-8", errors="surrogateescape")).digest() for part in parts)
    ).digest()


def _add(index: dict[K, V], key: K, value: V, what: str) -> None:
    if key in index:
        raise BadConfig(f"two accounts have the same {what}")
    index[key] = value


def _stamp(path: Path) -> tuple[int, int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode
