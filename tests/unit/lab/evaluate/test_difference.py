"""`lab.evaluate.difference`: what changed between two reports; all figures worked out by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from piaoju.errors import InvalidParameter
from piaoju.lab.evaluate.bootstrap import Change, paired_change
from piaoju.lab.evaluate.dataset import LabelledDocument
from piaoju.lab.evaluate.difference import FieldChange, difference
from piaoju.lab.evaluate.difference_sections import difference_sections
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.pairing import pair
from piaoju.lab.evaluate.report import Group, Report
from piaoju.lab.evaluate.scoring import SampleOutcome, build_report
from piaoju.lab.evaluate.stored import load_report, save, to_totals
from piaoju.lab.evaluate.writing import section_to_markdown
from tests.unit.lab.evaluate.readings import document, sample

KEYS = {"taxi_receipt": frozenset({"fare"})}
LABEL = LabelledDocument("taxi_receipt", {"fare": "10.00", "plate": "A1"})
Values = Mapping[str, str]


def report(readings: Mapping[str, Values]) -> Report:
    """Return the report of one receipt a file, all of which say the same."""
    outcomes = [
        SampleOutcome(sample(Path(name), LABEL), pairing=pair([LABEL], [document(values)], KEYS))
        for name, values in readings.items()
    ]
    return build_report(outcomes, seed=1)


RIGHT, NO_PLATE, NOTHING = {"fare": "10.00", "plate": "A1"}, {"fare": "10.00"}, {"distance": "1"}
BEFORE = report({"a.jpg": RIGHT, "b.jpg": NO_PLATE, "c.jpg": NOTHING, "gone.jpg": RIGHT})
AFTER = report({"a.jpg": NO_PLATE, "b.jpg": RIGHT, "c.jpg": RIGHT, "new.jpg": NO_PLATE})


def test_fields_that_changed_are_named() -> None:
    changed = difference(BEFORE, AFTER)
    assert changed.became_right == (
        FieldChange("b.jpg", "plate", "A1", None, "A1"),
        FieldChange("c.jpg", "fare", "10.00", None, "10.00"),
        FieldChange("c.jpg", "plate", "A1", None, "A1"),
    )
    assert changed.became_wrong == (FieldChange("a.jpg", "plate", "A1", "A1", None),)


def test_documents_of_one_report_only_are_apart() -> None:
    changed = difference(BEFORE, AFTER)
    assert (changed.only_before, changed.only_after) == (("gone.jpg",), ("new.jpg",))
    of_all, of_type = changed.accuracy
    assert (of_all.group, of_type.group) == (Group("all", "real"), Group("taxi_receipt", "real"))
    assert of_all.documents == 3
    # Over a, b and c: 3 of 6 fields and 2 of 3 fares before, 5 of 6 fields and all fares after.
    assert of_all.fields is not None
    assert of_all.whole is not None
    assert of_all.fields.value == pytest.approx(2 / 6)
    assert of_all.whole.value == pytest.approx(1 / 3)


def test_measures_stand_side_by_side() -> None:
    changed = difference(BEFORE, AFTER)
    before, after = changed.scores[0]
    assert before is not None
    assert after is not None
    assert (before.fields.count, after.fields.count) == (5, 6)
    text = "\n".join(map(section_to_markdown, difference_sections(changed)))
    assert "| real | 3 | +33.33 | " in text.replace("| all ", "")
    assert "0.6250 → 0.7500 (+0.1250)" in text
    assert "| taxi_receipt | real | fare | 0.7500 → 1.0000 (+0.2500) |" in text
    assert "| taxi_receipt | real | plate |" not in text
    assert "## Fields that became right: 3" in text
    assert "| a.jpg | plate | A1 | A1 |  |" in text
    assert "## Documents in the later report only: 1" in text


def test_measures_of_one_report_only_are_shown_as_such() -> None:
    text = "\n".join(map(section_to_markdown, difference_sections(difference(report({}), AFTER))))
    assert "| – → 0.7500 |" in text
    assert "Documents in the earlier report only" not in text


def test_nothing_changed() -> None:
    changed = difference(BEFORE, BEFORE)
    assert (changed.became_right, changed.became_wrong) == ((), ())
    assert (changed.only_before, changed.only_after) == ((), ())
    assert [one.fields for one in changed.accuracy] == [Change(0.0, 0.0, 0.0)] * 2
    assert "Fields with a change" not in "".join(section.title for section in difference_sections(changed))


def test_a_row_too_many_that_is_gone_became_right() -> None:
    label = LabelledDocument("vat_invoice", {"remark": ""}, items=({"name": "甲"},))

    def of(*names: str) -> Report:
        reading = document({}, [{"name": name} for name in names], type="vat_invoice")
        return build_report([SampleOutcome(sample(Path("a.jpg"), label), pairing=pair([label], [reading], {}))], 0)

    changed = difference(of("甲", "合计", "小计"), of("甲", "合计"))
    assert changed.became_right == (FieldChange("a.jpg", "items[+]", "", "小计", None),)
    assert difference(of("甲"), of("甲", "合计")).became_wrong == (FieldChange("a.jpg", "items[+]", "", None, "合计"),)


def test_a_field_that_only_one_label_has_did_not_change() -> None:
    other = LabelledDocument("taxi_receipt", {"fare": "10.00", "distance": "5"})
    paired = pair([other], [document(RIGHT)], KEYS)
    relabelled = build_report([SampleOutcome(sample(Path("a.jpg"), other), pairing=paired)], seed=1)
    changed = difference(report({"a.jpg": RIGHT}), relabelled)
    assert (changed.became_right, changed.became_wrong) == ((), ())


def test_a_change_of_one_document_has_no_interval() -> None:
    changed = difference(report({"a.jpg": NO_PLATE}), report({"a.jpg": RIGHT}))
    text = section_to_markdown(next(iter(difference_sections(changed))))
    assert "| all | real | 1 | +50.00 |  | +0.00 |  |" in text


def test_totals_tell_nothing_of_single_documents() -> None:
    totals = to_totals(BEFORE)
    assert totals["totals"][0]["fields"]["count"] == 5
    assert "b.jpg" not in str(totals)
    assert "plate" not in str(totals)


def ratios(*counts: int) -> Sequence[Ratio]:
    return [Ratio(count, 4) for count in counts]


def test_a_gain_that_every_document_shares_has_no_width() -> None:
    change = paired_change(ratios(0, 1, 2, 3), ratios(1, 2, 3, 4), seed=3)
    assert change is not None
    assert (change.value, change.low, change.high) == pytest.approx((0.25, 0.25, 0.25))


def test_a_gain_on_some_documents_has_an_interval() -> None:
    change = paired_change(ratios(0, 4, 4, 4), ratios(4, 4, 4, 4), seed=3)
    assert change is not None
    assert change.low is not None
    assert change.high is not None
    assert change.value == pytest.approx(0.25)
    assert change.low == 0.0
    assert 0.25 < change.high <= 0.75


def test_changes_need_cases_and_the_same_documents() -> None:
    assert paired_change([Ratio(0, 0)], [Ratio(1, 1)], seed=0) is None
    assert paired_change([], [], seed=0) is None
    with pytest.raises(ValueError, match="same documents"):
        paired_change(ratios(1), ratios(1, 2), seed=0)


def test_a_stored_report_compares_as_the_report_itself(tmp_path: Path) -> None:
    for name, one in (("a", BEFORE), ("b", AFTER)):
        save(one, tmp_path / name)
    loaded = [load_report(tmp_path / name) for name in "ab"]
    assert loaded == [BEFORE, AFTER]
    assert difference(*loaded) == difference(BEFORE, AFTER)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"files": 3}', b"\xff"])
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(InvalidParameter, match="is no report"):
        load_report(tmp_path / "a.json")


def test_a_missing_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidParameter, match="cannot be read"):
        load_report(tmp_path / "a.json")
