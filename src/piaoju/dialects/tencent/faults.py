"""Tencent's errors. Codes as in SOURCES.md; a row for every error class of ours. The status is 200 throughout."""

from piaoju import errors
from piaoju.dialects.tencent.billing import BillingAbnormal, InArrears, PackageExhausted
from piaoju.dialects.tencent.parameters import MISSING, UNKNOWN, VALUE
from piaoju.dialects.tencent.served import METHOD_NOT_SERVED, REGION_NOT_SERVED, VERSION_NOT_SERVED
from piaoju.dialects.wire.body import ADDRESS, BODY
from piaoju.dialects.wire.faults import Fault, FaultTable


def _fault(code: str, message: str) -> Fault:
    return Fault(200, code, message)


_DECODE = _fault("FailedOperation.ImageDecodeFailed", "Image decoding failed.")
_DOWNLOAD = _fault("FailedOperation.DownLoadError", "Failed to download the file.")
_OCR = _fault("FailedOperation.OcrFailed", "OCR failed.")
_UNKNOWN = _fault("FailedOperation.UnKnowError", "Unknown error.")
_VALUE = _fault("InvalidParameterValue.InvalidParameterValueLimit", "The parameter value is incorrect.")
_FILE_SIZE = _fault("LimitExceeded.TooLargeFileError", "The file is too large.")
_NO_KEY = _fault(
    "AuthFailure.SecretIdNotFound", "The SecretId is not found, please ensure that your SecretId is correct."
)
_EXPIRED = _fault("AuthFailure.SignatureExpire", "The signature has expired: check the clock and the Timestamp.")
_SIGNATURE = _fault(
    "AuthFailure.SignatureFailure",
    "The provided credentials could not be validated. Please check your signature is correct.",
)
_TOKEN = _fault("AuthFailure.TokenFailure", "The token is incorrect.")
_NO_JOB = _fault("ResourceNotFound", "The resource does not exist.")
_INTERNAL = _fault("InternalError", "An internal error has occurred.")
TOO_LARGE_FOR_V1 = _fault(
    "AuthFailure.SignatureFailure",
    "The provided credentials could not be validated because of exceeding request size limit, "
    "please use new signature method `TC3-HMAC-SHA256`.",
)
"""Of a body that only the signature v1 has no room for."""

FAULTS = FaultTable(
    {
        errors.InvalidParameter: _fault("InvalidParameter", "The parameter `{name}` is incorrect."),
        (errors.InvalidParameter, BODY): _fault("InvalidParameter", "The format of the request body is incorrect."),
        (errors.InvalidParameter, ADDRESS): _DOWNLOAD,
        (errors.InvalidParameter, MISSING): _fault(
            "MissingParameter", "The request is missing a required parameter `{reason}`."
        ),
        (errors.InvalidParameter, UNKNOWN): _fault("UnknownParameter", "The parameter `{reason}` is not recognized."),
        (errors.InvalidParameter, VALUE): _VALUE,
        (errors.InvalidParameter, METHOD_NOT_SERVED): _fault(
            "UnsupportedProtocol", "The HTTP(S) protocol is used with a method other than GET and POST."
        ),
        (errors.InvalidParameter, VERSION_NOT_SERVED): _fault("NoSuchVersion", "The API version does not exist."),
        (errors.InvalidParameter, REGION_NOT_SERVED): _fault(
            "UnsupportedRegion", "The action not support this region."
        ),
        errors.UnknownOperation: _fault("InvalidAction", "The API does not exist."),
        errors.UnreadableFile: _DECODE,
        errors.UnsupportedFormat: _DECODE,
        errors.CorruptInput: _DECODE,
        errors.EncryptedDocument: _DECODE,
        errors.PayloadTooLarge: _FILE_SIZE,
        (errors.PayloadTooLarge, "body"): _fault(
            "RequestSizeLimitExceeded", "The request packet exceeds the size limit."
        ),
        errors.ImageTooSmall: _VALUE,
        errors.ImageTooLarge: _VALUE,
        errors.PageOutOfRange: _VALUE,
        errors.DownloadFailed: _DOWNLOAD,
        errors.DownloadTimeout: _DOWNLOAD,
        errors.ForbiddenAddress: _DOWNLOAD,
        errors.NoTextFound: _OCR,
        errors.NoDocumentFound: _OCR,
        errors.WrongDocumentType: _OCR,
        errors.Unauthenticated: _SIGNATURE,
        (errors.Unauthenticated, "malformed"): _fault(
            "AuthFailure.InvalidAuthorization", "The Authorization header is incorrect."
        ),
        (errors.Unauthenticated, "unknown_key"): _NO_KEY,
        (errors.Unauthenticated, "disabled"): _NO_KEY,
        (errors.Unauthenticated, "bad_timestamp"): _EXPIRED,
        (errors.Unauthenticated, "expired"): _EXPIRED,
        (errors.Unauthenticated, "bad_token"): _TOKEN,
        (errors.Unauthenticated, "expired_token"): _TOKEN,
        errors.PermissionDenied: _fault("FailedOperation.UnOpenError", "The service is not activated."),
        InArrears: _fault("ResourceUnavailable.InArrears", "The account is in arrears."),
        PackageExhausted: _fault(
            "ResourceUnavailable.ResourcePackageRunOut", "The resource package of the account has been used up."
        ),
        BillingAbnormal: _fault("ResourcesSoldOut.ChargeStatusException", "The billing status is abnormal."),
        errors.RateLimited: _fault(
            "RequestLimitExceeded",
            "Your current request times exceed the frequency limit `{limit}` for {period_s} second. "
            "Please reduce the frequency of calls.",
        ),
        errors.Overloaded: _fault("RequestLimitExceeded", "Too many requests are waiting. Please retry later."),
        errors.DeadlineExceeded: _fault(
            "ServiceUnavailable", "The service could not answer in time. Please retry later."
        ),
        errors.UnknownJob: _NO_JOB,
        errors.JobExpired: _NO_JOB,
        errors.CallbackRejected: _VALUE,
        errors.RendererFailed: _UNKNOWN,
        errors.ModelMissing: _UNKNOWN,
        errors.ModelCorrupt: _UNKNOWN,
        errors.BadConfig: _INTERNAL,
    },
    internal=_INTERNAL,
)
