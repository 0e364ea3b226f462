"""Pages of one invoice become one document; copies and neighbours stay what they are."""

from collections.abc import Mapping

import pytest

from piaoju.engine.checking import Draft
from piaoju.engine.joining import joined
from piaoju.engine.types import load_types
from piaoju.model.document import DocumentReading
from tests.unit.reading.checks.evidence import field, fields

TYPES = {kind.id: kind for kind in load_types()}
NUMBER, OTHER = "24312000000012345678", "24312000000012345677"
HEAD = {"invoice_number": NUMBER, "issue_date": "2024-05-06", "buyer_name": "甲公司"}
TOTALS = {"total_including_tax": "30.00", "total_in_words": "叁拾圆整"}


def page(
    number: int,
    values: Mapping[str, str],
    *items: str,
    variant: str | None = "digital_general",
    kind: str = "vat_invoice",
) -> Draft:
    rows = tuple(fields({"name": name}) for name in items)
    reading = DocumentReading(kind, variant, (number,), None, 0.0, 0.5, "image", fields(values), rows)
    return Draft(reading, TYPES[kind], f"page {number}", None)


def names(draft: Draft) -> list[str]:
    return [str(row["name"].value) for row in draft.reading.items]


def test_pages_of_one_invoice_are_one_document() -> None:
    first, second, last = page(1, HEAD, "a", "b"), page(2, HEAD, "c", variant=None), page(3, {**HEAD, **TOTALS}, "d")
    (whole,) = joined([first, second, last])
    assert whole.reading.pages == (1, 2, 3)
    assert names(whole) == ["a", "b", "c", "d"]
    assert {name: reading.value for name, reading in whole.reading.fields.items()} == {**HEAD, **TOTALS}
    assert whole.printed == "page 1\npage 2\npage 3"


def test_sums_are_those_of_the_last_page_and_names_those_read_best() -> None:
    first, last = page(1, {**HEAD, "total_tax": "1.00"}), page(2, {**HEAD, **TOTALS, "total_tax": "3.00"})
    doubtful = {**last.reading.fields, "buyer_name": field("申公司", confidence=0.2)}
    reading = DocumentReading("vat_invoice", "digital_general", (2,), None, 0.0, 0.5, "image", doubtful)
    (whole,) = joined([first, Draft(reading, last.kind, "", None)])
    assert whole.reading.fields["total_tax"].value == "3.00"
    assert whole.reading.fields["buyer_name"].value == "甲公司"


@pytest.mark.parametrize(
    "following",
    [
        page(3, {**HEAD, **TOTALS}),
        page(2, {**HEAD, "invoice_number": OTHER}),
        page(2, {**HEAD, "issue_date": "2024-05-07"}),
        page(2, {"invoice_number": NUMBER}),
        page(2, HEAD, variant="digital_special"),
        page(2, HEAD, variant=None, kind="train_ticket"),
    ],
    ids=["not the next page", "another number", "another day", "no day", "another variant", "another type"],
)
def test_other_documents_stay_apart(following: Draft) -> None:
    first = page(1, HEAD, "a")
    assert joined([first, following]) == [first, following]


def test_a_copy_of_a_whole_invoice_is_a_document_of_its_own() -> None:
    whole, copy = page(1, {**HEAD, **TOTALS}, "a"), page(2, {**HEAD, **TOTALS}, "a")
    assert joined([whole, copy]) == [whole, copy]


def test_paper_forms_have_one_page() -> None:
    drafts = [page(number, HEAD, variant="vat_special_paper") for number in (1, 2)]
    assert joined(drafts) == drafts


def test_nothing_is_joined_of_nothing() -> None:
    assert joined([]) == []
