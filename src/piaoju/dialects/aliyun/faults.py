"""Aliyun's errors, of its gateway and of the service behind it; a row for every error class of ours.

A gateway's code is a word and comes with an HTTP status. A service's code is a number and comes with 200; it stands
for the whole request, or for one task among others.
"""

from piaoju import errors
from piaoju.dialects.aliyun.served import METHOD_NOT_SERVED, VERSION_NOT_SERVED
from piaoju.dialects.wire.body import ADDRESS
from piaoju.dialects.wire.faults import Fault, FaultTable, Trouble


def _service(code: int, message: str) -> Fault:
    return Fault(200, str(code), message)


PROCESSING = _service(280, "PROCESSING")
BAD_REQUEST = _service(400, "BAD_REQUEST")
EXPIRED = _service(594, "EXPIRED")
_NOT_ALLOWED = _service(401, "NOT_ALLOWED")
_FORBIDDEN = _service(403, "FORBIDDEN")
_NOT_FOUND = _service(404, "NOT_FOUND")
_DOWNLOAD_FAILED = _service(480, "DOWNLOAD_FAILED")
_GENERAL_ERROR = _service(500, "GENERAL_ERROR")
_ALGO_FAILED = _service(586, "ALGO_FAILED")
_BAD_FORMAT = _service(590, "BAD_FORMAT")
# The SDK takes what follows the first colon of this message, and fails itself if there is none.
_SIGNATURE = Fault(
    400,
    "SignatureDoesNotMatch",
    "Specified signature is not matched with our calculation. server string to sign is:{detail}",
)

FAULTS = FaultTable(
    {
        errors.InvalidParameter: BAD_REQUEST,
        (errors.InvalidParameter, ADDRESS): _NOT_ALLOWED,
        (errors.InvalidParameter, METHOD_NOT_SERVED): Fault(
            400, "InvalidSignatureMethod", "Specified signature method is not valid."
        ),
        (errors.InvalidParameter, VERSION_NOT_SERVED): Fault(
            400, "InvalidVersion", "Specified parameter Version is not valid."
        ),
        errors.UnknownOperation: Fault(
            404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method."
        ),
        errors.UnreadableFile: _BAD_FORMAT,
        errors.UnsupportedFormat: _BAD_FORMAT,
        errors.CorruptInput: _BAD_FORMAT,
        errors.EncryptedDocument: _BAD_FORMAT,
        errors.PayloadTooLarge: _service(589, "TOO_LARGE"),
        (errors.PayloadTooLarge, "body"): BAD_REQUEST,
        errors.ImageTooSmall: _BAD_FORMAT,
        errors.ImageTooLarge: _DOWNLOAD_FAILED,
        errors.PageOutOfRange: _BAD_FORMAT,
        errors.DownloadFailed: _DOWNLOAD_FAILED,
        (errors.DownloadFailed, "401"): _FORBIDDEN,
        (errors.DownloadFailed, "403"): _FORBIDDEN,
        (errors.DownloadFailed, "404"): _NOT_FOUND,
        (errors.DownloadFailed, "410"): _NOT_FOUND,
        errors.DownloadTimeout: _service(592, "DOWNLOAD_TIMEOUT"),
        errors.ForbiddenAddress: _NOT_ALLOWED,
        errors.NoTextFound: _ALGO_FAILED,
        errors.NoDocumentFound: _ALGO_FAILED,
        errors.WrongDocumentType: _ALGO_FAILED,
        errors.Unauthenticated: _SIGNATURE,
        (errors.Unauthenticated, "missing"): Fault(
            400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action."
        ),
        (errors.Unauthenticated, "malformed"): Fault(
            400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."
        ),
        (errors.Unauthenticated, "unknown_key"): Fault(
            404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."
        ),
        (errors.Unauthenticated, "disabled"): Fault(
            400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."
        ),
        (errors.Unauthenticated, "bad_timestamp"): Fault(
            400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."
        ),
        (errors.Unauthenticated, "expired"): Fault(
            400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."
        ),
        (errors.Unauthenticated, "replayed"): Fault(
            400, "SignatureNonceUsed", "Specified signature nonce was used already."
        ),
        errors.PermissionDenied: Fault(
            403,
            "Forbidden.RAM",
            "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
        ),
        errors.RateLimited: _service(588, "EXCEED_QUOTA"),
        errors.Overloaded: Fault(
            503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."
        ),
        errors.DeadlineExceeded: _service(581, "TIMEOUT"),
        errors.UnknownJob: EXPIRED,
        errors.JobExpired: EXPIRED,
        errors.CallbackRejected: BAD_REQUEST,
        errors.RendererFailed: _ALGO_FAILED,
        errors.ModelMissing: _ALGO_FAILED,
        errors.ModelCorrupt: _ALGO_FAILED,
        errors.BadConfig: _GENERAL_ERROR,
    },
    internal=_GENERAL_ERROR,
)


def is_of_service(fault: Fault) -> bool:
    """Say whether the service answers so, rather than its gateway."""
    return fault.code.isdecimal()


def fault_of_task(trouble: Trouble) -> Fault:
    """Return how a task among others is answered that failed; the gateway has no words for that."""
    fault = FAULTS.find(trouble)
    return fault if is_of_service(fault) else FAULTS.internal
