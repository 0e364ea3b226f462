"""`doctypes.vat_invoice`: forms of other heights and columns, and second looks at items and totals."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from piaoju.doctypes.vat_invoice.extents import fitted
from piaoju.doctypes.vat_invoice.extract import extract
from piaoju.doctypes.vat_invoice.forms import DIGITAL_LAYOUT
from piaoju.doctypes.vat_invoice.tables import columns_of
from piaoju.lab.evaluate.dataset import LabelledDocument, parse_label
from piaoju.lab.synth import SyntheticDocument, synthesise
from piaoju.model.document import Extraction, LocatedDocument, Look
from piaoju.model.geometry import Quad, center
from piaoju.model.page import TextLine
from piaoju.reading.kie.sheet import Sheet, lay_on
from tests.text_lines import drawn_lines, line_in, located, moved_line, read_nothing

SEAL_INK = (70, 60, 200)
FOOT = ("合计", "合", "计", "价税合计（大写）", "（小写）", "开票人：")


def label_of(document: SyntheticDocument) -> LabelledDocument:
    (label,) = parse_label(document.label)
    return label


def rows(extraction: Extraction) -> list[dict[str, object]]:
    return [{name: reading.value for name, reading in row.items()} for row in extraction.items]


def values(extraction: Extraction) -> dict[str, object]:
    return {name: reading.value for name, reading in extraction.fields.items()}


def laid(document: LocatedDocument) -> Sheet:
    sheet = lay_on(document, [DIGITAL_LAYOUT.form])
    assert sheet is not None
    return sheet


def reading(text: str, *, through_red: str = "") -> Look:
    """Return a second look that reads one text wherever it looks, another through seals."""

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        return [line_in(quad, through_red if without_seals else text) for quad in quads]

    return look


def retyped(lines: Sequence[TextLine], old: str, new: str) -> list[TextLine]:
    """Return the lines with another text where one stood first."""
    index = next(index for index, made in enumerate(lines) if made.text == old)
    changed = [line_in(lines[index].quad, new)] if new else []
    return [*lines[:index], *changed, *lines[index + 1 :]]


@pytest.fixture(scope="module")
def goods() -> SyntheticDocument:
    return synthesise("vat_invoice", "digital_general", 1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_of_tolls(seed: int) -> None:
    document = synthesise("vat_invoice", "vat_toll_electronic", seed)
    extraction = extract(located(drawn_lines(document)))
    assert rows(extraction) == [
        {name: value for name, value in row.items() if value} for row in label_of(document).items or ()
    ]


@pytest.mark.parametrize("variant", ["digital_paper_special", "digital_paper_general"])
def test_the_long_number_on_paper_is_no_cipher(variant: str) -> None:
    extraction = extract(located(drawn_lines(synthesise("vat_invoice", variant, 1))))
    assert extraction.variant == variant
    assert "cipher_area" not in extraction.fields


@pytest.mark.parametrize("down_mm", [-6.0, 20.0, 60.0])
def test_what_stands_below_the_items_is_found_at_any_height(goods: SyntheticDocument, down_mm: float) -> None:
    lines = drawn_lines(goods)
    scale = goods.pixels.shape[1] / 210
    sum_y = min(center(made.quad)[1] for made in lines if made.text in FOOT)
    down = np.array([[1, 0, 0], [0, 1, down_mm * scale], [0, 0, 1.0]])
    stretched = [moved_line(made, down) if center(made.quad)[1] > sum_y - 2 * scale else made for made in lines]
    before, after = extract(located(lines)), extract(located(stretched))
    assert values(after) == values(before)
    assert rows(after) == rows(before)


def test_a_page_that_others_follow_has_items_and_no_totals() -> None:
    documents = (synthesise("vat_invoice", "digital_special", seed) for seed in range(1, 60))
    long = next(document for document in documents if len(document.pages) > 1)
    extraction = extract(located(drawn_lines(long)))
    assert {"total_excluding_tax", "total_tax", "total_including_tax", "remark"}.isdisjoint(extraction.fields)
    names = [row["name"] for row in label_of(long).items or ()]
    assert [row["name"] for row in rows(extraction)] == names[: len(extraction.items)]
    assert 0 < len(extraction.items) < len(names)


def test_without_labels_below_the_form_is_taken_to_be_as_measured(goods: SyntheticDocument) -> None:
    lines = [made for made in drawn_lines(goods) if made.text not in FOOT]
    sheet = laid(located(lines))
    assert fitted(sheet, DIGITAL_LAYOUT) == DIGITAL_LAYOUT


def test_borders_move_with_the_heads(goods: SyntheticDocument) -> None:
    sheet = laid(located(drawn_lines(goods)))
    columns = {column.name: column for column in columns_of(sheet, DIGITAL_LAYOUT)}
    assert list(columns) == [column.name for column in DIGITAL_LAYOUT.columns]
    moved = [
        replace(
            label, glyphs=tuple(replace(glyph, left=glyph.left + 4, right=glyph.right + 4) for glyph in label.glyphs)
        )
        if label.name == "quantity"
        else label
        for label in sheet.labels
    ]
    wider = {column.name: column for column in columns_of(replace(sheet, labels=tuple(moved)), DIGITAL_LAYOUT)}
    assert wider["quantity"].edge == pytest.approx(columns["quantity"].edge + 4, abs=0.5)
    assert wider["amount"].edge == pytest.approx(columns["amount"].edge, abs=0.1)


@pytest.mark.parametrize(
    ("seen", "is_taken"), [("*{}", True), ("9 *{}", True), ("↑{}", True), ("{}", False), ("*某{}", False)]
)
def test_lost_stars_are_read_again(goods: SyntheticDocument, seen: str, is_taken: bool) -> None:
    name, line = first_name(goods)
    lines = retyped(drawn_lines(goods), line, line.replace("*", ""))
    extraction = extract(located(lines, look=reading(seen.format(line.removeprefix("*")))))
    assert rows(extraction)[0]["name"] == (name if is_taken else name.replace("*", ""))
    assert (extraction.items[0]["name"].raw_text is not None) == is_taken


def test_the_closing_star_of_a_category_demands_the_opening_one(goods: SyntheticDocument) -> None:
    name, line = first_name(goods)
    lines = retyped(drawn_lines(goods), line, line.removeprefix("*"))
    read = extract(located(lines)).items[0]["name"]
    assert read.value == name
    assert read.raw_text is not None
    assert not read.raw_text.startswith("*")


def first_name(document: SyntheticDocument) -> tuple[str, str]:
    """Return the name of the first item, and its first printed line."""
    name = rows(extract(located(drawn_lines(document))))[0]["name"]
    assert isinstance(name, str)
    lines = (made.text for made in drawn_lines(document) if made.text)
    return name, next(text for text in lines if name.startswith(text.replace(" ", "")))


@pytest.mark.parametrize(("confidence", "is_taken"), [(0.99, True), (0.5, False)])
def test_the_last_character_of_a_wrapped_name_is_looked_for(confidence: float, is_taken: bool) -> None:
    document, index, end = name_that_ends_alone()
    quad = next(made.quad for made in drawn_lines(document) if made.text == end)

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        x, y = center(quad)
        hits = [place[0][0] < x < place[1][0] and place[0][1] < y < place[2][1] for place in quads]
        return [
            line_in(place, end if hit else "", confidence=confidence) for place, hit in zip(quads, hits, strict=True)
        ]

    whole = str(rows(extract(located(drawn_lines(document))))[index]["name"])
    read = rows(extract(located(retyped(drawn_lines(document), end, ""), look=look)))[index]["name"]
    assert read == (whole if is_taken else whole.removesuffix(end))


def name_that_ends_alone() -> tuple[SyntheticDocument, int, str]:
    """Return a document with a name whose last printed line is short, the item's place, and that line."""
    for seed in range(1, 80):
        document = synthesise("vat_invoice", "digital_general", seed)
        texts = [made.text for made in drawn_lines(document)]
        for index, row in enumerate(label_of(document).items or ()):
            lines = [text for text in texts if text and len(text) > 6 and row["name"].startswith(text)]
            end = row["name"].removeprefix(lines[0]) if lines else ""
            if 0 < len(end) <= 2 and texts.count(end) == 1 and "\u4e00" <= end[0] <= "\u9fff":
                return document, index, end
    raise AssertionError("no name ends with a line of its own")


