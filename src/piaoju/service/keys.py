"""Writing `accounts.toml`: accounts with new random keys, and changes that leave the rest of the file as it stands."""

import os
import secrets
import string
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Table

from piaoju.errors import BadConfig, InvalidParameter
from piaoju.service.account_blocks import VENDORS
from piaoju.service.accounts import FILE_MODE, read_accounts

_LETTERS = string.ascii_letters + string.digits
_HEADER = "Accounts of piaoju. This file holds secrets: it is for its owner's eyes only (mode 0600)."


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _huawei(name: str) -> dict[str, str]:
    return {
        "access_key": _random(20).upper(),
        "secret_key": _random(40),
        "project_id": secrets.token_hex(16),
        "project_name": "cn-north-4",
        "user": name,
        "password": _random(24),
        "domain": name,
    }


_KEYS: dict[str, Callable[[str], dict[str, str]]] = {
    "huawei": _huawei,
    "tencent": lambda _: {"secret_id": f"AKID{_random(32)}", "secret_key": _random(32)},
    "aliyun": lambda _: {"access_key_id": f"LTAI{_random(20)}", "access_key_secret": _random(30)},
    "deepfinch": lambda _: {"api_id": secrets.token_hex(16), "api_secret": secrets.token_hex(16)},
    "native": lambda _: {"api_key": f"pj_{_random(40)}"},
}
SECRETS = {
    "huawei": ("access_key", "secret_key", "password"),
    "tencent": ("secret_id", "secret_key"),
    "aliyun": ("access_key_id", "access_key_secret"),
    "deepfinch": ("api_id", "api_secret"),
    "native": ("api_key",),
}
"""What a rotation makes anew; projects and users stay."""


def add_account(path: Path, name: str, uid: str | None = None) -> None:
    """Add an account with random keys of every vendor; the file is made if there is none.

    Args:
        path: of the file.
        name: of the account, not used yet.
        uid: its number; random by default.

    Raises:
        InvalidParameter: the name is taken or empty.
        BadConfig: the file cannot be used.
    """
    document = _load(path) if path.exists() else _new_document()
    if not name.strip():
        raise InvalidParameter("name", "it is empty")
    if _find(document, name) is not None:
        raise InvalidParameter("name", f"there is an account {name} already")
    table = tomlkit.table()
    table["name"] = name
    table["uid"] = uid or "".join(secrets.choice(string.digits[1:]) for _ in range(16))
    table["enabled"] = True
    table["disabled_operations"] = []
    for vendor in VENDORS:
        table[vendor] = _KEYS[vendor](name)
    _accounts(document).append(table)
    _save(path, document)


def set_enabled(path: Path, name: str, is_enabled: bool) -> None:
    """Let an account in, or no longer.

    Raises:
        InvalidParameter: there is no such account.
        BadConfig: the file cannot be used.
    """
    document = _load(path)
    _existing(document, name)["enabled"] = is_enabled
    _save(path, document)


def rotate_keys(path: Path, name: str, vendor: str | None = None) -> None:
    """Give an account new random keys; the old ones are void at once.

    Args:
        path: of the file.
        name: of the account.
        vendor: whose keys; by default those of every vendor that the account has keys of.

    Raises:
        InvalidParameter: there is no such account, or it has no keys of that vendor.
        BadConfig: the file cannot be used.
    """
    document = _load(path)
    table = _existing(document, name)
    held = [each for each in VENDORS if each in table]
    if vendor is not None and vendor not in held:
        raise InvalidParameter("vendor", f"{name} has keys of {', '.join(held) or 'no vendor'}")
    for each in held if vendor is None else [vendor]:
        fresh = _KEYS[each](name)
        for key in SECRETS[each]:
            cast("Table", table[each])[key] = fresh[key]
    _save(path, document)


def _new_document() -> TOMLDocument:
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADER))
    return document


def _load(path: Path) -> TOMLDocument:
    read_accounts(path)
    return tomlkit.parse(path.read_text(encoding="utf-8"))


def _accounts(document: TOMLDocument) -> AoT:
    return cast("AoT", document.setdefault("account", tomlkit.aot()))


def _find(document: TOMLDocument, name: str) -> Table | None:
    return next((table for table in _accounts(document) if table["name"] == name), None)


def _existing(document: TOMLDocument, name: str) -> Table:
    table = _find(document, name)
    if table is None:
        raise InvalidParameter("name", f"there is no account {name}")
    return table


def _save(path: Path, document: TOMLDocument) -> None:
    """Replace the file in one step, so that a server never reads half of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(tomlkit.dumps(document))
            Path(temporary).chmod(FILE_MODE)
            read_accounts(Path(temporary))
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise BadConfig(f"{path}: cannot be written: {error.strerror}") from error
