"""Huawei's errors. Codes and messages as in SOURCES.md; a row for every error class of ours."""

from piaoju.dialects.wire.body import ADDRESS, BODY
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


def _sign_in(message: str) -> Fault:
    return Fault(401, "APIG.0301", f"Incorrect IAM authentication information: {message}")


_PARAMETER = Fault(400, "AIS.0101", "The input parameter is invalid.")
_FORMAT = Fault(400, "AIS.0102", "The image format is not supported.")
_SIZE = Fault(400, "AIS.0103", "The image size does not meet the requirements.")
_WRONG_IMAGE = Fault(400, "AIS.0104", "The image is not supported or the image quality is poor.")
_DOWNLOAD = Fault(400, "ModelArts.4603", "Obtaining the file from the URL failed.")
_INTERNAL = Fault(500, "ModelArts.4301", "service exception")
_THROTTLED = "The throttling threshold has been reached"
_UNKNOWN_KEY = _sign_in("Get secretKey failed,ak:{detail},err:ak not exist")
_SIGNATURE = _sign_in("verify aksk signature fail, canonicalRequest:{detail}")

FAULTS = FaultTable(
    {
        InvalidParameter: _PARAMETER,
        (InvalidParameter, BODY): Fault(400, "ModelArts.4105", "The JSON format of the input data is incorrect."),
        (InvalidParameter, ADDRESS): Fault(400, "ModelArts.4601", "The URL is invalid."),
        UnknownOperation: Fault(
            404, "APIG.0101", "The API does not exist or has not been published in the environment"
        ),
        UnreadableFile: _FORMAT,
        UnsupportedFormat: _FORMAT,
        CorruptInput: _FORMAT,
        EncryptedDocument: _FORMAT,
        PayloadTooLarge: _SIZE,
        (PayloadTooLarge, "text"): Fault(400, "ModelArts.4104", "Invalid Request Content Length."),
        (PayloadTooLarge, "body"): Fault(413, "APIG.0201", "Request entity too large."),
        ImageTooSmall: _SIZE,
        ImageTooLarge: _SIZE,
        PageOutOfRange: _FORMAT,
        DownloadFailed: _DOWNLOAD,
        DownloadTimeout: _DOWNLOAD,
        ForbiddenAddress: _DOWNLOAD,
        NoTextFound: _WRONG_IMAGE,
        NoDocumentFound: _WRONG_IMAGE,
        WrongDocumentType: _WRONG_IMAGE,
        Unauthenticated: _sign_in("verify aksk signature fail"),
        (Unauthenticated, "missing"): _sign_in("x-auth-token not found"),
        (Unauthenticated, "malformed"): _sign_in("Authorization format is incorrect"),
        (Unauthenticated, "unknown_key"): _UNKNOWN_KEY,
        (Unauthenticated, "disabled"): _UNKNOWN_KEY,
        (Unauthenticated, "bad_timestamp"): _sign_in("calc aksk signature fail:x-sdk-date is invalid"),
        (Unauthenticated, "expired"): _sign_in("calc aksk signature fail:signature expired, {detail}"),
        (Unauthenticated, "bad_signature"): _SIGNATURE,
        (Unauthenticated, "bad_token"): _sign_in("decrypt token fail"),
        (Unauthenticated, "expired_token"): _sign_in("token expires, expires_at: {detail}"),
        PermissionDenied: Fault(403, "ModelArts.4204", "Request api error! The API is not subscribed."),
        RateLimited: Fault(
            429,
            "APIG.0308",
            f"{_THROTTLED}: policy user over ratelimit,limit:{{limit}},time:{{period_s}} second",
        ),
        Overloaded: Fault(429, "APIG.0308", f"{_THROTTLED}: policy api over ratelimit"),
        DeadlineExceeded: Fault(504, "APIG.0203", "Backend timeout"),
        UnknownJob: _PARAMETER,
        JobExpired: _PARAMETER,
        CallbackRejected: _PARAMETER,
        RendererFailed: Fault(400, "AIS.0105", "Recognition failed."),
        ModelMissing: Fault(400, "AIS.0105", "Recognition failed."),
        ModelCorrupt: Fault(400, "AIS.0105", "Recognition failed."),
        BadConfig: _INTERNAL,
    },
    internal=_INTERNAL,
)
