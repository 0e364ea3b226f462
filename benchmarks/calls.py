"""Calls of the vendors' interfaces about drawn pictures, signed as their clients sign them, for `benchmarks.load`."""

import base64
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from piaoju.dialects.huawei import signature as sdk_hmac
from piaoju.dialects.tencent import signature as tc3
from piaoju.dialects.wire.message import Headers, WireRequest
from piaoju.lab.synth import VARIANTS, Level, synthesise, write
from piaoju.service.account_blocks import Account

LEVELS = (Level.SCAN, Level.PHOTO, Level.CLEAN)
PLAN: Mapping[str, tuple[str, ...]] = {
    "native": ("vat_invoice", "train_ticket", "taxi_receipt", "quota_invoice", "motor_vehicle_invoice"),
    "quota-invoice": ("quota_invoice",),
    "mvs-invoice": ("motor_vehicle_invoice", "used_vehicle_invoice"),
    "CarInvoiceOCR": ("motor_vehicle_invoice", "used_vehicle_invoice"),
    "value_add_tax_invoice": ("vat_invoice", "vat_invoice"),
}
"""Operation -> the types of the pictures that it is called with, for each seed."""
TYPES: Mapping[str, tuple[str, ...] | None] = {
    "native": None,
    "quota-invoice": ("quota_invoice",),
    "mvs-invoice": ("motor_vehicle_invoice", "used_vehicle_invoice"),
    "CarInvoiceOCR": ("motor_vehicle_invoice", "used_vehicle_invoice"),
    "value_add_tax_invoice": ("vat_invoice",),
}
"""Operation -> the types that it looks for; None for all."""
_CHANGING = frozenset({"timing_ms", "request_id", "RequestId"})
_BOUNDARY = "between-the-parts"
_FORM = f"multipart/form-data; boundary={_BOUNDARY}"
_SIGNED = ("content-type", "host")
_REGION = "ap-guangzhou"


@dataclass(frozen=True, slots=True)
class Call:
    """A request about one picture.

    Attributes:
        operation: a key of `PLAN`.
        picture: its file, with the label beside it.
        path: of the address.
        media_type: of the body.
        body: as sent.
    """

    operation: str
    picture: Path
    path: str
    media_type: str
    body: bytes = field(repr=False)


def draw(folder: Path, seeds: int) -> list[tuple[str, Path]]:
    """Draw the pictures; return the operation and the file of every call, in a mixed order."""
    drawn: list[tuple[str, Path]] = []
    for seed in range(1, seeds + 1):
        for operation, kinds in PLAN.items():
            for kind in kinds:
                place = len(drawn)
                variant = VARIANTS[kind][place % len(VARIANTS[kind])]
                level = LEVELS[(place + seed) % len(LEVELS)]
                drawn.append((operation, write(synthesise(kind, variant, place, level), folder)))
    random.Random(seeds).shuffle(drawn)  # noqa: S311, an order, no secret
    return drawn


def build(pictures: Sequence[tuple[str, Path]], project_id: str) -> list[Call]:
    """Return the calls about pictures; Huawei's paths name a project."""
    calls = []
    for operation, picture in pictures:
        content = picture.read_bytes()
        encoded = base64.b64encode(content).decode()
        match operation:
            case "native":
                calls.append(Call(operation, picture, "/v1/read", _FORM, _form(picture.name, content)))
            case "value_add_tax_invoice":
                calls.append(Call(operation, picture, f"/ocr/{operation}", _FORM, _form(picture.name, content)))
            case "CarInvoiceOCR":
                body = json.dumps({"ImageBase64": encoded}).encode()
                calls.append(Call(operation, picture, "/", "application/json", body))
            case _:
                body = json.dumps({"image": encoded}).encode()
                path = f"/v2/{project_id}/ocr/{operation}"
                calls.append(Call(operation, picture, path, "application/json", body))
    return calls


def headers(call: Call, account: Account, host: str) -> dict[str, str]:
    """Return the headers of a call that is sent now.

    Args:
        call: to be sent.
        account: whose keys sign it; it has those of every vendor.
        host: `host:port` that it goes to.
    """
    sent = {"content-type": call.media_type, "host": host}
    now = datetime.now(UTC)
    match call.operation:
        case "native" if account.native is not None:
            return {**sent, "authorization": f"Bearer {account.native.api_key}"}
        case "value_add_tax_invoice" if account.deepfinch is not None:
            keys = account.deepfinch
            return {**sent, "x-df-api-id": keys.api_id, "x-df-api-secret": keys.api_secret}
        case "CarInvoiceOCR" if account.tencent is not None:
            return _with_tc3(call, sent, now, account.tencent.secret_id, account.tencent.secret_key)
        case _ if account.huawei is not None:
            return _with_sdk_hmac(call, sent, now, account.huawei.access_key, account.huawei.secret_key)
    raise ValueError(f"the account has no keys for {call.operation}")


def told(value: object) -> object:
    """Return an answer without what differs between two answers about the same picture: ids and times.

    >>> told({"request_id": "TID1", "result": [{"txt": "a"}]})
    {'result': [{'txt': 'a'}]}
    """
    if isinstance(value, dict):
        return {name: told(each) for name, each in value.items() if name not in _CHANGING}
    return [told(each) for each in value] if isinstance(value, list) else value


def _form(name: str, content: bytes) -> bytes:
    disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    return f"--{_BOUNDARY}\r\n{disposition}\r\n\r\n".encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()


def _wire(call: Call, sent: Mapping[str, str]) -> WireRequest:
    return WireRequest("POST", call.path, "", Headers(tuple(sent.items())), UUID(int=0), call.body)


def _with_tc3(call: Call, sent: Mapping[str, str], now: datetime, secret_id: str, secret_key: str) -> dict[str, str]:
    date, timestamp = f"{now:%Y-%m-%d}", str(int(now.timestamp()))
    given = tc3.Authorization(secret_id, date, "ocr", _SIGNED, "")
    canonical, _ = tc3.canonical_requests(_wire(call, sent), _SIGNED)
    signature = tc3.sign_tc3(canonical, given, timestamp, secret_key)
    credential = f"Credential={secret_id}/{date}/ocr/tc3_request"
    return {
        **sent,
        "x-tc-action": call.operation,
        "x-tc-version": "2018-11-19",
        "x-tc-region": _REGION,
        "x-tc-timestamp": timestamp,
        "authorization": f"{tc3.ALGORITHM} {credential}, SignedHeaders={';'.join(_SIGNED)}, Signature={signature}",
    }


def _with_sdk_hmac(call: Call, sent: Mapping[str, str], now: datetime, key: str, secret: str) -> dict[str, str]:
    date = f"{now:%Y%m%dT%H%M%SZ}"
    dated = {**sent, sdk_hmac.DATE_HEADER: date}
    names = tuple(dated)
    signature = sdk_hmac.sign(sdk_hmac.canonical_request(_wire(call, dated), names), date, secret)
    authorization = f"{sdk_hmac.ALGORITHM} Access={key}, SignedHeaders={';'.join(names)}, Signature={signature}"
    return {**dated, "authorization": authorization}
