"""`numbers.amount_in_words`."""

from decimal import Decimal

import pytest

from piaoju.numbers import amount_in_words


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("伍拾元", "50"),
        ("拾元整", "10"),
        ("拾贰圆叁角", "12.3"),
        ("壹佰贰拾叁圆正", "123"),
        ("叁仟零伍圆整", "3005"),
        ("壹佰圆零肆角伍分", "100.45"),
        ("壹佰圆肆角伍分", "100.45"),
        ("壹佰圆零角伍分", "100.05"),
        ("柒拾圆零捌分", "70.08"),
        ("柒拾圆捌分整", "70.08"),
        ("伍角整", "0.5"),
        ("伍分", "0.05"),
        ("零圆整", "0"),
        ("零圆伍角", "0.5"),
        ("壹万零贰佰圆整", "10200"),
        ("贰拾万圆整", "200000"),
        ("壹亿零叁拾圆整", "100000030"),
        ("壹亿贰仟万圆整", "120000000"),
        ("零万叁仟零佰零拾肆圆整", "3004"),
        ("負", None),
        ("负壹佰元整", "-100"),
        ("(负数)壹佰元整", "-100"),
        ("负数壹佰元整", "-100"),
        ("人民币：壹佰元整", "100"),
        ("参佰陸拾圓整", "360"),
        ("二百三十四元五角", "234.5"),
        ("玖 拾 玖 圆 整", "99"),
        ("", None),
        ("圆", None),
        ("圆整", None),
        ("整", None),
        ("壹佰", None),
        ("壹佰元整元整", None),
        ("壹佰拾元整", None),
        ("壹万拾元整", None),
        ("壹拾佰元整", None),
        ("壹佰壹佰元整", None),
        ("壹贰元整", None),
        ("壹万壹亿元整", None),
        ("万元整", None),
        ("壹万贰万元整", None),
        ("佰元整", None),
        ("壹佰元伍分伍角", None),
        ("壹佰元X角", None),
        ("壹A元整", None),
        ("⊗壹佰元整", None),
    ],
)
def test_words_are_read_or_refused(words: str, amount: str | None) -> None:
    assert amount_in_words.parse(words) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("⊗壹佰贰拾圆整", "壹佰贰拾圆整"),
        ("ⓧ 壹佰 贰拾 元 整", "壹佰贰拾元整"),
        ("×壹佰元整", "壹佰元整"),
        ("8壹佰元整", "壹佰元整"),
        ("区壹佰元整", "壹佰元整"),
        ("※壹佰元整", "壹佰元整"),
        ("○壹佰元整", "壹佰元整"),
        ("〇圆伍角", "〇圆伍角"),
        ("零圆伍角", "零圆伍角"),
        ("⊗×壹佰元整", "壹佰元整"),
        ("人民币壹佰元整", "壹佰元整"),
        ("⊗人民币壹佰元整", "壹佰元整"),
        ("⊗(负数)壹佰元整", "（负数）壹佰元整"),
        ("叄拾元正", "叄拾元正"),
    ],
)
def test_the_cross_goes_and_the_print_stays(printed: str, expected: str) -> None:
    assert amount_in_words.normalise(printed) == expected


@pytest.mark.parametrize("printed", ["", "8", "⊗", "⊗⊗⊗壹佰元整", "某壹佰元整", "-壹佰元整", "5壹佰元整", "8元"])
def test_what_holds_no_valid_amount_is_refused(printed: str) -> None:
    assert amount_in_words.normalise(printed) is None


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零圆整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾圆整"),
        ("1005", "壹仟零伍圆整"),
        ("100.05", "壹佰圆零伍分"),
        ("100.45", "壹佰圆肆角伍分"),
        ("10000", "壹万圆整"),
        ("100005000", "壹亿零伍仟圆整"),
        ("1203000.60", "壹佰贰拾万叁仟圆陆角"),
        ("-7.10", "（负数）柒圆壹角"),
    ],
)
def test_amounts_are_written(amount: str, words: str) -> None:
    assert amount_in_words.is_writable(Decimal(amount))
    assert amount_in_words.write(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["0.001", "1000000000000"])
def test_amounts_without_words_are_refused(amount: str) -> None:
    assert not amount_in_words.is_writable(Decimal(amount))
    with pytest.raises(ValueError, match="whole cents"):
        amount_in_words.write(Decimal(amount))
