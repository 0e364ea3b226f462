"""`reading.ocr.considered`: words surmised in blurred print."""

from piaoju.reading.ocr.considered import Considered, Place


def blurred(text: str, *candidates: str) -> list[Place]:
    """Return places of a text; each further string holds what was considered at the same places."""
    return [(char, [(more[index], 0.1) for more in candidates]) for index, char in enumerate(text)]


def starts(text: Considered, word: str) -> list[int]:
    return [surmise.start for surmise in text.find(word)]


def test_a_word_is_found_where_most_of_it_was_read() -> None:
    assert starts(Considered(blurred("见合易证号12")), "合格证号") == [1]


def test_or_considered() -> None:
    text = Considered(blurred("认社人护联号", "纳税大识别弓"))
    (surmise,) = text.find("纳税人识别号")
    assert surmise.start == 0
    assert 4.0 < surmise.agreeing < 6.0
    assert starts(Considered(blurred("认社人护联号")), "纳税人识别号") == []


def test_its_beginning_may_be_lost() -> None:
    assert starts(Considered(blurred("税人识别号")), "纳税人识别号") == [-1]


def test_the_likeliest_place_comes_first() -> None:
    assert starts(Considered(blurred("发票号码发票代码")), "发票代码") == [4, 0]


def test_two_characters_are_never_enough() -> None:
    assert starts(Considered(blurred("电话电话")), "电话") == []
    assert starts(Considered([]), "合格证号") == []
