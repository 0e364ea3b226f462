"""Nonces that were used: each is kept while the signature that carries it could be sent again."""

import threading
import time
from collections.abc import Callable


class Nonces:
    """A memory of nonces. Safe from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty.

        Args:
            clock: seconds that never go back.
        """
        self._clock = clock
        self._expiry: dict[tuple[str, str], float] = {}
        self._next_sweep = 0.0
        self._lock = threading.Lock()

    def is_used(self, scope: str, nonce: str) -> bool:
        """Say whether a nonce was recorded and is still remembered."""
        now = self._clock()
        with self._lock:
            return self._expiry.get((scope, nonce), now) > now

    def first_use(self, scope: str, nonce: str, lifetime_s: float) -> bool:
        """Record a nonce for a while; false if it was there already."""
        now = self._clock()
        with self._lock:
            if now >= self._next_sweep:
                self._expiry = {key: expiry for key, expiry in self._expiry.items() if expiry > now}
                self._next_sweep = now + lifetime_s
            if self._expiry.get((scope, nonce), now) > now:
                return False
            self._expiry[scope, nonce] = now + lifetime_s
            return True
