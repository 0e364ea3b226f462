"""`reading.ocr.recognition`: what surrounds the model, on hand-made probabilities and pictures."""

import numpy as np
import numpy.typing as npt
import pytest

from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import Pixels, TextLine
from piaoju.reading.ocr.detection import Region
from piaoju.reading.ocr.inks import coloured
from piaoju.reading.ocr.pool import ModelPool
from piaoju.reading.ocr.quick import QuickReading
from piaoju.reading.ocr.recognition import (
    INPUT_HEIGHT,
    STEP_PX,
    _Crop,
    cut_out,
    decode,
    prepare,
    recognise_twice,
)
from tests.text_lines import line_in

SYMBOLS = ("", "税", "1", "2", " ", "１", ":", "*")


def matrix(*steps: dict[str, float]) -> npt.NDArray[np.float32]:
    """Return one row a step; what is not named is blank."""
    rows = np.zeros((len(steps), len(SYMBOLS)), np.float32)
    for row, step in zip(rows, steps, strict=True):
        for symbol, probability in step.items():
            row[SYMBOLS.index(symbol)] = probability
        row[0] += 1 - row.sum()
    return rows


def decoded(*steps: dict[str, float]) -> TextLine:
    width = len(steps) * STEP_PX
    corners = np.array([[0, 0], [width, 0], [width, INPUT_HEIGHT], [0, INPUT_HEIGHT]], np.float32)
    return decode(matrix(*steps), SYMBOLS, _Crop(Region(corners, 0.7), width))


class TestDecode:
    def test_collapses_repeats_and_drops_blanks(self) -> None:
        line = decoded({}, {"税": 0.8}, {"税": 0.9}, {}, {"1": 0.9}, {"1": 0.9}, {}, {"1": 0.95}, {"2": 0.9})
        assert line.text == "税112"

    def test_a_character_has_its_best_steps_probability(self) -> None:
        line = decoded({"税": 0.6}, {"税": 0.9}, {"税": 0.7}, {})
        (char,) = line.chars
        assert char.confidence == pytest.approx(0.9)
        assert char.step == 1

    def test_a_step_without_any_probable_symbol_has_no_candidates(self) -> None:
        flat = np.full((1, 1000), 0.001, np.float32)
        corners = np.array([[0, 0], [8, 0], [8, 48], [0, 48]], np.float32)
        line = decode(flat, ("", *(chr(0x4E00 + index) for index in range(999))), _Crop(Region(corners, 0.7), 8))
        assert (line.text, line.steps) == ("", ((),))

    def test_places_follow_the_steps(self) -> None:
        line = decoded(*[{}] * 4, {"税": 0.9}, *[{}] * 7, {"1": 0.9}, {}, {"2": 0.9}, {})
        assert [char.middle for char in line.chars] == pytest.approx([4.5 / 16, 12.5 / 16, 14.5 / 16], abs=0.03)
        for before, after in zip(line.chars, line.chars[1:], strict=False):
            assert before.start < before.end <= after.start < after.end
        wide, narrow = line.chars[0], line.chars[1]
        assert wide.end - wide.start > 1.2 * (narrow.end - narrow.start)

    def test_places_stay_within_the_line(self) -> None:
        line = decoded({"税": 0.9}, {}, {}, {"税": 0.9})
        assert line.chars[0].start == 0.0
        assert line.chars[-1].end == 1.0

    def test_keeps_what_else_was_considered(self) -> None:
        line = decoded({"1": 0.6, "2": 0.3}, {"2": 0.2, "1": 0.001}, {})
        (char,) = line.chars
        first = line.steps[char.step]
        assert [symbol for symbol, _ in first] == ["1", "2", ""]
        assert [probability for _, probability in first] == pytest.approx([0.6, 0.3, 0.1])
        assert [symbol for symbol, _ in line.steps[1]] == ["", "2"]
        assert line.steps[2] == (("", 1.0),)

    def test_keeps_quad_and_score(self) -> None:
        line = decoded({}, {"1": 0.9}, {})
        assert line.quad == quad_from_rect(0, 0, 3 * STEP_PX, INPUT_HEIGHT)
        assert line.score == 0.7

    def test_blank_steps_read_nothing(self) -> None:
        line = decoded({}, {}, {})
        assert (line.text, line.chars) == ("", ())


QUICK = QuickReading("tiny", frozenset({"税"}))


def stands(line: TextLine, width: int = 200) -> bool:
    return QuickReading("tiny", frozenset()).stands(line, width)


