"""Faults: how a vendor writes what went wrong, by the error's class and one attribute, never by its message."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from piaoju.errors import (
    DownloadFailed,
    InvalidParameter,
    Overloaded,
    PayloadTooLarge,
    PiaojuError,
    RateLimited,
    Unauthenticated,
)
from piaoju.model.document import ErrorItem

Trouble = Exception | ErrorItem
"""What can go wrong: an error of ours, a failed stage of a reading, or an exception that nobody expected."""

Kind = type[PiaojuError] | tuple[type[PiaojuError], str]
"""A class, or a class and its aspect."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A vendor's error.

    Attributes:
        status: of HTTP.
        code: the vendor's.
        message: the vendor's. Gaps in braces are filled: `{detail}` of `Unauthenticated`, `{limit}` and `{period_s}`
            of `RateLimited`, `{name}` and `{reason}` of `InvalidParameter`.
    """

    status: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FaultTable:
    """All faults of a vendor.

    Attributes:
        faults: by kind; a row of class and aspect goes before one of the class alone.
        internal: for everything else. Says nothing of what happened.
    """

    faults: Mapping[Kind, Fault]
    internal: Fault
    _by_code: Mapping[tuple[str, str], Fault] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the rows by code, since the errors of a reading are known by it."""
        rows = {
            (kind.code, "") if isinstance(kind, type) else (kind[0].code, kind[1]): fault
            for kind, fault in self.faults.items()
        }
        object.__setattr__(self, "_by_code", rows)

    def find(self, trouble: Trouble) -> Fault:
        """Return the fault of an error; it has the row of `internal` if it has none."""
        if not isinstance(trouble, PiaojuError | ErrorItem):
            return self.internal
        rows = self._by_code
        return rows.get((trouble.code, aspect(trouble))) or rows.get((trouble.code, "")) or self.internal


def aspect(trouble: PiaojuError | ErrorItem) -> str:
    """Return the attribute that tells apart errors of one class; empty if there is none.

    >>> aspect(InvalidParameter("url", "no host"))
    'url'
    """
    match trouble:
        case Unauthenticated():
            return trouble.reason
        case InvalidParameter():
            return trouble.name
        case PayloadTooLarge():
            return trouble.what
        case DownloadFailed():
            return str(trouble.status or "")
        case ErrorItem():
            return trouble.aspect
        case _:
            return ""


def as_item(error: PiaojuError, stage: str) -> ErrorItem:
    """Return an error as an entry of a reading, which dialects answer like the error itself.

    >>> as_item(DownloadFailed("the host answers 404", 404), "fetch")
    ErrorItem(code='download_failed', message='the host answers 404', stage='fetch', page=None, aspect='404')
    """
    return ErrorItem(error.code, str(error), stage, None, aspect(error))


def message(fault: Fault, trouble: Trouble) -> str:
    """Return the fault's message with the gaps filled from the error's attributes."""
    match trouble:
        case Unauthenticated():
            return fault.message.format(detail=trouble.detail)
        case RateLimited():
            return fault.message.format(limit=trouble.limit, period_s=trouble.period_s)
        case InvalidParameter():
            return fault.message.format(name=trouble.name, reason=trouble.reason)
        case _:
            return fault.message


def retry_after_s(trouble: Trouble) -> float | None:
    """Return after how many seconds a retry makes sense; None if the error does not say."""
    return trouble.retry_after_s if isinstance(trouble, RateLimited | Overloaded) else None
