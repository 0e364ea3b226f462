"""Callbacks: whom to tell, what is written once about a task that ended, and how that is sent.

Source: the vendor's page on callbacks. SM3 is the plain digest and no HMAC, as its example shows.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from piaoju.dialects.aliyun.digests import Digest, hexdigest
from piaoju.dialects.aliyun.operations.items import ended
from piaoju.dialects.wire.body import text, web_address
from piaoju.dialects.wire.dialect import Parameter
from piaoju.dialects.wire.jobs import Context, JobForm, Notice, Notify
from piaoju.dialects.wire.message import json_body
from piaoju.dialects.wire.sign_in import Credential
from piaoju.errors import InvalidParameter
from piaoju.model.document import ErrorItem, Reading

_SEED = re.compile(r"[A-Za-z0-9_]{1,64}")
_DIGESTS: Mapping[str, Digest] = {"SHA256": "sha256", "SM3": "sm3"}
_DEFAULT_DIGEST = "SHA256"
_HEADERS = (("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),)
CALLBACK_PARAMETERS = (
    Parameter("callback", "string", "optional; http or https: every task's item is sent there when it ends"),
    Parameter("seed", "string", "with a callback: 1 to 64 letters, digits and `_`"),
    Parameter("cryptType", "string", f"of the callback's checksum: {' or '.join(_DIGESTS)}; SHA256 by default"),
)


def read_callback(fields: Mapping[str, object], credential: Credential) -> Notify | None:
    """Return whom a request wants told; None if nobody.

    Raises:
        InvalidParameter: the address, the seed or the digest cannot be used.
    """
    url = text(fields, "callback")
    if not url:
        return None
    try:
        web_address(url)
    except InvalidParameter as error:
        raise InvalidParameter("callback", error.reason) from error
    seed, digest = text(fields, "seed"), text(fields, "cryptType") or _DEFAULT_DIGEST
    if not _SEED.fullmatch(seed):
        raise InvalidParameter("seed", "a callback needs one of 1 to 64 letters, digits and _")
    if digest not in _DIGESTS:
        raise InvalidParameter("cryptType", f"it is none of {', '.join(_DIGESTS)}")
    return Notify(url, {"uid": credential.uid, "seed": seed, "cryptType": digest})


def checksum(digest: str, uid: str, seed: str, content: str) -> str:
    """Return what proves that a callback is from here."""
    return hexdigest(_DIGESTS[digest], f"{uid}{seed}{content}".encode())


def _report(task_id: str, context: Context, outcome: Reading | ErrorItem) -> bytes:
    return json_body(ended(task_id, context, outcome))


def _dress(content: bytes, task_id: str, notify: Notify, sent_at: datetime) -> Notice:
    del task_id, sent_at  # all deliveries are alike
    told, whom = content.decode(), notify.details
    signed = checksum(whom["cryptType"], whom["uid"], whom["seed"], told)
    return Notice(_HEADERS, urlencode({"checksum": signed, "content": told}).encode())


JOBS = JobForm(report=_report, dress=_dress)