class TestWhatStands:
    def test_every_character_and_every_blank_must_be(self) -> None:
        assert stands(decoded({}, {"税": 0.99}, {}, {"1": 0.97}, {}))

    @pytest.mark.parametrize(
        "steps",
        [
            pytest.param([{}, {"税": 0.99}, {}, {"1": 0.9}], id="a doubtful character"),
            pytest.param([{}, {"税": 0.99}, {"1": 0.4}, {}], id="a character that may have been passed over"),
            pytest.param([{}, {}], id="nothing"),
        ],
    )
    def test_otherwise_it_is_not(self, steps: list[dict[str, float]]) -> None:
        assert not stands(decoded(*steps))


class Recordings(ModelPool):
    """A pool whose models answer the same to every picture; it notes which were asked."""

    def __init__(self, answers: dict[str, npt.NDArray[np.float32]]) -> None:
        super().__init__(1)
        self.answers = answers
        self.asked: list[str] = []

    def session(self, name: str) -> "Recording":
        self.asked.append(name)
        return Recording(self.answers[name])


class Recording:
    """A session that answers the same to every picture."""

    def __init__(self, answer: npt.NDArray[np.float32]) -> None:
        self.answer = answer

    def run(self, tensor: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        del tensor
        return self.answer[None]


class TestQuickReading:
    @pytest.fixture(autouse=True)
    def _symbols(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("piaoju.reading.ocr.recognition.charset", lambda size: SYMBOLS)

    def read(
        self, *quick_steps: dict[str, float], width: int = 200, page: Pixels | None = None
    ) -> tuple[str, list[str]]:
        """Return what a line is read as, where the small model reads 2, and which models were asked."""
        pool = Recordings({"rec_tiny": matrix(*quick_steps), "rec_small": matrix({}, {"2": 0.9}, {})})
        corners = np.array([[0, 0], [width, 0], [width, INPUT_HEIGHT], [0, INPUT_HEIGHT]], np.float32)
        page = np.full((100, 300, 3), 255, np.uint8) if page is None else page
        (line,) = recognise_twice(page, {Region(corners, 0.9): None}, pool, "small", QUICK)
        return line.text, pool.asked

    def test_what_it_is_certain_of_stands(self) -> None:
        assert self.read({}, {"1": 0.99}, {}) == ("1", ["rec_tiny"])

    def test_doubt_about_a_width_or_beside_a_character_is_none(self) -> None:
        assert self.read({}, {"1": 0.6, "\uff11": 0.38}, {"1": 0.3}, {}) == ("1", ["rec_tiny"])

    @pytest.mark.parametrize("steps", [[{}, {"1": 0.8}], [{}, {"1": 0.99}, {}, {"税": 0.45}], [{}, {}]])
    def test_what_it_doubts_is_read_again(self, steps: list[dict[str, float]]) -> None:
        assert self.read(*steps) == ("2", ["rec_tiny", "rec_small"])

    def test_characters_that_it_did_not_read_are_contested(self) -> None:
        first = decoded({}, {"1": 0.6}, {}, {"税": 0.6}, {})
        line = decoded({}, {"1": 0.9}, {}, {"2": 0.9}, {}, {}, {}, {}, {"1": 0.9})
        contested = QUICK.contested(line, first)
        assert contested.text == line.text
        assert [char.is_contested for char in contested.chars] == [False, True, True]
        assert [char.confidence for char in contested.chars] == [char.confidence for char in line.chars]

    def test_a_lone_character_must_be_surer(self) -> None:
        assert self.read({}, {"1": 0.99}, {}, width=48) == ("1", ["rec_tiny"])
        assert self.read({}, {"1": 0.96}, {}, width=48) == ("2", ["rec_tiny", "rec_small"])

    @pytest.mark.parametrize(
        ("steps", "expected"),
        [
            pytest.param([{}, {"1": 0.99}, {}, {"1": 0.99}, {}], "11", id="certain"),
            pytest.param([{}, {"1": 0.99}, {}, {"1": 0.97}, {}], "2", id="a doubtful one"),
            pytest.param([{}, {"1": 0.99}, {}, {"1": 0.99}, {}, {"税": 0.05}, {}], "2", id="the trace of another"),
        ],
    )
    def test_a_few_characters_must_be_surer(self, steps: list[dict[str, float]], expected: str) -> None:
        text, asked = self.read(*steps, width=60)
        assert (text, asked[1:]) == (expected, ["rec_small"] if expected == "2" else [])

    @pytest.mark.parametrize(
        ("steps", "expected"),
        [
            pytest.param([{"税": 0.75}, {":": 0.6}, {"1": 0.99}, {}], "税:1", id="the label"),
            pytest.param([{"税": 0.75}, {":": 0.6}, {"1": 0.9}, {}], "2", id="the value"),
            pytest.param([{"1": 0.75}, {":": 0.6}, {"1": 0.99}, {}], "2", id="what is no label"),
            pytest.param([{"1": 0.99}, {" ": 0.6}, {"*": 0.6}, {"1": 0.99}, {}], "1 *1", id="a harmless sign"),
            pytest.param([{}, {"*": 0.6}, {}, {"*": 0.99}, {}], "2", id="nothing else"),
            pytest.param([{"1": 0.99}, {"*": 0.6, "2": 0.3}, {"1": 0.99}, {}], "2", id="what may be a digit"),
        ],
    )
    def test_what_may_be_doubtful(self, steps: list[dict[str, float]], expected: str) -> None:
        assert self.read(*steps)[0] == expected

    @pytest.mark.parametrize(
        ("ink", "asked"), [((60, 60, 210), ["rec_tiny"]), ((60, 60, 60), ["rec_tiny", "rec_small"])]
    )
    def test_what_is_hardly_legible_and_red_is_a_seals(self, ink: tuple[int, int, int], asked: list[str]) -> None:
        page = np.full((100, 300, 3), 255, np.uint8)
        page[10:40, :180] = ink
        page[10:40, :180:3] = 255
        assert self.read({}, {"1": 0.45, "2": 0.3}, {}, page=page)[1] == asked

    def test_a_label_stands_however_short(self) -> None:
        assert self.read({}, {"税": 0.8}, {}, width=48) == ("税", ["rec_tiny"])


class TestCutOut:
    def page(self) -> Pixels:
        pixels = np.full((400, 600, 3), 255, np.uint8)
        pixels[100:148, 200:248] = (0, 0, 200)
        pixels[100:148, 248:296] = (200, 0, 0)
        return pixels

    def test_reads_along_the_text(self) -> None:
        corners = np.array([[200, 100], [296, 100], [296, 148], [200, 148]], np.float32)
        crop = cut_out(self.page(), corners, 96)
        assert crop.shape == (INPUT_HEIGHT, 96, 3)
        assert tuple(crop[24, 20]) == (0, 0, 200)
        assert tuple(crop[24, 76]) == (200, 0, 0)
        turned = cut_out(self.page(), np.roll(corners, 2, axis=0), 96)
        assert tuple(turned[24, 20]) == (200, 0, 0)

    def test_a_turned_page_gives_the_same(self) -> None:
        page = np.random.default_rng(0).integers(0, 256, (300, 500, 3), dtype=np.uint8)
        corners = np.array([[100, 80], [260, 80], [260, 128], [100, 128]], np.float32)
        turned = np.ascontiguousarray(np.rot90(page, 2))
        again = cut_out(turned, np.array([500, 300], np.float32) - corners, 160)
        assert np.abs(cut_out(page, corners, 160).astype(int) - again).max() <= 2

    def test_large_text_is_averaged(self) -> None:
        stripes = np.zeros((480, 480, 3), np.uint8)
        stripes[::2] = 255
        crop = cut_out(stripes, np.array([[0, 0], [480, 0], [480, 480], [0, 480]], np.float32), 48)
        assert 90 < crop[10:38, 10:38].mean() < 165

    def test_beyond_the_page_its_border_goes_on(self) -> None:
        corners = np.array([[-40, -40], [8, -40], [8, 8], [-40, 8]], np.float32)
        assert (cut_out(self.page(), corners, 48) == 255).all()


class TestPrepare:
    @pytest.mark.parametrize(("width", "padded"), [(8, 64), (64, 64), (65, 96), (320, 320), (3200, 3200)])
    def test_pads_to_the_next_width(self, width: int, padded: int) -> None:
        tensor = prepare(np.full((INPUT_HEIGHT, width, 3), 255, np.uint8))
        assert tensor.shape == (1, 3, INPUT_HEIGHT, padded)
        assert tensor.dtype == np.float32
        assert np.allclose(tensor[..., :width], 1.0)
        assert (tensor[..., width:] == 0).all()

    def test_black_is_minus_one(self) -> None:
        assert np.allclose(prepare(np.zeros((INPUT_HEIGHT, 64, 3), np.uint8)), -1.0)


class TestColoured:
    def test_takes_the_colour_of_the_strokes(self) -> None:
        picture = np.full((INPUT_HEIGHT, 96, 3), 250, np.uint8)
        picture[10:38, 20:26] = (60, 60, 210)
        picture[10:38, 70:76] = (20, 20, 20)
        line = coloured(line_in(quad_from_rect(0, 0, 96, 48), "税额"), picture)
        assert [char.ink for char in line.chars] == [(60, 60, 210), (20, 20, 20)]
        assert line.paper == (250, 250, 250)

    def test_leaves_an_empty_line_as_it_is(self) -> None:
        line = TextLine(quad_from_rect(0, 0, 96, 48), (), 0.5)
        assert coloured(line, np.full((INPUT_HEIGHT, 96, 3), 250, np.uint8)) is line
