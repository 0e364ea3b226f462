"""Which operation a path and method name."""

import re
from urllib.parse import unquote

from piaoju.dialects.huawei.envelope import PROJECTS_PATH, TOKENS_PATH
from piaoju.dialects.huawei.operations.mvs_invoice import MVS_INVOICE
from piaoju.dialects.huawei.operations.projects import PROJECTS
from piaoju.dialects.huawei.operations.quota_invoice import QUOTA_INVOICE
from piaoju.dialects.huawei.operations.tokens import TOKENS
from piaoju.dialects.wire.dialect import Operation
from piaoju.dialects.wire.message import WireRequest
from piaoju.errors import UnknownOperation

OPERATIONS = (QUOTA_INVOICE, MVS_INVOICE, TOKENS, PROJECTS)
_OCR_PATH = re.compile(r"/v2/([^/]+)/ocr/([^/]+)")
_IAM = {("POST", TOKENS_PATH): TOKENS, ("GET", PROJECTS_PATH): PROJECTS}
_OCR = {("POST", operation.name): operation for operation in (QUOTA_INVOICE, MVS_INVOICE)}


def find_operation(request: WireRequest) -> tuple[Operation, str]:
    """Return the operation, and the project that the path names, empty for IAM.

    Raises:
        UnknownOperation: there is none of that path and method.
    """
    path = unquote(request.path)
    operation = _IAM.get((request.method, path))
    if operation is not None:
        return operation, ""
    found = _OCR_PATH.fullmatch(path)
    operation = found and _OCR.get((request.method, found[2]))
    if not found or operation is None:
        raise UnknownOperation(f"{request.method} {path}")
    return operation, found[1]