@pytest.mark.parametrize(("seen", "read"), [("{}28", "{}"), ("服务{}", "{}"), ("5%", None)])
def test_a_rate_under_a_stamp_is_read_again(goods: SyntheticDocument, seen: str, read: str | None) -> None:
    rate = str(rows(extract(located(drawn_lines(goods))))[0]["tax_rate"])
    lines = retyped(drawn_lines(goods), rate, "第")
    found = rows(extract(located(lines, look=reading("", through_red=seen.format(rate)))))[0].get("tax_rate")
    assert found == (read.format(rate) if read else None)


@pytest.mark.parametrize("beside", ["联", "业务专用章"])
def test_words_beside_an_amount_do_not_spoil_it(goods: SyntheticDocument, beside: str) -> None:
    plain = rows(extract(located(drawn_lines(goods))))
    tax = str(plain[0]["tax"])
    text = f"{tax}{beside}" if len(beside) == 1 else f"{beside}{tax}"
    assert rows(extract(located(retyped(drawn_lines(goods), tax, text))))[0]["tax"] == tax


def under_seal(lines: Sequence[TextLine], text: str) -> list[TextLine]:
    """Return the lines with one of a seal across one of them."""
    return [*lines, line_in(next(made.quad for made in lines if made.text == text), "章", ink=SEAL_INK)]


