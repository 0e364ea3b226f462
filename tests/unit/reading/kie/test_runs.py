"""`reading.kie.runs`: text lines taken apart, cut, joined and moved."""

import numpy as np
import pytest

from piaoju.model.geometry import transform_quad
from piaoju.reading.kie.runs import Points, Run, in_lines, joined, moved, restricted, spaced, split_at_gaps, to_runs
from piaoju.reading.locate import rotation_about
from tests.text_lines import BLACK, HEIGHT, IDENTITY, LABEL_BROWN, SEAL_RED, line, moved_line, run


def texts(runs: list[Run]) -> list[str]:
    return [made.text for made in runs]


class TestToRuns:
    def test_characters_stand_where_they_are_printed(self) -> None:
        (made,) = to_runs([line("税额12", 100, 50)], IDENTITY)
        assert [(glyph.text, glyph.left, glyph.right) for glyph in made.glyphs] == [
            ("税", 100, 120),
            ("额", 120, 140),
            ("1", 140, 150),
            ("2", 150, 160),
        ]
        assert (made.left, made.right, made.x, made.y, made.height) == (100, 160, 130, 50, HEIGHT)
        assert np.allclose(made.glyphs[2].quad, ((140, 40), (150, 40), (150, 60), (140, 60)))

    def test_places_are_upright_and_quads_stay_on_the_page(self) -> None:
        tilted = rotation_about(0, 0, 30)
        printed = moved_line(line("票价", 200, 80), tilted)
        (made,) = to_runs([printed], rotation_about(0, 0, -30))
        assert (made.left, made.right, made.y, made.height) == pytest.approx((200, 240, 80, HEIGHT))
        first = transform_quad(tilted, ((200, 70), (220, 70), (220, 90), (200, 90)))
        assert np.allclose(made.glyphs[0].quad, first)

    def test_blanks_at_either_side_are_dropped(self) -> None:
        (made,) = to_runs([line(" 12 3 ", 0, 10)], IDENTITY)
        assert made.text == "12 3"

    @pytest.mark.parametrize("empty", ["", "   "])
    def test_lines_without_text_are_dropped(self, empty: str) -> None:
        assert to_runs([line(empty, 0, 10)], IDENTITY) == []

    def test_lines_that_were_hardly_read_are_dropped(self) -> None:
        lines = [line("乱码", 0, 10, confidence=0.3), line("票价", 0, 40)]
        assert texts(to_runs(lines, IDENTITY)) == ["票价"]

    def test_glyphs_know_what_else_was_considered(self) -> None:
        (made,) = to_runs([line("O1", 0, 10, also={0: [("0", 0.2)]})], IDENTITY)
        assert made.glyphs[0].candidates == (("O", 0.99), ("0", 0.2))


class TestPart:
    def test_strips_blanks(self) -> None:
        part = run("a  b c", 0, 10).part(1, 5)
        assert part is not None
        assert part.text == "b"

    def test_is_none_if_nothing_is_left(self) -> None:
        assert run("a  b", 0, 10).part(1, 3) is None


class TestSplitAtGaps:
    def test_cuts_at_wide_gaps_only(self) -> None:
        parted = joined([run("12", 0, 50), run("34", 60, 50), run("5", 82, 50)])
        assert texts(split_at_gaps(parted, 0.9)) == ["12", "345"]

    def test_at_a_read_blank_half_the_gap_is_enough(self) -> None:
        assert texts(split_at_gaps(run("34 5", 0, 50), 0.9)) == ["34", "5"]
        assert texts(split_at_gaps(run("34 5", 0, 50), 1.2)) == ["34 5"]
        unread = joined([run("34", 0, 50), run("5", 30, 50)])
        assert texts(split_at_gaps(unread, 0.9)) == ["345"]

    @pytest.mark.parametrize(("before", "after"), [("12.", "34"), ("12", ".34")])
    def test_a_point_never_ends_or_begins_a_value(self, before: str, after: str) -> None:
        apart = joined([run(before, 0, 50), run(after, 70, 50)])
        assert texts(split_at_gaps(apart, 0.9)) == ["12.34"]

    def test_nothing_is_lost(self) -> None:
        whole = joined([run("甲乙", 0, 50), run("1.5", 90, 50), run("丙", 200, 50)])
        pieces = split_at_gaps(whole, 0.9)
        assert texts(pieces) == ["甲乙", "1.5", "丙"]
        assert [glyph for piece in pieces for glyph in piece.glyphs] == list(whole.glyphs)


