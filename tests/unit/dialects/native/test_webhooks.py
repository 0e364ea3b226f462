"""The native API's webhooks, verified as Standard Webhooks has it."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from piaoju.dialects.native import DIALECT
from piaoju.dialects.wire.jobs import JobForm, Notify
from piaoju.model.document import ErrorItem, Reading
from tests.serving import NOTHING
from tests.unit.dialects.native.bodies import is_valid

SECRET = f"whsec_{base64.b64encode(b'0123456789abcdef01234567').decode()}"
URL = "https://example.com/told"


def form() -> JobForm:
    assert DIALECT.jobs is not None
    return DIALECT.jobs


@pytest.mark.parametrize(
    ("outcome", "event"),
    [
        (NOTHING, "job.done"),
        (Reading("failed", errors=(ErrorItem("corrupt_input", "damaged", "decode", None),)), "job.failed"),
        (ErrorItem("download_failed", "the host answers 404", "fetch", None, "404"), "job.failed"),
    ],
)
def test_webhook(outcome: Reading | ErrorItem, event: str) -> None:
    now = datetime.now(UTC)
    kept = form().report("id-1", {"input": "发票.jpg"}, outcome)
    notice = form().dress(kept, "id-1", Notify(URL, {"secret": SECRET}), now)
    headers: Mapping[str, str] = dict(notice.headers)
    assert (headers["webhook-id"], headers["Content-Type"]) == ("id-1", "application/json")
    told = Webhook(SECRET).verify(notice.body, dict(headers))
    assert told == {"type": event, "data": {"id": "id-1", "result": json.loads(kept)}}
    assert is_valid("Reading", told["data"]["result"])
    assert form().dress(kept, "id-1", Notify(URL, {"secret": SECRET}), now + timedelta(days=1)).body == notice.body
    other = Webhook(f"whsec_{base64.b64encode(b'x' * 24).decode()}")
    with pytest.raises(WebhookVerificationError):
        other.verify(notice.body, dict(headers))


@pytest.mark.parametrize(
    ("status", "is_delivered"), [(200, True), (204, True), (199, False), (302, False), (500, False)]
)
def test_what_accepts_a_webhook(status: int, is_delivered: bool) -> None:
    assert form().is_delivered(status) == is_delivered
