"""DeepFinch's errors: seven statuses, reasons in words of our own but for the first; see SOURCES.md."""

from piaoju import errors
from piaoju.dialects.wire.body import ADDRESS
from piaoju.dialects.wire.faults import Fault, FaultTable

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
        errors.InvalidParameter: _invalid("malformed request body"),
        (errors.InvalidParameter, NEITHER): _invalid("must specify 'file'"),
        (errors.InvalidParameter, BOTH): _invalid("specify only one of 'file' and 'url'"),
        (errors.InvalidParameter, ADDRESS): _DOWNLOAD,
        errors.UnknownOperation: Fault(404, "NOT_FOUND", "no such path or method"),
        errors.UnreadableFile: _IMAGE,
        errors.UnsupportedFormat: _IMAGE,
        errors.CorruptInput: _IMAGE,
        errors.EncryptedDocument: _IMAGE,
        errors.PageOutOfRange: _IMAGE,
        errors.PayloadTooLarge: _invalid("image file too large"),
        errors.ImageTooSmall: _SIDES,
        errors.ImageTooLarge: _SIDES,
        errors.DownloadFailed: _DOWNLOAD,
        errors.DownloadTimeout: _DOWNLOAD,
        errors.ForbiddenAddress: _DOWNLOAD,
        errors.NoTextFound: _NO_INVOICE,
        errors.NoDocumentFound: _NO_INVOICE,
        errors.WrongDocumentType: _NO_INVOICE,
        # One reply for every reason, so that nobody learns which ids there are.
        errors.Unauthenticated: Fault(401, "UNAUTHORIZED", "invalid api id or secret"),
        errors.PermissionDenied: Fault(401, "UNAUTHORIZED", "not permitted for this api id"),
        errors.RateLimited: _RATE,
        errors.Overloaded: _RATE,
        errors.DeadlineExceeded: _INTERNAL,
        errors.UnknownJob: _INTERNAL,
        errors.JobExpired: _INTERNAL,
        errors.CallbackRejected: _INTERNAL,
        errors.RendererFailed: _INTERNAL,
        errors.ModelMissing: _INTERNAL,
        errors.ModelCorrupt: _INTERNAL,
        errors.BadConfig: _INTERNAL,
    },
    internal=_INTERNAL,
)
