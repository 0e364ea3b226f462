"""`lab.evaluate.dataset`: labels on disk."""

import json
from pathlib import Path
from typing import Any

import pytest

from piaoju.errors import InvalidParameter
from piaoju.lab.evaluate.dataset import load

LABEL = {
    "type": "vat_invoice",
    "kind": "scan",
    "fields": {
        "invoice_number": "12345678",
        "total_tax": None,
        "cipher_area": ["1+2", "3*4"],
        "items": [{"name": "甲", "quantity": 2}],
    },
    "illegible": ["payee"],
}


def write(folder: Path, name: str, label: Any, suffixes: tuple[str, ...] = (".jpg",)) -> None:
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(label), encoding="utf-8")
    for suffix in suffixes:
        path.with_suffix(suffix).write_bytes(b"")


def test_labels_are_found_at_any_depth(tmp_path: Path) -> None:
    write(tmp_path, "b/two", LABEL)
    write(tmp_path, "a/deep/one[1]", LABEL | {"kind": "synthetic", "level": 2})
    write(tmp_path, "manifest", {"count": 2}, ())
    write(tmp_path, "list", [1, 2], ())
    samples = load(tmp_path)
    assert [sample.id for sample in samples] == ["a/deep/one[1]", "b/two"]
    assert [(sample.kind, sample.level) for sample in samples] == [("synthetic", "2"), ("scan", "")]
    assert samples[1].file_name == "b/two.jpg"


def test_values_are_texts_and_lists_of_texts(tmp_path: Path) -> None:
    write(tmp_path, "one", LABEL)
    (document,) = load(tmp_path)[0].documents
    assert document.fields == {"invoice_number": "12345678", "total_tax": "", "cipher_area": ("1+2", "3*4")}
    assert document.items == ({"name": "甲", "quantity": "2"},)
    assert document.illegible == {"payee"}


def test_a_label_without_rows_does_not_speak_of_them(tmp_path: Path) -> None:
    write(tmp_path, "none", {"type": "taxi_receipt", "fields": {}})
    write(tmp_path, "empty", {"type": "vat_invoice", "fields": {"items": []}})
    empty, none = load(tmp_path)
    assert empty.documents[0].items == ()
    assert none.documents[0].items is None


def test_formats_share_a_label(tmp_path: Path) -> None:
    write(tmp_path, "one", LABEL, (".ofd", ".pdf"))
    assert [sample.path.suffix for sample in load(tmp_path)] == [".ofd", ".pdf"]


def test_several_documents_and_none(tmp_path: Path) -> None:
    documents = [{"type": "taxi_receipt", "fields": {"fare": "1"}}, {"type": "other"}]
    write(tmp_path, "multi", {"type": "multi", "fields": {"documents": documents}})
    write(tmp_path, "negative", {"type": "negative", "fields": {}})
    multi, negative = load(tmp_path)
    assert [document.type for document in multi.documents] == ["taxi_receipt", "other"]
    assert negative.documents == ()


SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4]]
QUAD = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))


def test_places_of_synthesised_documents(tmp_path: Path) -> None:
    added = {
        "variant": "digital_general",
        "pages": [1, 2],
        "quad": SQUARE,
        "quads": {"invoice_number": SQUARE, "items[0].name": SQUARE},
        "quad_pages": {"items[0].name": 2},
    }
    write(tmp_path, "one", LABEL | added)
    (document,) = load(tmp_path)[0].documents
    assert (document.variant, document.pages, document.quad) == ("digital_general", (1, 2), QUAD)
    assert document.places == {"invoice_number": (1, QUAD), "items[0].name": (2, QUAD)}


def test_labels_need_not_say_where(tmp_path: Path) -> None:
    write(tmp_path, "one", LABEL)
    (document,) = load(tmp_path)[0].documents
    assert (document.variant, document.pages, document.quad, document.places) == ("", (1,), None, {})


@pytest.mark.parametrize(
    "label",
    [
        {"type": "taxi_receipt", "fields": {}, "quad": [[0, 0]]},
        {"type": "taxi_receipt", "fields": {}, "quads": []},
        {"type": "taxi_receipt", "fields": {}, "quads": {"fare": [[0], [0], [0], [0]]}},
        {"type": "taxi_receipt", "fields": []},
        {"type": "taxi_receipt", "fields": {}, "illegible": "payee"},
        {"type": "multi", "fields": {"documents": {}}},
        {"type": "multi", "fields": {"documents": ["taxi_receipt"]}},
        {"type": "vat_invoice", "fields": {"items": ["甲"]}},
        {"type": "vat_invoice", "fields": {"items": 3}},
    ],
)
def test_broken_labels_are_refused(tmp_path: Path, label: Any) -> None:
    write(tmp_path, "one", label)
    with pytest.raises(InvalidParameter, match=r"one\.json"):
        load(tmp_path)


def test_a_label_without_its_document_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "one", LABEL, ())
    with pytest.raises(InvalidParameter, match="without a document"):
        load(tmp_path)


def test_what_is_not_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(b"\xff{")
    with pytest.raises(InvalidParameter, match="not JSON"):
        load(tmp_path)


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidParameter, match="no labelled documents"):
        load(tmp_path)
