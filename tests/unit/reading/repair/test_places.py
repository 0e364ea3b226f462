"""`reading.repair.places`: whose number a repair brought to light."""

import pytest

from piaoju.model.field import FieldReading, Fields
from piaoju.reading.repair.places import placed

PERSON, FIRM = "11010519491231002X", "91110000600037341L"
KNOWN = ("buyer_name", "buyer_id_number", "buyer_tax_id", "seller_tax_id")


def fields(**values: str) -> Fields:
    return {name: FieldReading(value, value, 0.9, 1, None) for name, value in values.items()}


def test_an_identity_number_is_the_persons() -> None:
    before = fields(buyer_name="丁燕燕", buyer_tax_id="1101O519491231002X", seller_tax_id=FIRM)
    after = {**before, **fields(buyer_tax_id=PERSON)}
    found = placed(before, after, KNOWN)
    assert list(found) == ["buyer_name", "buyer_id_number", "seller_tax_id"]
    assert found["buyer_id_number"] == after["buyer_tax_id"]


@pytest.mark.parametrize(
    ("read", "repaired", "known"),
    [
        pytest.param(fields(buyer_tax_id="x"), fields(buyer_tax_id=FIRM), KNOWN, id="a taxpayer's"),
        pytest.param(fields(buyer_tax_id=PERSON), fields(buyer_tax_id=PERSON), KNOWN, id="nothing was repaired"),
        pytest.param(fields(seller_tax_id="x"), fields(seller_tax_id=PERSON), KNOWN, id="the type has no such field"),
        pytest.param(
            fields(buyer_id_number="y", buyer_tax_id="x"),
            fields(buyer_id_number="y", buyer_tax_id=PERSON),
            KNOWN,
            id="another number is there",
        ),
    ],
)
def test_other_numbers_stay(read: Fields, repaired: Fields, known: tuple[str, ...]) -> None:
    assert placed(read, repaired, known) == repaired
