"""A moment at which time stands still, and turns that nobody waits for."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 3, 53, 7, tzinfo=UTC)


class AtOnce:
    """Turns that are always one's own."""

    async def run(self, account: str, work: Callable[[], T]) -> T:
        """Work."""
        assert account == "acme"
        return work()