class TestRestricted:
    def test_takes_the_best_candidate_inside(self) -> None:
        made = run("1O5", 0, 10, also={1: [("D", 0.3), ("0", 0.2), ("6", 0.1)]})
        repaired = restricted(made, "0123456789")
        assert repaired.text == "105"
        assert repaired.glyphs[1].confidence == 0.2
        assert repaired.glyphs[1].quad == made.glyphs[1].quad

    def test_keeps_what_has_no_candidate_inside(self) -> None:
        assert restricted(run("1X5", 0, 10, also={1: [("Y", 0.3), ("", 0.2)]}), "0123456789").text == "1X5"

    def test_keeps_what_is_inside_and_blanks(self) -> None:
        made = run("1 5", 0, 10, also={0: [("7", 0.01)], 1: [("3", 0.4)]})
        assert restricted(made, "0123456789") == made


class TestMoved:
    def test_scales_and_shifts(self) -> None:
        (made,) = moved([run("金额", 100, 50)], lambda points: points / 10 + np.array([1.0, 2.0]))
        assert (made.left, made.right, made.y, made.height) == pytest.approx((11, 15, 7, HEIGHT / 10))

    def test_keeps_text_and_place_on_the_page(self) -> None:
        before = run("金 额", 100, 50)
        (made,) = moved([before], lambda points: points * 2)
        assert made.text == before.text
        assert [glyph.quad for glyph in made.glyphs] == [glyph.quad for glyph in before.glyphs]

    def test_straightens_a_bent_line(self) -> None:
        def bend(points: Points) -> Points:
            return np.column_stack([points[:, 0], points[:, 1] + points[:, 0] / 10])

        (made,) = moved([run("价税合计", 0, 100)], bend)
        assert [glyph.y for glyph in made.glyphs] == pytest.approx([101, 103, 105, 107])


class TestJoined:
    def test_keeps_the_order_given(self) -> None:
        assert joined([run("乙", 50, 10), run("甲", 0, 10)]).text == "乙甲"

    def test_refuses_nothing(self) -> None:
        with pytest.raises(ValueError, match="no runs"):
            joined([])


class TestInLines:
    def test_sorts_from_the_top_and_from_the_left(self) -> None:
        runs = [run("d", 90, 41), run("b", 50, 12), run("c", 0, 40), run("a", 0, 10)]
        assert [texts(found) for found in in_lines(runs)] == [["a", "b"], ["c", "d"]]

    def test_half_a_height_lower_is_the_next_line(self) -> None:
        assert len(in_lines([run("a", 0, 10), run("b", 50, 10 + 0.6 * HEIGHT)])) == 2
        assert len(in_lines([run("a", 0, 10), run("b", 50, 10 + 0.4 * HEIGHT)])) == 1

    def test_nothing_gives_no_lines(self) -> None:
        assert in_lines([]) == []


class TestInk:
    @pytest.mark.parametrize(("ink", "is_red"), [(SEAL_RED, True), (BLACK, False), (LABEL_BROWN, False)])
    def test_the_red_of_seals_is_no_label_colour(self, ink: tuple[int, int, int], is_red: bool) -> None:
        assert run("发票", 0, 10, ink=ink).is_red is is_red

    def test_is_the_mean_over_what_is_printed(self) -> None:
        mixed = joined([run("甲", 0, 10, ink=(0, 0, 0)), run("乙", 20, 10, ink=(20, 40, 60))])
        assert mixed.ink == (10, 20, 30)


class TestSpaced:
    def test_parts_a_number_where_the_print_leaves_a_gap(self) -> None:
        name, number = run("某某路8号", 0, 50), run("010-12345678", 150, 50)
        assert spaced(Run((*name.glyphs, *number.glyphs))).text == "某某路8号 010-12345678"

    def test_leaves_touching_print_as_it_is(self) -> None:
        whole = run("某某路8号01012345678", 0, 50)
        assert spaced(whole) is whole
