"""Tokens stand for an account until they expire; nonces are good once."""

from datetime import datetime, timedelta

import pytest

from piaoju.dialects.wire.sign_in import Credential
from piaoju.errors import Unauthenticated
from piaoju.service.nonces import Nonces
from piaoju.service.tokens import Tokens
from tests.unit.dialects.desks import Book, credential
from tests.unit.service.at_once import NOW


def tokens(now: datetime = NOW, held: Credential | None = None) -> Tokens:
    return Tokens(Book(held or credential("huawei")), lambda: now)


def test_round_trip() -> None:
    issued = tokens().issue(credential("huawei"))
    assert (issued.issued_at, issued.expires_at) == (NOW, NOW + timedelta(hours=24))
    assert issued.text not in repr(issued)
    assert tokens(NOW + timedelta(hours=23, minutes=59)).open(issued.text).account == "acme"


def test_expiry() -> None:
    text = tokens().issue(credential("huawei")).text
    with pytest.raises(Unauthenticated) as caught:
        tokens(NOW + timedelta(hours=24)).open(text)
    assert (caught.value.reason, caught.value.detail) == ("expired_token", "2026-11-23T03:53:07.000000Z")


def test_new_keys_void_a_token() -> None:
    text = tokens().issue(credential("huawei")).text
    for held, reason in (
        (credential("huawei", secret="other"), "bad_token"),
        (credential("huawei", key="other"), "bad_token"),
        (credential("huawei", is_enabled=False), "disabled"),
    ):
        with pytest.raises(Unauthenticated) as caught:
            tokens(held=held).open(text)
        assert caught.value.reason == reason


@pytest.mark.parametrize("text", ["", ".", "a.b", "a.b.c", "é.é", "e30.e30", "W10.AA", "bnVsbA.AA", "x" * 5000])
def test_garbled(text: str) -> None:
    with pytest.raises(Unauthenticated, match="bad token"):
        tokens().open(text)


def test_a_changed_character() -> None:
    text = tokens().issue(credential("huawei")).text
    for place in range(0, len(text) - 1, 7):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        with pytest.raises(Unauthenticated):
            tokens().open(changed)


def test_nonces() -> None:
    now = [0.0]
    nonces = Nonces(lambda: now[0])
    assert not nonces.is_used("key", "n")
    assert nonces.first_use("key", "n", 10)
    assert nonces.is_used("key", "n")
    assert not nonces.first_use("key", "n", 10)
    assert nonces.first_use("other", "n", 10)
    now[0] = 9.9
    assert not nonces.first_use("key", "n", 10)
    now[0] = 10.0
    assert nonces.first_use("key", "n", 10)
