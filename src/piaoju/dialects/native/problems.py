"""Errors as problem documents of RFC 9457, with our code and the request's id beside the standard members."""

import math
from http import HTTPStatus

from piaoju import errors
from piaoju.dialects.native.routes import allowed_methods
from piaoju.dialects.wire.faults import Fault, FaultTable, Trouble, message, retry_after_s
from piaoju.dialects.wire.message import WireReply, WireRequest, json_body

MEDIA_TYPE = "application/problem+json"


def _fault(kind: type[errors.PiaojuError], status: int, text: str) -> tuple[type[errors.PiaojuError], Fault]:
    return kind, Fault(status, kind.code, text)


FAULTS = FaultTable(
    dict(
        (
            _fault(errors.InvalidParameter, 400, "{name}: {reason}"),
            _fault(errors.UnknownOperation, 404, "There is no such operation."),
            _fault(errors.UnreadableFile, 400, "The file cannot be read."),
            _fault(errors.UnsupportedFormat, 400, "The file is of no format that is read, or not Base64."),
            _fault(errors.CorruptInput, 400, "The file is damaged."),
            _fault(errors.EncryptedDocument, 400, "The file is protected by a password."),
            _fault(errors.PayloadTooLarge, 413, "The request or a file is too large."),
            _fault(errors.ImageTooSmall, 400, "The picture is too small."),
            _fault(errors.ImageTooLarge, 400, "The picture is too large."),
            _fault(errors.PageOutOfRange, 400, "The file has no such page."),
            _fault(errors.DownloadFailed, 400, "The file cannot be fetched."),
            _fault(errors.DownloadTimeout, 400, "Fetching the file takes too long."),
            _fault(errors.ForbiddenAddress, 400, "The URL leads to an address that is not public."),
            _fault(errors.NoTextFound, 400, "No text was found."),
            _fault(errors.NoDocumentFound, 400, "No document was found."),
            _fault(errors.WrongDocumentType, 400, "The document is of another type."),
            _fault(errors.Unauthenticated, 401, "An API key is needed: Authorization: Bearer KEY."),
            _fault(errors.PermissionDenied, 403, "The operation is disabled for this account."),
            _fault(errors.RateLimited, 429, "More than {limit} requests in {period_s} s."),
            _fault(errors.Overloaded, 503, "The queue is full."),
            _fault(errors.DeadlineExceeded, 504, "The time for this request is over."),
            _fault(errors.UnknownJob, 404, "There is no such job."),
            _fault(errors.JobExpired, 410, "The job's result is no longer kept."),
            _fault(errors.CallbackRejected, 400, "The callback address cannot be used."),
            _fault(errors.ModelMissing, 500, "The installation is not complete."),
            _fault(errors.ModelCorrupt, 500, "The installation is not complete."),
            _fault(errors.RendererFailed, 500, "The installation is not complete."),
            _fault(errors.BadConfig, 500, "The installation is not complete."),
        )
    ),
    internal=Fault(500, "internal_error", "Something went wrong; the log says what, by the request's id."),
)


def refuse(request: WireRequest, trouble: Trouble) -> WireReply:
    """Reply with a problem document."""
    fault = FAULTS.find(trouble)
    status, headers = fault.status, [("Content-Type", MEDIA_TYPE), ("X-Request-Id", str(request.id))]
    methods = allowed_methods(request.path)
    if isinstance(trouble, errors.UnknownOperation) and methods:
        status = HTTPStatus.METHOD_NOT_ALLOWED
        headers.append(("Allow", ", ".join(methods)))
    if status == HTTPStatus.UNAUTHORIZED:
        headers.append(("WWW-Authenticate", "Bearer"))
    seconds = retry_after_s(trouble)
    if seconds is not None:
        headers.append(("Retry-After", str(max(1, math.ceil(seconds)))))
    content: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": message(fault, trouble),
        "code": fault.code,
        "request_id": str(request.id),
    }
    return WireReply(status, tuple(headers), json_body(content), fault.code)
