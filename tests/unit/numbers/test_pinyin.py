"""`numbers.pinyin`: what spells syllables, and how many."""

import pytest

from piaoju.numbers.pinyin import is_pinyin, spells


@pytest.mark.parametrize("text", ["Beijing", "Nanjingnan", "Xian", "Erenhot", "Lvliang", "Zhuozhoudong", "Aershan"])
def test_stations_spell_syllables(text: str) -> None:
    assert is_pinyin(text) == (text != "Erenhot")  # no Mandarin, as some names of the north


@pytest.mark.parametrize("text", ["", "Naniingnan", "Tulufanbes", "Beijing1", "Bei jing", "北京"])
def test_what_spells_none(text: str) -> None:
    assert not is_pinyin(text)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Xian", "西安", True),
        ("Xian", "县", True),
        ("Luoyanglongmen", "洛阳龙门", True),
        ("Luoyanglongmen", "阳龙门", False),
        ("Guilinbei", "桂林北", True),
        ("Guilinhei", "桂林北", False),
        ("", "", True),
        ("Beijin9", "北京", False),
    ],
)
def test_syllables_as_many_as_characters(text: str, name: str, *, expected: bool) -> None:
    assert spells(text, name) == expected


def test_long_text_takes_no_long_time() -> None:
    assert not is_pinyin("a" * 400 + "1")
    assert spells("a" * 400, "阿" * 400)
