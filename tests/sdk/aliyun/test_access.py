"""What Aliyun's clients are refused, and its generic client with the newer signatures."""

import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any

import httpx2
import pytest
from aliyunsdkcore.auth.composer import roa_signature_composer
from aliyunsdkcore.utils import parameter_helper
from darabonba.exceptions import DaraException

from tests.sdk.aliyun.clients import Generic, Host, Sdk, asked, body
from tests.serving import ALIYUN, Teller, document, reading_of

pytestmark = [pytest.mark.sdk, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

SEED = "aabbcc123"


@pytest.mark.parametrize(
    "content",
    [
        b"no JSON",
        body([]),
        body([{"url": "http://a/"}] * 101),
        body(asked("http://a/") * 2),
        body(asked("http://a/"), "id-card"),
        {"tasks": asked("http://a/"), "extras": {"card": "invoice"}},
        {**body(asked("http://a/")), "scenes": ["porn"]},
    ],
)
@pytest.mark.parametrize("name", ["asyncscan", "scan"])
def test_whole_request_that_is_refused(name: str, content: object, sdk: Sdk) -> None:
    reply = sdk.call(name, content)
    assert (reply["code"], reply["msg"]) == (400, "BAD_REQUEST")
    assert set(reply) == {"code", "msg", "requestId"}


@pytest.mark.parametrize(
    "more", [{"callback": "http://a/"}, {"callback": "a", "seed": SEED}, {"callback": "http://a/", "seed": "-"}]
)
def test_callbacks_that_are_refused(more: Mapping[str, str], sdk: Sdk) -> None:
    assert sdk.call("asyncscan", body(asked("http://a/"), **more))["code"] == 400


@pytest.mark.parametrize("content", [b"", {}, [], [1], ["a"] * 101])
def test_ids_that_are_refused(content: object, sdk: Sdk) -> None:
    assert sdk.call("results", content)["code"] == 400


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("LTAIunknown", "any"), (404, "InvalidAccessKeyId.NotFound")),
        (("LTAIformer", "former"), (400, "InvalidAccessKeyId.Inactive")),
        (("LTAIclosed", "closed"), (403, "Forbidden.RAM")),
        ((ALIYUN["access_key_id"], "wrong"), (400, "SignatureDoesNotMatch")),
    ],
)
def test_keys(keys: tuple[str, str], expected: tuple[int, str], address: str) -> None:
    assert Sdk(address, keys).refused("asyncscan", body(asked("http://a/"))) == expected


@pytest.mark.parametrize("off_s", [-910, 910])
def test_clock_that_is_off(off_s: int, sdk: Sdk, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time
    monkeypatch.setattr(
        parameter_helper,
        "get_rfc_2616_date",
        lambda: time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(now() + off_s)),
    )
    assert sdk.refused("results", ["a"]) == (400, "InvalidTimeStamp.Expired")


def test_date_of_another_form(sdk: Sdk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parameter_helper, "get_rfc_2616_date", lambda: "2026-01-01 00:00:00")
    assert sdk.refused("results", ["a"]) == (400, "InvalidTimeStamp.Format")


def test_method_of_the_signature(sdk: Sdk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roa_signature_composer.mac1, "get_signer_name", lambda: "HMAC-MD5")
    assert sdk.refused("results", ["a"]) == (400, "InvalidSignatureMethod")


def test_version(address: str) -> None:
    assert Sdk(address, version="2017-08-25").refused("results", ["a"]) == (400, "InvalidVersion")


def test_rate(address: str) -> None:
    limited = Sdk(address, ("LTAIlimited", "limited"))
    assert limited.call("results", ["a"])["code"] == 200
    reply = limited.call("results", ["a"])
    assert (reply["code"], reply["msg"]) == (588, "EXCEED_QUOTA")
    assert limited.call("asyncscan", body([{}]))["code"] == 200, "every path has a limit of its own"


def test_query_that_is_signed(address: str) -> None:
    client_info = json.dumps({"userId": "1 2+3", "userNick": "米克"}, ensure_ascii=False)
    assert Sdk(address, query={"ClientInfo": client_info, "a": ""}).data("results", ["a"])[0]["code"] == 594


GENERIC = [
    {"algorithm": ""},
    {"algorithm": "ACS3-HMAC-SM3"},
    {"is_roa": True},
]


@pytest.mark.parametrize("way", GENERIC)
def test_generic_client(way: Mapping[str, Any], address: str, pictures: Host, teller: Teller) -> None:
    teller.reading = reading_of(document("vat_invoice", {"buyer_name": "某公司"}))
    client = Generic(address, **way)
    reply = client.call("asyncscan", body([{"url": pictures.url("/发票.png"), "dataId": "一"}, *asked(pictures.url())]))
    assert [item["code"] for item in reply["data"]] == [200, 200]
    ids = [item["taskId"] for item in reply["data"]]
    items = Sdk(address).results(ids)
    assert items == client.call("results", ids)["data"]
    assert (items[0]["code"], items[0]["dataId"]) == (404, "一")
    assert items[1]["results"][0]["invoiceInfo"]["invoice_bcompany"] == "某公司"
    assert client.call("scan", body(asked(pictures.url())))["data"][0]["code"] == 200


@pytest.mark.parametrize("way", GENERIC)
def test_replay_by_the_generic_client(way: Mapping[str, Any], address: str) -> None:
    nonce = hashlib.sha256(repr(way).encode()).hexdigest()
    client = Generic(address, headers={"x-acs-signature-nonce": nonce}, **way)
    assert client.call("results", ["a"])["code"] == 200
    with pytest.raises(DaraException) as caught:
        client.call("results", ["a"])
    assert caught.value.code == "SignatureNonceUsed"


@pytest.mark.parametrize("way", GENERIC)
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((ALIYUN["access_key_id"], "wrong"), "SignatureDoesNotMatch"),
        (("LTAIunknown", "any"), "InvalidAccessKeyId.NotFound"),
        (("LTAIformer", "former"), "InvalidAccessKeyId.Inactive"),
    ],
)
def test_keys_of_the_generic_client(keys: tuple[str, str], expected: str, way: Mapping[str, Any], address: str) -> None:
    with pytest.raises(DaraException) as caught:
        Generic(address, keys, **way).call("results", ["a"])
    assert caught.value.code == expected


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/green/image/asyncscan", 400, "MissingAccessKeyId"),
        ("GET", "/green/image/results", 400, "MissingAccessKeyId"),
    ],
)
def test_replies_on_the_wire(method: str, path: str, status: int, code: str, address: str) -> None:
    reply = httpx2.request(method, f"http://{address}{path}", trust_env=False)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/json;charset=utf-8")
    content = reply.json()
    assert set(content) == {"RequestId", "HostId", "Code", "Message", "Recommend"}
    assert (content["Code"], content["HostId"]) == (code, address)
