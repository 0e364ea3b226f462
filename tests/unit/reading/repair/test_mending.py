"""Repair: what fails its checks is chosen anew among what the recogniser saw, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from piaoju.doctypes.motor_vehicle_invoice import rules as motor_rules
from piaoju.doctypes.motor_vehicle_invoice import schema as motor_schema
from piaoju.doctypes.train_ticket import schema as train_schema
from piaoju.doctypes.vat_invoice import rules, schema
from piaoju.model.document import look_nowhere
from piaoju.model.field import FieldReading, Fields, FieldSpec, ValueType
from piaoju.model.geometry import Quad, quad_from_rect
from piaoju.model.page import Candidate, TextLine
from piaoju.numbers import vin
from piaoju.numbers.grammars import grammar_of
from piaoju.reading.checks.rule import Evidence, Rule
from piaoju.reading.repair import RepairOptions, repaired
from piaoju.reading.repair.choices import choices_of
from tests.lattices import lattice
from tests.text_lines import line_in
from tests.unit.reading.checks.evidence import TODAY

VIN = "1M8GDM9AXKP042788"
OTHER_VIN = "5M8GDM9AXKP062788"
TAX_ID = "91110000600037341L"
ORGANISATION = TAX_ID[8:17]
QUAD = quad_from_rect(100, 50, 200, 20)
SPECS = (*schema.SCHEMA, *schema.ITEM_SCHEMA)
Doubts = Mapping[int, Sequence[Candidate]]


def read(text: str, doubts: Doubts | None = None, confidence: float = 0.8) -> FieldReading:
    return FieldReading(text, text, confidence, 1, QUAD, steps=lattice(text, doubts))


MISREAD: Fields = {"seller_tax_id": read(TAX_ID.replace("L", "1"), {17: [("1", 0.6), ("L", 0.3)]})}
COVERED: Fields = {"seller_tax_id": read(TAX_ID[:9] + TAX_ID[11:])}
ALL = RepairOptions()


def mend(
    fields: Fields,
    items: Sequence[Fields] = (),
    options: RepairOptions = ALL,
    *,
    of: tuple[tuple[Rule, ...], tuple[FieldSpec, ...]] = (rules.RULES, SPECS),
) -> Evidence:
    return repaired(Evidence(fields, TODAY, tuple(items)), *of, look_nowhere, options)


def values(fields: Fields) -> dict[str, object]:
    return {name: field.value for name, field in fields.items()}


class TestOneValue:
    def test_a_check_character_decides_between_candidates(self) -> None:
        misread = read(TAX_ID.replace("L", "1"), {17: [("1", 0.6), ("L", 0.3)]})
        whole = mend({"seller_tax_id": misread}).fields["seller_tax_id"]
        assert (whole.value, whole.text, whole.raw_text) == (TAX_ID, TAX_ID, misread.text)
        assert whole.quad == misread.quad
        assert whole.confidence is not None
        assert whole.confidence >= 0.9

    def test_a_letter_that_the_grammar_refuses_gives_way_even_unseen(self) -> None:
        misread = read(TAX_ID.replace("0", "O", 1))
        assert mend({"seller_tax_id": misread}).fields["seller_tax_id"].value == TAX_ID

    def test_what_passes_its_check_stays_whatever_else_was_considered(self) -> None:
        fields = {"seller_tax_id": read(TAX_ID, {17: [("L", 0.4), ("1", 0.39)]})}
        assert mend(fields).fields == fields

    def test_a_lookalike_alone_does_not_settle_a_check_that_one_in_eleven_pass(self) -> None:
        wrong = VIN[:15] + "88" if VIN[15:] != "88" else VIN[:15] + "38"
        assert not vin.is_valid(wrong)
        fields = {"vin": read(wrong)}
        of = (motor_rules.RULES, motor_schema.SCHEMA)
        assert mend(fields, of=of).fields == fields

    def test_a_vin_of_which_most_is_doubtful_is_not_settled_by_its_check_digit(self) -> None:
        first: Doubts = {0: [("5", 0.5), ("1", 0.45)]}
        surely, hardly = (read("5" + VIN[1:], {**first, **more}) for more in ({}, {10: [(VIN[10], 0.35)]}))
        of = (motor_rules.RULES, motor_schema.SCHEMA)
        found = [mend({"vin": one}, of=of).fields["vin"].value for one in (surely, hardly)]
        assert found == [VIN, hardly.value]

    def test_nothing_is_made_up_where_no_candidate_helps(self) -> None:
        fields = {"seller_tax_id": read("9111000060", {})}
        assert mend(fields).fields == fields

    @pytest.mark.parametrize(("seen", "value"), [(0.02, TAX_ID.replace("6000", "600")), (0.4, TAX_ID)])
    def test_a_character_that_hardly_any_reading_shows_is_not_made_up(self, seen: float, value: str) -> None:
        whole, lost = TAX_ID, TAX_ID.replace("6000", "600")
        steps = list(lattice(whole))
        place = 2 * (TAX_ID.index("6000") + 3)
        steps[place] = (("", 0.98 - seen), ("0", seen))
        short = FieldReading(lost, lost, 0.97, 1, QUAD, steps=tuple(steps))
        assert mend({"seller_tax_id": short}).fields["seller_tax_id"].value == value

    def test_what_may_be_left_of_a_tax_id_is_not_completed_to_an_old_one(self) -> None:
        old = "330206" + ORGANISATION
        misread = read(old[:6] + "9" + old[7:], {6: [("9", 0.7), (old[6], 0.2)]})
        assert mend({"seller_tax_id": misread}).fields["seller_tax_id"] == misread

    def test_a_plate_whose_province_was_misread_is_not_one_without(self) -> None:
        misread = read("完ADR1093", {0: [("完", 0.3), ("", 0.5)]})
        assert values(mend({}, [{"plate_number": misread}]).items[0]) == {"plate_number": "完ADR1093"}

    def test_the_form_of_an_amount_tells_nothing_of_its_digits(self) -> None:
        steps = lattice("30.5", {3: [("", 0.3), ("5", 0.68)]})
        cut, marked = (FieldReading(text, text, 0.01, 1, QUAD, steps=steps) for text in ("30.", "30-5"))
        mended = mend({}, [{"quantity": cut}, {"quantity": marked}]).items
        assert [row["quantity"].value for row in mended] == ["30.", "30.5"]

    def test_a_part_of_an_amount_in_words_is_hardly_a_choice(self) -> None:
        cut, grammar = read("圆陆角伍分"), grammar_of("total_in_words", ValueType.WORDS)
        assert grammar is not None
        choices = choices_of(cut, ValueType.WORDS, grammar, [lattice("陆角伍分")])
        assert choices is not None
        assert max(choice.share for choice in choices.others) < 0.01

    def test_a_repaired_value_keeps_what_was_read_first_of_all(self) -> None:
        misread = replace(read(TAX_ID.replace("L", "1"), {17: [("1", 0.6), ("L", 0.3)]}), raw_text="91110000")
        assert mend({"seller_tax_id": misread}).fields["seller_tax_id"].raw_text == "91110000"

    def test_values_of_other_sources_are_left_alone(self) -> None:
        misread = replace(read(TAX_ID.replace("L", "1"), {17: [("1", 0.6), ("L", 0.3)]}), source="qr")
        assert mend({"seller_tax_id": misread}).fields["seller_tax_id"] == misread


class TestFieldsTogether:
    TOTALS: Mapping[str, str] = {
        "total_excluding_tax": "100.00",
        "total_tax": "13.00",
        "total_including_tax": "113.00",
        "total_in_words": "壹佰壹拾叁圆整",
    }

    def totals(self, **others: FieldReading) -> Fields:
        return {**{name: read(text) for name, text in self.TOTALS.items()}, **others}

    def test_the_amount_that_contradicts_the_others_is_chosen_anew(self) -> None:
        misread = read("118.00", {2: [("8", 0.7), ("3", 0.2)]})
        assert values(mend(self.totals(total_including_tax=misread)).fields) == self.TOTALS

    def test_two_ways_to_agree_settle_nothing(self) -> None:
        doubtful = {
            "total_excluding_tax": read("100.00", {2: [("0", 0.6), ("5", 0.3)]}),
            "total_tax": read("13.00"),
            "total_including_tax": read("118.00", {2: [("8", 0.6), ("3", 0.3)]}),
        }
        assert mend(doubtful).fields == doubtful

    def test_an_amount_does_not_make_up_for_a_misread_one_at_the_same_place(self) -> None:
        # 1400.00 was 1900.00, which nobody considered; that 8 looks like 3 proves nothing.
        amounts = ("1800.00", "100.00", "1400.00")
        names = ("total_excluding_tax", "total_tax", "total_including_tax")
        fields = {name: read(text) for name, text in zip(names, amounts, strict=True)}
        assert mend(fields).fields == fields

    def test_a_cell_of_a_row_is_chosen_by_its_row(self) -> None:
        row = {
            "quantity": read("3"),
            "unit_price": read("12.50"),
            "amount": read("31.50", {1: [("1", 0.6), ("7", 0.3)]}),
        }
        whole = mend({}, [row])
        assert whole.items[0]["amount"].value == "37.50"
        assert whole.items[0]["quantity"] == row["quantity"]

    def test_a_choice_that_breaks_another_check_is_none(self) -> None:
        fields = self.totals(
            total_excluding_tax=read("100.00", {0: [("1", 0.6), ("2", 0.3)]}), total_tax=read("113.00")
        )
        assert mend(fields).fields == fields


class TestEvidence:
    """Only what a choice alone makes hold speaks for it."""

    ROW: Mapping[str, FieldReading] = {"amount": read("76.12"), "tax_rate": read("5%"), "tax": read("3.81")}

    def test_sums_that_held_before_do_not_speak_for_a_cell_that_they_leave_out(self) -> None:
        cut = read("粤AE391")
        row = {**self.ROW, "plate_number": replace(cut, steps=(*cut.steps, (("", 0.95), ("4", 0.03))))}
        fields = {"total_excluding_tax": read("76.12"), "total_tax": read("3.81")}
        whole = mend(fields, [row])
        assert values(whole.items[0]) == values(row)

    def test_the_form_of_a_price_is_not_proven_by_the_sum_of_taxes(self) -> None:
        price = read(".76991150", {0: [(".", 0.8), ("", 0.15)]})
        row = {"unit_price": price, "quantity": read("12"), "tax": read("3.81")}
        whole = mend({"total_tax": read("3.81")}, [row])
        assert values(whole.items[0]) == values(row)

    def test_the_cents_that_words_and_figures_lost_are_not_made_sure_by_each_other(self) -> None:
        fields = {"total_in_words": read("柒拾捌圆角陆分", confidence=0.3), "total_including_tax": read("78")}
        eye = Eye("柒拾捌圆", "柒拾捌圆")
        found = repaired(Evidence(fields, TODAY), rules.RULES, SPECS, eye, ALL)
        assert values(found.fields) == values(fields)


class TestOptions:
    def test_decoding_can_be_turned_off(self) -> None:
        assert mend(MISREAD, options=RepairOptions(decode=False)).fields == MISREAD

    def test_reconciling_can_be_turned_off(self) -> None:
        fields = TestFieldsTogether().totals(total_including_tax=read("118.00", {2: [("8", 0.7), ("3", 0.2)]}))
        assert mend(fields, options=RepairOptions(reconcile=False)).fields == fields


class Eye:
    """A look that reads a text wherever it is sent, and remembers how it was asked."""

    def __init__(self, as_printed: str, through_red: str) -> None:
        self.texts = {False: as_printed, True: through_red}
        self.asked: list[bool] = []

    def __call__(self, quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        self.asked.append(without_seals)
        text = self.texts[without_seals]
        lines = [line_in(quad, text) for quad in quads]
        return [self._with_steps(line) for line in lines]

    @staticmethod
    def _with_steps(line: TextLine) -> TextLine:
        chars = tuple(replace(char, step=2 * index) for index, char in enumerate(line.chars))
        return replace(line, chars=chars, steps=lattice(line.text))


class TestSecondLooks:
    def look(self, eye: Eye, options: RepairOptions = ALL) -> Fields:
        return repaired(Evidence(COVERED, TODAY), rules.RULES, SPECS, eye, options).fields

    def test_what_the_first_look_lost_is_read_anew(self) -> None:
        eye = Eye(f"识别号:{TAX_ID}", "")
        assert self.look(eye)["seller_tax_id"].value == TAX_ID
        assert eye.asked == [False]

    def test_then_the_red_of_seals_is_left_out(self) -> None:
        eye = Eye("专用章", TAX_ID)
        assert self.look(eye)["seller_tax_id"].value == TAX_ID
        assert eye.asked == [False, True]

    def test_no_look_is_spent_if_that_is_turned_off(self) -> None:
        eye = Eye(TAX_ID, TAX_ID)
        assert self.look(eye, RepairOptions(look=False)) == COVERED
        assert eye.asked == []

    @pytest.mark.parametrize("seen", ["", "专用章", "91110000"])
    def test_what_is_not_seen_stays_as_it_was(self, seen: str) -> None:
        assert self.look(Eye(seen, seen)) == COVERED

    @pytest.mark.parametrize(
        ("seen", "options", "value"),
        [
            pytest.param(VIN, ALL, VIN, id="confirmed"),
            pytest.param(OTHER_VIN, ALL, OTHER_VIN, id="refuted"),
            pytest.param("", RepairOptions(look=False), VIN, id="none to be had"),
        ],
    )
    def test_what_is_not_quite_sure_is_looked_at_once_more(self, seen: str, options: RepairOptions, value: str) -> None:
        fields = {"vin": read("5" + VIN[1:], {0: [("5", 0.6), ("1", 0.35)]})}
        found = repaired(Evidence(fields, TODAY), motor_rules.RULES, motor_schema.SCHEMA, Eye(seen, seen), options)
        assert found.fields["vin"].value == value

    def test_a_part_of_a_number_is_no_other_number(self) -> None:
        row = {"unit_price": read("6991150442", confidence=0.6)}
        eye = Eye("99115044", "99115044")
        found = repaired(Evidence({}, TODAY, (row,)), rules.RULES, SPECS, eye, ALL)
        assert found.items == (row,)
        assert eye.asked == [False, True]

    def test_a_time_whose_digits_were_read_is_not_looked_at_for_its_marks(self) -> None:
        time = replace(read("202410月24日11:56"), value="2024-10-24 11:56")
        eye = Eye("2024年10月24日11:55", "")
        found = repaired(Evidence({"departure_time": time}, TODAY), (), train_schema.SCHEMA, eye, ALL)
        assert found.fields == {"departure_time": time}
        assert eye.asked == []

    def test_no_look_is_spent_on_what_passes(self) -> None:
        eye = Eye("", "")
        repaired(Evidence({"seller_tax_id": read(TAX_ID)}, TODAY), rules.RULES, SPECS, eye, RepairOptions())
        assert eye.asked == []
