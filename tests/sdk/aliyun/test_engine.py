"""Aliyun's SDK and the engine: a drawn document of every card, fetched and read as jobs, and one that is none."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from piaoju.dialects.aliyun.operations.cards import CARDS
from piaoju.engine import Engine
from piaoju.lab.synth import synthesise, write
from tests.sdk.aliyun.clients import Host, Sdk, asked, body, serving
from tests.serving import picture

pytestmark = [
    pytest.mark.sdk,
    pytest.mark.models,
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]

DRAWN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "invoice": ("vat_special_paper", {"invoice_number": "invoice_number", "invoice_totaltax": "total_tax"}),
    "quota-account-permit": ("paper", {"invoiceCode": "invoice_code", "invoiceNumber": "invoice_number"}),
    "train-ticket": ("magnetic", {"trainNumber": "train_number", "seatNumber": "seat_number", "price": "fare"}),
    "taxi-ticket": ("paper", {"invoiceNumber": "invoice_number", "boardingTime": "board_time"}),
}
"""Of every card: what is drawn, and which keys hold which fields of the truth as they are."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Host]]:
    """Return `host:port` of a server that reads, and a host of pictures."""
    with serving(Engine(), tmp_path_factory.mktemp("data")) as found:
        yield found


@pytest.mark.parametrize("card", DRAWN)
def test_drawn_document(card: str, served: tuple[str, Host], tmp_path: Path) -> None:
    address, pictures = served
    variant, names = DRAWN[card]
    drawn = synthesise(CARDS[card].document_type, variant, seed=11)
    buffer = BytesIO()
    Image.open(write(drawn, tmp_path)).convert("RGB").save(buffer, "JPEG", quality=90)
    pictures.files["/drawn.jpg"] = (200, "image/jpeg", buffer.getvalue())
    sdk = Sdk(address)
    (accepted,) = sdk.data("asyncscan", body(asked(pictures.url("/drawn.jpg")), card))
    (item,) = sdk.results([accepted["taskId"]])
    (result,) = item["results"]
    truth = drawn.label["fields"]
    assert isinstance(truth, dict)
    shown = result[CARDS[card].key]
    assert {name: shown[name] for name in names} == {name: truth[field] for name, field in names.items()}
    assert 0 < result["rate"] <= 100
    if card == "train-ticket":
        assert shown["departure"] in (truth["departure_station"], f"{truth['departure_station']}站")


def test_empty_paper(served: tuple[str, Host]) -> None:
    address, pictures = served
    pictures.files["/empty.png"] = (200, "image/png", picture(size=(600, 400)))
    (item,) = Sdk(address).data("scan", body(asked(pictures.url("/empty.png"))))
    assert item["results"] == [{"scene": "ocr", "label": "normal", "suggestion": "pass", "rate": 0.0}]


def test_side_that_is_too_long(served: tuple[str, Host]) -> None:
    address, pictures = served
    pictures.files["/wide.png"] = (200, "image/png", picture(size=(30_001, 20)))
    (item,) = Sdk(address).data("scan", body(asked(pictures.url("/wide.png"))))
    assert (item["code"], item["msg"]) == (480, "DOWNLOAD_FAILED")
