"""DeepFinch's errors: seven statuses, reasons in words of our own but for the first; see SOURCES.md."""

from piaoju.dialects.wire.body import ADDRESS
from piaoju.dialects.wire.faults import Fault, FaultTable
from piaoju.errors import (
    BadConfig,
    CallbackRejected,
    CorruptInput,
    DeadlineExceeded,
    DownloadFailed,
    DownloadTimeout,
    EncryptedDocument,
    ForbiddenAddress,
    ImageTooLarge,
    ImageTooSmall,
    InvalidParameter,
    JobExpired,
    ModelCorrupt,
    ModelMissing,
    NoDocumentFound,
    NoTextFound,
    Overloaded,
    PageOutOfRange,
    PayloadTooLarge,
    PermissionDenied,
    RateLimited,
    RendererFailed,
    Unauthenticated,
    UnknownJob,
    UnknownOperation,
    UnreadableFile,
    UnsupportedFormat,
    WrongDocumentType,
)

NEITHER = "file"
"""Under this name it is reported that neither file nor url is given, as the vendor does."""
BOTH = "url"
"""Under this name it is reported that both are given."""


def _invalid(reason: str) -> Fault:
    return Fault(400, "INVALID_ARGUMENT", reason)


_IMAGE = _invalid("unsupported or corrupt image")
_SIDES = _invalid("image size out of range")
_DOWNLOAD = _invalid("failed to download 'url'")
_NO_INVOICE = Fault(400, "DETECTION_FAILED", "no invoice detected")
_RATE = Fault(403, "RATE_LIMIT_EXCEEDED", "rate limit exceeded")
_INTERNAL = Fault(500, "INTERNAL_ERROR", "internal error")

FAULTS = FaultTable(
    {
        InvalidParameter: _invalid("malformed request body"),
        (InvalidParameter, NEITHER): _invalid("must specify 'file'"),
        (InvalidParameter, BOTH): _invalid("specify only one of 'file' and 'url'"),
        (InvalidParameter, ADDRESS): _DOWNLOAD,
        UnknownOperation: Fault(404, "NOT_FOUND", "no such path or method"),
        UnreadableFile: _IMAGE,
        UnsupportedFormat: _IMAGE,
        CorruptInput: _IMAGE,
        EncryptedDocument: _IMAGE,
        PageOutOfRange: _IMAGE,
        PayloadTooLarge: _invalid("image file too large"),
        ImageTooSmall: _SIDES,
        ImageTooLarge: _SIDES,
        DownloadFailed: _DOWNLOAD,
        DownloadTimeout: _DOWNLOAD,
        ForbiddenAddress: _DOWNLOAD,
        NoTextFound: _NO_INVOICE,
        NoDocumentFound: _NO_INVOICE,
        WrongDocumentType: _NO_INVOICE,
        # One reply for every reason, so that nobody learns which ids there are.
        Unauthenticated: Fault(401, "UNAUTHORIZED", "invalid api id or secret"),
        PermissionDenied: Fault(401, "UNAUTHORIZED", "not permitted for this api id"),
        RateLimited: _RATE,
        Overloaded: _RATE,
        DeadlineExceeded: _INTERNAL,
        UnknownJob: _INTERNAL,
        JobExpired: _INTERNAL,
        CallbackRejected: _INTERNAL,
        RendererFailed: _INTERNAL,
        ModelMissing: _INTERNAL,
        ModelCorrupt: _INTERNAL,
        BadConfig: _INTERNAL,
    },
    internal=_INTERNAL,
)