def test_only_where_a_seal_lies_it_is_looked_through_red(goods: SyntheticDocument) -> None:
    amount = str(rows(extract(located(drawn_lines(goods))))[0]["amount"])
    lines = retyped(drawn_lines(goods), amount, amount[1:])
    look = reading("", through_red=amount)
    assert rows(extract(located(lines, look=look)))[0]["amount"] == amount[1:]
    assert rows(extract(located(under_seal(lines, amount[1:]), look=look)))[0]["amount"] == amount


def test_an_amount_that_the_total_contradicts_is_read_again(goods: SyntheticDocument) -> None:
    plain = extract(located(drawn_lines(goods)))
    amount = str(rows(plain)[0]["amount"])
    lines = retyped(drawn_lines(goods), amount, amount[1:])
    assert rows(extract(located(lines, look=read_nothing)))[0]["amount"] == amount[1:]
    assert rows(extract(located(lines, look=reading("123.45"))))[0]["amount"] == amount[1:]
    put_right = extract(located(lines, look=reading(amount)))
    assert rows(put_right)[0]["amount"] == amount
    assert put_right.items[0]["amount"].raw_text == amount[1:]


def test_a_total_that_the_words_contradict_is_read_again(goods: SyntheticDocument) -> None:
    total = str(values(extract(located(drawn_lines(goods))))["total_including_tax"])
    lines = retyped(drawn_lines(goods), f"¥{total}", f"¥{total[:2]}")
    assert values(extract(located(lines)))["total_including_tax"] == total[:2]
    sealed = under_seal(lines, f"¥{total[:2]}")
    put_right = extract(located(sealed, look=reading("", through_red=f"¥{total}"))).fields["total_including_tax"]
    assert (put_right.value, put_right.raw_text) == (total, f"¥{total[:2]}")


def test_a_total_whose_label_a_seal_covers_is_read_where_the_form_prints_it(goods: SyntheticDocument) -> None:
    total = str(values(extract(located(drawn_lines(goods))))["total_including_tax"])
    lines = [made for made in drawn_lines(goods) if made.text != f"¥{total}" and "小写" not in made.text]
    assert len(lines) < len(drawn_lines(goods)) - 1
    assert "total_including_tax" not in values(extract(located(lines)))
    assert values(extract(located(lines, look=reading(f"¥{total}"))))["total_including_tax"] == total


def test_two_figures_that_each_lost_a_digit_are_read_again_together() -> None:
    document = synthesise("vat_invoice", "vat_general_paper", 1003)
    whole = rows(extract(located(drawn_lines(document))))
    row = next(row for row in whole if len(str(row.get("quantity"))) > 5 and len(str(row.get("unit_price"))) > 5)
    quantity, price = str(row["quantity"]), str(row["unit_price"])
    lines = retyped(retyped(drawn_lines(document), quantity, quantity[1:]), price, price[1:])
    middles = {
        text: center(next(made.quad for made in drawn_lines(document) if made.text == text))
        for text in (quantity, price)
    }

    def look(quads: Sequence[Quad], *, without_seals: bool = False) -> list[TextLine]:
        def seen(quad: Quad) -> str:
            (left, top), (right, bottom) = quad[0], quad[2]
            return next((text for text, (x, y) in middles.items() if left < x < right and top < y < bottom), "")

        return [line_in(quad, seen(quad)) for quad in quads]

    index = whole.index(row)
    assert rows(extract(located(lines)))[index]["quantity"] == quantity[1:]
    again = rows(extract(located(lines, look=look)))[index]
    assert (again["quantity"], again["unit_price"]) == (quantity, price)


def test_stars_of_an_exempt_line_are_read_in_many_shapes_without_a_look() -> None:
    document = synthesise("vat_invoice", "vat_general_electronic", 1)
    plain = rows(extract(located(drawn_lines(document))))
    assert plain[0]["tax"] == "***"
    lines = retyped(drawn_lines(document), "***", "★女★")
    assert rows(extract(located(lines, look=read_nothing))) == plain


def test_an_item_of_which_a_seal_hides_the_amounts_is_an_item(goods: SyntheticDocument) -> None:
    plain = rows(extract(located(drawn_lines(goods))))
    lines = drawn_lines(goods)
    for name in ("amount", "tax_rate", "tax"):
        lines = retyped(lines, str(plain[0][name]), "")
    hidden = rows(extract(located(lines, look=read_nothing)))
    assert [row["name"] for row in hidden] == [row["name"] for row in plain]
    assert "amount" not in hidden[0]


def test_what_is_read_below_names_that_end_is_no_part_of_them(goods: SyntheticDocument) -> None:
    plain = rows(extract(located(drawn_lines(goods))))
    assert rows(extract(located(drawn_lines(goods), look=reading("第")))) == plain
