"""`reading.kie.blurred`: where labels may be that were not read."""

from collections.abc import Mapping

from piaoju.reading.kie.blurred import EACH, MOST, anchoring_values, surmised_labels
from piaoju.reading.kie.labels import chains
from piaoju.reading.kie.registration import LabelSpec
from piaoju.reading.kie.runs import to_runs
from tests.text_lines import IDENTITY, line


def surmised(*texts: str, words: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return names and print of the labels surmised in lines that stand below each other."""
    runs = to_runs([line(text, 10, 50 * row) for row, text in enumerate(texts)], IDENTITY)
    found = surmised_labels(chains(runs), words)
    return [(label.name, "".join(glyph.text for glyph in label.glyphs)) for label in found]


def test_the_likeliest_come_first() -> None:
    words = {"certificate": ("合格证号",), "plate": ("车牌照号",)}
    assert surmised("合易证号", "车牌照号", words=words) == [("plate", "车牌照号"), ("certificate", "合易证号")]


def test_any_of_its_words_may_be_printed_for_a_label() -> None:
    words = {"seller": ("销货单位名称", "销售方名称")}
    assert surmised("销售万名称", words=words) == [("seller", "销售万名称")]


def test_one_place_is_of_a_label_once() -> None:
    words = {"import": ("进口证明书号", "进口证明号")}
    assert surmised("进口证明书号", words=words) == [("import", "进口证明书号")]


def test_only_some_are_followed_up() -> None:
    words = {f"label {index}": ("车牌照号",) for index in range(MOST)}
    assert len(surmised(*["车牌照号"] * (EACH + 2), words=words)) == MOST
    assert len(surmised(*["车牌照号"] * (EACH + 2), words={"plate": ("车牌照号",)})) == EACH


def test_values_are_anchors_by_what_they_look_like() -> None:
    anchors = [
        LabelSpec("code", r"\d{12}", "left", ((10.0, 10.0),)),
        LabelSpec("money", r"¥\d+", "left", ((5.0, 5.0),)),
    ]
    runs = to_runs([line("044031500123  ¥20", 10, 50), line("0440315001234", 10, 100)], IDENTITY)
    found = anchoring_values(runs, anchors)
    assert [(label.name, "".join(glyph.text for glyph in label.glyphs)) for label in found] == [
        ("code", "044031500123"),
        ("money", "¥20"),
    ]
    assert anchoring_values(runs, []) == []
