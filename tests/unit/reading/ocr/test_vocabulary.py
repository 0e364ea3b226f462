"""`reading.ocr.vocabulary`: the symbols that documents print stay, those that they never print go."""

from importlib.resources import files

import pytest

from piaoju.lab.synth.values.lexicon import table
from piaoju.reading.ocr.models import charset, kept_classes
from piaoju.reading.ocr.vocabulary import is_printed

RARE = files("piaoju.reading.ocr").joinpath("rare_characters.txt").read_text(encoding="utf-8").replace("\n", "")
TABLES = ("goods", "goods_retail", "goods_unusual", "places", "rail", "taxi", "vehicle", "words")


def words_of(value: object) -> str:
    """Return all text of a data file, values and keys."""
    if isinstance(value, dict):
        return "".join(words_of(part) for pair in value.items() for part in pair)
    return "".join(map(words_of, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("symbol", "税票¥￥⊗※×№℃*<>+-/%（）：，、。《》“”…Ⅱ①0Zz玥")
def test_what_documents_print_is_kept(symbol: str) -> None:
    assert is_printed(symbol)


@pytest.mark.parametrize("symbol", "電發東價額のアяāł─😀한")
def test_what_they_never_print_is_not(symbol: str) -> None:
    assert not is_printed(symbol)


def test_rare_characters_are_those_beyond_gb2312() -> None:
    assert len(RARE) == len(set(RARE)) > 1000
    assert all(char >= "\u3400" and is_printed(char) for char in RARE)
    for char in RARE:
        with pytest.raises(UnicodeEncodeError):
            char.encode("gb2312")


@pytest.mark.models
@pytest.mark.parametrize("size", ["tiny", "small"])
def test_recognisers_keep_these_and_the_blanks(size: str) -> None:
    symbols = charset("tiny" if size == "tiny" else "small")
    classes = kept_classes(f"rec_{size}")
    assert classes is not None
    assert (symbols[0], symbols[-1], classes[0]) == ("", " ", 0)
    assert len(symbols) == len(classes) == len(set(symbols)) == len(set(classes))
    assert list(classes) == sorted(classes)
    assert all(is_printed(symbol) for symbol in symbols[1:-1])


@pytest.mark.models
def test_nothing_that_is_drawn_for_evaluation_is_beyond_the_recogniser() -> None:
    drawn = set("".join(words_of(table(name)) for name in TABLES))
    assert {char for char in drawn if char.isprintable()} - set(charset("small")) == set()


def test_other_models_keep_all_their_output() -> None:
    assert kept_classes("det_tiny") is None
