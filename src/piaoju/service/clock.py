"""The clock of everything that is kept or compared over time."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present, aware."""
    return datetime.now(UTC)
