"""DeepFinch's call and the engine: a drawn invoice, an empty paper and a picture that is too wide."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from piaoju.engine import Engine
from piaoju.lab.synth import synthesise, write
from tests.serving import DEEPFINCH, app_for, live, picture, write_accounts

pytestmark = [pytest.mark.sdk, pytest.mark.models]

HEADERS = {"X-DF-API-ID": DEEPFINCH["api_id"], "X-DF-API-SECRET": DEEPFINCH["api_secret"]}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    accounts = write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml")
    with live(app_for(Engine(), accounts)) as address:
        yield f"http://{address}/ocr/value_add_tax_invoice"


def post(url: str, file: bytes) -> requests.Response:
    return requests.post(url, headers=HEADERS, files={"file": file}, timeout=60)


def truth(label: Mapping[str, object], name: str) -> Any:
    fields = label["fields"]
    assert isinstance(fields, dict)
    return fields[name]


def test_drawn_invoice(url: str, tmp_path: Path) -> None:
    drawn = synthesise("vat_invoice", "vat_special_paper", seed=11)
    buffer = BytesIO()
    image = Image.open(write(drawn, tmp_path)).convert("RGB")
    image.save(buffer, "JPEG", quality=90)
    reply = post(url, buffer.getvalue())
    assert reply.status_code == 200
    result = reply.json()["result"]
    number = result["invoice_info"]["invoice_numb"]
    assert number["txt"] == truth(drawn.label, "invoice_number")
    xs, ys = number["region"][::2], number["region"][1::2]
    assert 0 <= min(xs) < max(xs) <= image.width
    assert 0 <= min(ys) < max(ys) <= image.height
    assert result["amount_info"]["amount_in_figuers"]["txt"] == truth(drawn.label, "total_including_tax")
    year, month, day = truth(drawn.label, "issue_date").split("-")
    assert result["invoice_info"]["invoice_date"]["txt"] == f"{year}年{month}月{day}日"
    assert result["detail_info"]


@pytest.mark.parametrize(("size", "status"), [((600, 400), "DETECTION_FAILED"), ((6001, 20), "INVALID_ARGUMENT")])
def test_pictures_without_an_invoice(size: tuple[int, int], status: str, url: str) -> None:
    reply = post(url, picture(size=size))
    assert (reply.status_code, reply.json()["status"]) == (400, status)
