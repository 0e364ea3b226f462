"""A seal as a second reading: it betters what its check digit refuses, and never says for one firm what another is."""

from collections.abc import Sequence

from piaoju.model.document import Seal
from piaoju.model.field import FieldReading, Fields
from piaoju.model.geometry import Quad, quad_from_rect
from piaoju.model.page import Candidate, TextLine
from piaoju.reading.ocr.seals import SealReading
from piaoju.reading.repair.seals import wants_seals, with_seals
from tests.lattices import lattice
from tests.text_lines import line_in

TAX_ID = "91110000600037341L"
FIRM = "蓝山纸品贸易有限公司"
PRINT: Quad = quad_from_rect(100, 50, 200, 20)
PLACE: Quad = quad_from_rect(400, 300, 160, 120)


def row(text: str, confidence: float = 0.97) -> TextLine:
    line = line_in(PLACE, text, confidence=confidence)
    return TextLine(line.quad, line.chars, line.score, lattice(text))


def seal(*texts: str, confidence: float = 0.97) -> SealReading:
    rows = tuple(row(text, confidence) for text in texts)
    return SealReading(Seal(" ".join(texts), PLACE, confidence), rows)


def read(text: str, confidence: float = 0.95, doubts: dict[int, Sequence[Candidate]] | None = None) -> FieldReading:
    return FieldReading(text, text, confidence, 1, PRINT, steps=lattice(text, doubts))


def bettered(fields: Fields, *seals: SealReading) -> Fields:
    return with_seals(fields, seals, 1)


class TestTaxId:
    def test_one_that_its_check_refuses_gives_way_to_the_seal(self) -> None:
        misread = read(TAX_ID.replace("37", "31"))
        found = bettered({"seller_name": read(FIRM), "seller_tax_id": misread}, seal(FIRM, TAX_ID, "发票专用章"))
        changed = found["seller_tax_id"]
        assert (changed.value, changed.raw_text, changed.source) == (TAX_ID, misread.text, "ocr")
        assert changed.quad == PRINT
        assert changed.confidence is not None
        assert changed.confidence <= 0.97

    def test_one_that_passes_stays_whatever_the_seal_says(self) -> None:
        fields = {"seller_name": read(FIRM), "seller_tax_id": read(TAX_ID, 0.4)}
        other = "91440300708461136T"
        assert bettered(fields, seal(FIRM, other))["seller_tax_id"] is fields["seller_tax_id"]

    def test_a_seal_of_another_firm_changes_nothing(self) -> None:
        fields = {"seller_name": read(FIRM), "seller_tax_id": read(TAX_ID.replace("37", "31"))}
        assert bettered(fields, seal("海风水产有限公司", "91440300708461136T")) == fields

    def test_a_seal_whose_number_fails_its_check_too_changes_nothing(self) -> None:
        # Neither is near to a well-formed number: two of its digits are wrong.
        fields = {"seller_tax_id": read("91110000600037341A")}
        assert bettered(fields, seal("91110000600037X41B")) == fields

    def test_one_that_was_not_read_comes_from_the_seal_of_the_same_name(self) -> None:
        found = bettered({"seller_name": read(FIRM)}, seal(FIRM, TAX_ID))
        assert (found["seller_tax_id"].value, found["seller_tax_id"].quad) == (TAX_ID, PLACE)
        assert found["seller_tax_id"].raw_text is None

    def test_none_comes_from_the_seal_of_another_name(self) -> None:
        assert "seller_tax_id" not in bettered({"seller_name": read("海风水产有限公司")}, seal(FIRM, TAX_ID))

    def test_the_seal_of_the_form_is_no_sellers(self) -> None:
        fields = {"seller_tax_id": read(TAX_ID.replace("37", "31"))}
        assert bettered(fields, seal("全国统一发票监制章", TAX_ID)) == fields

    def test_a_market_has_a_seal_too(self) -> None:
        fields = {"market_name": read(FIRM), "market_tax_id": read(TAX_ID.replace("37", "31"))}
        assert bettered(fields, seal(FIRM, TAX_ID))["market_tax_id"].value == TAX_ID


class TestName:
    def test_a_weak_one_gives_way_to_a_sure_seal(self) -> None:
        misread = read("蓝山纸晶贸易有限公司", 0.5)
        changed = bettered({"seller_name": misread}, seal(FIRM))["seller_name"]
        assert (changed.value, changed.raw_text) == (FIRM, misread.text)

    def test_a_sure_one_stays(self) -> None:
        fields = {"seller_name": read("蓝山纸晶贸易有限公司", 0.95)}
        assert bettered(fields, seal(FIRM)) == fields

    def test_an_unsure_seal_changes_nothing(self) -> None:
        fields = {"seller_name": read("蓝山纸晶贸易有限公司", 0.5)}
        assert bettered(fields, seal(FIRM, confidence=0.8)) == fields

    def test_a_name_that_lost_its_end_changes_nothing(self) -> None:
        fields = {"seller_name": read("蓝山品贸易有限公", 0.4)}
        assert bettered(fields, seal(FIRM[:-1])) == fields

    def test_a_name_that_lost_a_character_changes_nothing(self) -> None:
        fields = {"seller_name": read(FIRM, 0.7)}
        assert bettered(fields, seal(FIRM.replace("山", ""))) == fields

    def test_a_far_name_changes_nothing(self) -> None:
        fields = {"seller_name": read("海风水产有限公司", 0.5)}
        assert bettered(fields, seal(FIRM)) == fields


def test_seals_are_wanted_only_where_something_is_doubtful() -> None:
    sound = {"seller_name": read(FIRM), "seller_tax_id": read(TAX_ID)}
    assert not wants_seals(sound)
    assert wants_seals({**sound, "seller_name": read(FIRM, 0.5)})
    assert wants_seals({"seller_name": read(FIRM)})
    assert not wants_seals({"departure_station": read("杭州东")})
