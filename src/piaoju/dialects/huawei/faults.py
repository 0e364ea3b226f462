"""Huawei's errors. Codes and messages as in SOURCES.md; a row for every error class of ours."""

from piaoju import errors
from piaoju.dialects.wire.body import ADDRESS, BODY
from piaoju.dialects.wire.faults import Fault, FaultTable


def _sign_in(message: str) -> Fault:
    return Fault(401, "APIG.0301", f"Incorrect IAM authentication information: {message}")


_PARAMETER = Fault(400, "AIS.0101", "The input parameter is invalid.")
_FORMAT = Fault(400, "AIS.0102", "The image format is not supported.")
_SIZE = Fault(400, "AIS.0103", "The image size does not meet the requirements.")
_WRONG_IMAGE = Fault(400, "AIS.0104", "The image is not supported or the image quality is poor.")
_FAILED = Fault(400, "AIS.0105", "Recognition failed.")
_DOWNLOAD = Fault(400, "ModelArts.4603", "Obtaining the file from the URL failed.")
_INTERNAL = Fault(500, "ModelArts.4301", "service exception")
_THROTTLED = "The throttling threshold has been reached"
_UNKNOWN_KEY = _sign_in("Get secretKey failed,ak:{detail},err:ak not exist")
_SIGNATURE = _sign_in("verify aksk signature fail, canonicalRequest:{detail}")

FAULTS = FaultTable(
    {
        errors.InvalidParameter: _PARAMETER,
        (errors.InvalidParameter, BODY): Fault(
            400, "ModelArts.4105", "The JSON format of the input data is incorrect."
        ),
        (errors.InvalidParameter, ADDRESS): Fault(400, "ModelArts.4601", "The URL is invalid."),
        errors.UnknownOperation: Fault(
            404, "APIG.0101", "The API does not exist or has not been published in the environment"
        ),
        errors.UnreadableFile: _FORMAT,
        errors.UnsupportedFormat: _FORMAT,
        errors.CorruptInput: _FORMAT,
        errors.EncryptedDocument: _FORMAT,
        errors.PayloadTooLarge: _SIZE,
        (errors.PayloadTooLarge, "text"): Fault(400, "ModelArts.4104", "Invalid Request Content Length."),
        (errors.PayloadTooLarge, "body"): Fault(413, "APIG.0201", "Request entity too large."),
        errors.ImageTooSmall: _SIZE,
        errors.ImageTooLarge: _SIZE,
        errors.PageOutOfRange: _FORMAT,
        errors.DownloadFailed: _DOWNLOAD,
        errors.DownloadTimeout: _DOWNLOAD,
        errors.ForbiddenAddress: _DOWNLOAD,
        errors.NoTextFound: _WRONG_IMAGE,
        errors.NoDocumentFound: _WRONG_IMAGE,
        errors.WrongDocumentType: _WRONG_IMAGE,
        errors.Unauthenticated: _sign_in("verify aksk signature fail"),
        (errors.Unauthenticated, "missing"): _sign_in("x-auth-token not found"),
        (errors.Unauthenticated, "malformed"): _sign_in("Authorization format is incorrect"),
        (errors.Unauthenticated, "unknown_key"): _UNKNOWN_KEY,
        (errors.Unauthenticated, "disabled"): _UNKNOWN_KEY,
        (errors.Unauthenticated, "bad_timestamp"): _sign_in("calc aksk signature fail:x-sdk-date is invalid"),
        (errors.Unauthenticated, "expired"): _sign_in("calc aksk signature fail:signature expired, {detail}"),
        (errors.Unauthenticated, "bad_signature"): _SIGNATURE,
        (errors.Unauthenticated, "bad_token"): _sign_in("decrypt token fail"),
        (errors.Unauthenticated, "expired_token"): _sign_in("token expires, expires_at: {detail}"),
        errors.PermissionDenied: Fault(403, "ModelArts.4204", "Request api error! The API is not subscribed."),
        errors.RateLimited: Fault(
            429,
            "APIG.0308",
            f"{_THROTTLED}: policy user over ratelimit,limit:{{limit}},time:{{period_s}} second",
        ),
        errors.Overloaded: Fault(429, "APIG.0308", f"{_THROTTLED}: policy api over ratelimit"),
        errors.DeadlineExceeded: Fault(504, "APIG.0203", "Backend timeout"),
        errors.UnknownJob: _PARAMETER,
        errors.JobExpired: _PARAMETER,
        errors.CallbackRejected: _PARAMETER,
        errors.RendererFailed: _FAILED,
        errors.ModelMissing: _FAILED,
        errors.ModelCorrupt: _FAILED,
        errors.BadConfig: _INTERNAL,
    },
    internal=_INTERNAL,
)
