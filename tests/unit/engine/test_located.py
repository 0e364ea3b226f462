"""`engine.located`: documents of which little was read count only beside others."""

from dataclasses import replace

import pytest

from piaoju.engine.located import MIN_KEY_FIELDS, read_located
from piaoju.engine.types import DocumentType, load_types
from piaoju.model.document import Extraction, LocatedDocument
from piaoju.model.field import FieldReading
from tests.text_lines import line, located

READ = FieldReading(value="1", text="1", confidence=0.9, page=1, quad=None)


def kind() -> DocumentType:
    """Return a type that extracts as many key fields as a document has lines."""
    (train,) = (one for one in load_types() if one.id == "train_ticket")
    keys = [spec.name for spec in train.schema if spec.is_key]

    def extract(document: LocatedDocument) -> Extraction:
        return Extraction(dict.fromkeys(keys[: len(document.lines)], READ))

    return replace(train, extract=extract, rules=())


def documents(*keys: int) -> list[LocatedDocument]:
    return [located([line("备注", 0, 40 * at) for at in range(count)], type_id="train_ticket") for count in keys]


@pytest.mark.parametrize(
    ("keys", "read"),
    [
        pytest.param([MIN_KEY_FIELDS], [MIN_KEY_FIELDS], id="enough"),
        pytest.param([MIN_KEY_FIELDS - 1], [], id="too few"),
        pytest.param([MIN_KEY_FIELDS - 1, MIN_KEY_FIELDS - 1], [], id="too few of both"),
        pytest.param([MIN_KEY_FIELDS, 1], [MIN_KEY_FIELDS, 1], id="beside another"),
        pytest.param([MIN_KEY_FIELDS, 0], [MIN_KEY_FIELDS], id="nothing read"),
    ],
)
def test_a_document_of_which_little_was_read_counts_beside_others(keys: list[int], read: list[int]) -> None:
    drafts = read_located(documents(*keys), [kind()])
    assert [len(draft.reading.fields) for draft in drafts] == read


def test_other_types_are_left_out() -> None:
    assert read_located([located([line("备注", 0, 40)], type_id="taxi_receipt")], [kind()]) == []
