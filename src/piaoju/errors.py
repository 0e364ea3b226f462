"""The error taxonomy: every exception that may leave a piaoju package.

A leaf class is what gets raised; its snake_case name is the code that users see. Attributes are typed, so
that a dialect maps an error by class and attribute and never by message text. HTTP statuses live in the
dialects.
"""

import re
from typing import ClassVar, Literal

AccessReason = Literal[
    "missing",
    "malformed",
    "unknown_key",
    "disabled",
    "bad_timestamp",
    "expired",
    "replayed",
    "bad_signature",
    "bad_token",
    "expired_token",
]

Payload = Literal["file", "text", "body"]


class PiaojuError(Exception):
    """Base of every error that piaoju raises on purpose."""

    code: ClassVar[str] = "piaoju_error"

    def __init_subclass__(cls) -> None:
        """Derive the code from the class name, so that the two cannot differ."""
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class InputError(PiaojuError):
    """The caller can fix it: what was sent is not what can be read."""


class InvalidParameter(InputError):
    """A parameter is absent, of the wrong type or out of range."""

    def __init__(self, name: str, reason: str) -> None:
        """Name the parameter and say what is wrong with it."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class UnknownOperation(InputError):
    """The named operation does not exist."""


class UnreadableFile(InputError):
    """There is no such file, it is no regular file, or it may not be read."""


class UnsupportedFormat(InputError):
    """The bytes are of no format that piaoju reads."""


class CorruptInput(InputError):
    """The format is known, the content is damaged."""


class EncryptedDocument(InputError):
    """The document is protected by a password."""


class PayloadTooLarge(InputError):
    """More bytes than allowed."""

    def __init__(self, size_bytes: int, limit: int, what: Payload = "file") -> None:
        """Record the size and the limit, both in bytes, and of what: the file, its encoded text or the request."""
        super().__init__(f"{size_bytes} bytes are more than the limit of {limit}")
        self.size_bytes = size_bytes
        self.limit = limit
        self.what = what


class ImageTooSmall(InputError):
    """The picture has too few pixels to hold a document."""


class ImageTooLarge(InputError):
    """The picture has longer sides or more pixels than allowed."""


class PageOutOfRange(InputError):
    """A page was asked for that the file does not have."""


class SourceError(PiaojuError):
    """Fetching a URL failed."""


class DownloadFailed(SourceError):
    """The other side answered with an error, or not at all."""

    def __init__(self, message: str, status: int | None = None) -> None:
        """Record the HTTP status; None where there was no answer."""
        super().__init__(message)
        self.status = status


class DownloadTimeout(SourceError):
    """The other side took too long."""


class ForbiddenAddress(SourceError):
    """The URL leads to an address that must not be fetched from."""


class ReadingError(PiaojuError):
    """The input was decoded, yet holds nothing of what was asked for."""


class NoTextFound(ReadingError):
    """No text was detected."""


class NoDocumentFound(ReadingError):
    """No invoice or ticket was found."""


class WrongDocumentType(ReadingError):
    """A document was found, of a type that was not asked for."""

    def __init__(self, expected: str, found: str) -> None:
        """Record the document types, as snake_case ids."""
        super().__init__(f"expected {expected}, found {found}")
        self.expected = expected
        self.found = found


class AccessError(PiaojuError):
    """The caller is not let in."""


class Unauthenticated(AccessError):
    """Credentials are missing, unknown or wrong."""

    def __init__(self, reason: AccessReason, detail: str = "") -> None:
        """Record why, in a word that dialects map to their own codes, and what the caller may be told of it."""
        super().__init__(reason.replace("_", " "))
        self.reason = reason
        self.detail = detail


class PermissionDenied(AccessError):
    """The account may not do this."""


class RateLimited(AccessError):
    """The account asks too often."""

    def __init__(self, retry_after_s: float, limit: int, period_s: int) -> None:
        """Record after how many seconds the next call is welcome, and how many calls are within how many seconds."""
        super().__init__(f"more than {limit} requests in {period_s} s; retry after {retry_after_s:g} s")
        self.retry_after_s = retry_after_s
        self.limit = limit
        self.period_s = period_s


class CapacityError(PiaojuError):
    """The server cannot take this now."""


class Overloaded(CapacityError):
    """The queue is full."""

    def __init__(self, retry_after_s: float) -> None:
        """Record after how many seconds a retry makes sense."""
        super().__init__(f"overloaded; retry after {retry_after_s:g} s")
        self.retry_after_s = retry_after_s


class DeadlineExceeded(CapacityError):
    """The time allowed for the request is over."""


class JobError(PiaojuError):
    """About asynchronous jobs."""


class UnknownJob(JobError):
    """No job has this id, or it belongs to another account."""


class JobExpired(JobError):
    """The job's result is no longer kept."""


class CallbackRejected(JobError):
    """The callback address cannot be used."""


class DeploymentError(PiaojuError):
    """Ours to fix, or the operator's: the installation is not complete."""


class ModelMissing(DeploymentError):
    """A model file of the manifest is not installed."""


class ModelCorrupt(DeploymentError):
    """A model file differs from the manifest's checksum."""


class RendererFailed(DeploymentError):
    """The program that draws PDF pages cannot be started."""


class BadConfig(DeploymentError):
    """A setting cannot be used."""
