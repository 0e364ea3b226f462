"""`reading.kie.labels` and `reading.kie.patterns`: words of the form among the runs."""

import pytest

from piaoju.reading.kie.labels import chains, find_labels, without_labels
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.runs import Run
from tests.text_lines import run

PATTERNS = {"tax": "税额", "tax_sum": "税额合计", "name": "名称", "amount": "金额"}


def chain_texts(runs: list[Run], max_gap: float = 12.0) -> set[str]:
    return {chain.text for chain in chains(runs, max_gap)}


class TestChains:
    def test_strings_runs_across_a_gap(self) -> None:
        assert chain_texts([run("额", 160, 50), run("金", 0, 50)]) == {"金额"}

    def test_leaves_blanks_out(self) -> None:
        assert chain_texts([run("名 称 :", 0, 50)]) == {"名称:"}

    def test_keeps_baselines_apart(self) -> None:
        assert chain_texts([run("金", 0, 50), run("额", 40, 90)]) == {"金", "额"}

    def test_bridges_no_wider_gap_than_told(self) -> None:
        runs = [run("金", 0, 50), run("额", 100, 50)]
        assert chain_texts(runs, max_gap=5.0) == {"金额"}
        assert chain_texts(runs, max_gap=3.0) == {"金", "额"}

    def test_prefers_the_nearest_follower(self) -> None:
        assert chain_texts([run("甲", 0, 50), run("丙", 80, 50), run("乙", 40, 50)]) == {"甲乙丙"}

    def test_keeps_small_print_from_large(self) -> None:
        assert chain_texts([run("甲", 0, 50, 60.0), run("乙", 80, 50, 20.0)]) == {"甲", "乙"}

    def test_every_run_is_in_one_chain(self) -> None:
        runs = [run(text, x, y) for text, x, y in [("甲", 0, 50), ("乙", 30, 54), ("丙", 30, 46), ("丁", 70, 50)]]
        assert sorted("".join(chain_texts(runs))) == sorted("甲乙丙丁")


class TestFindLabels:
    def test_finds_a_label_set_wide(self) -> None:
        (label,) = find_labels(chains([run("金", 0, 50), run("额", 160, 50)]), PATTERNS)
        assert (label.name, label.left, label.right, label.x, label.y) == ("amount", 0, 180, 90, 50)
        assert not label.colon

    @pytest.mark.parametrize("colon", [":", "："])
    def test_takes_a_colon_along(self, colon: str) -> None:
        (label,) = find_labels(chains([run(f"名 称{colon}某某公司", 0, 50)]), PATTERNS)
        assert label.colon
        assert "".join(glyph.text for glyph in label.glyphs) == f"名称{colon}"
        assert "".join(glyph.text for glyph in label.words) == "名称"
        assert label.x == 25

    def test_the_longest_label_wins(self) -> None:
        labels = find_labels(chains([run("税额合计", 0, 50), run("税额", 0, 90)]), PATTERNS)
        assert sorted(label.name for label in labels) == ["tax", "tax_sum"]

    def test_finds_every_occurrence(self) -> None:
        labels = find_labels(chains([run("名称:甲", 0, 50), run("名称:乙", 300, 50), run("名称", 0, 90)]), PATTERNS)
        assert [label.name for label in labels] == ["name"] * 3

    def test_leaves_the_same_characters_within_a_word_alone(self) -> None:
        assert find_labels(chains([run("某某名称设计公司", 0, 50)]), PATTERNS) == []


class TestWithoutLabels:
    def test_leaves_what_stands_between_labels(self) -> None:
        runs = [run("名称:某某公司 税额 12", 0, 50), run("金", 0, 90), run("额", 60, 90), run("甲", 0, 130)]
        labels = find_labels(chains(runs), PATTERNS)
        assert [made.text for made in without_labels(runs, labels)] == ["某某公司", "12", "甲"]

    def test_changes_nothing_without_labels(self) -> None:
        runs = [run("某某公司", 0, 50)]
        assert without_labels(runs, []) == runs


class TestFindPattern:
    def test_matches_across_runs(self) -> None:
        strings = chains([run("2020年01月", 0, 50), run("02日 08:15开", 130, 50)])
        assert [made.text for made in find_pattern(strings, r"\d{4}年\d\d月\d\d日")] == ["2020年01月02日"]

    def test_returns_the_wanted_group(self) -> None:
        strings = chains([run("票价:¥12.50元", 0, 50), run("¥ 3.00", 0, 90)])
        found = find_pattern(strings, r"¥(?P<value>\d+\.\d\d)(?P<unit>元)?", "value")
        assert [made.text for made in found] == ["12.50", "3.00"]
        assert [made.text for made in find_pattern(strings, r"¥(?P<value>[\d.]+)(?P<unit>元)?", "unit")] == ["元"]
