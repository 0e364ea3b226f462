"""What is kept of a job, and the webhook that tells of its end, signed as Standard Webhooks has it.

Source: the specification of Standard Webhooks, version 1.0.0: headers `webhook-id`, `-timestamp` and `-signature`, the
latter an HMAC-SHA256 over id, time and body; secrets of 24 to 64 bytes as `whsec_` and Base64.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from standardwebhooks import Webhook

from piaoju.dialects.native.envelope import reading_to_json
from piaoju.dialects.wire.body import decode_base64, text, web_address
from piaoju.dialects.wire.dialect import Parameter
from piaoju.dialects.wire.jobs import Context, JobForm, Notice, Notify
from piaoju.dialects.wire.message import json_body
from piaoju.errors import InvalidParameter, UnsupportedFormat
from piaoju.model.document import ErrorItem, Reading

INPUT = "input"
"""What is kept with a job: how the client named the file."""
MIN_SECRET_BYTES, MAX_SECRET_BYTES = 24, 64
_PREFIX = "whsec_"
_SECRET_RULE = f"it is not {_PREFIX} and Base64 of {MIN_SECRET_BYTES} to {MAX_SECRET_BYTES} bytes"
WEBHOOK_PARAMETERS = (
    Parameter(
        "webhook.url", "string", "optional; http or https: the end of every job is told there; as a part, `webhook_url`"
    ),
    Parameter(
        "webhook.secret", "string", "with a URL: `whsec_` and Base64 of 24 to 64 bytes; as a part, `webhook_secret`"
    ),
)


def read_webhook(given: Mapping[str, object]) -> Notify | None:
    """Return whom a request wants told; None if nobody.

    Raises:
        InvalidParameter: address or secret are missing or cannot be used.
    """
    if not given:
        return None
    url, secret = text(given, "url"), text(given, "secret")
    try:
        web_address(url)
    except InvalidParameter as error:
        raise InvalidParameter("webhook", error.reason) from error
    try:
        size = len(decode_base64(secret.removeprefix(_PREFIX)))
    except UnsupportedFormat as error:
        raise InvalidParameter("webhook", _SECRET_RULE) from error
    if not secret.startswith(_PREFIX) or not MIN_SECRET_BYTES <= size <= MAX_SECRET_BYTES:
        raise InvalidParameter("webhook", _SECRET_RULE)
    return Notify(url, {"secret": secret})


def _report(job_id: str, context: Context, outcome: Reading | ErrorItem) -> bytes:
    del job_id
    reading = outcome if isinstance(outcome, Reading) else Reading("failed", errors=(outcome,))
    return json_body(reading_to_json(reading, context[INPUT]))


def _dress(content: bytes, job_id: str, notify: Notify, sent_at: datetime) -> Notice:
    result = json.loads(content)
    event = "job.failed" if result["status"] == "failed" else "job.done"
    body = json_body({"type": event, "data": {"id": job_id, "result": result}})
    signature = Webhook(notify.details["secret"]).sign(job_id, sent_at, body.decode())
    headers = (
        ("Content-Type", "application/json"),
        ("webhook-id", job_id),
        ("webhook-timestamp", str(int(sent_at.timestamp()))),
        ("webhook-signature", signature),
    )
    return Notice(headers, body)


def _is_delivered(status: int) -> bool:
    return 200 <= status < 300


JOBS = JobForm(report=_report, dress=_dress, is_delivered=_is_delivered)
