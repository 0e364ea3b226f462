"""`numbers.text`: widths, blanks, marks, and the blank between text and number."""

import pytest

from piaoju.numbers.text import clean, clean_with_number, to_halfwidth, without_blanks


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ＡＢｃ１２３％＊", "ABc123%*"),
        ("￥６．５", "¥6.5"),
        ("⽅⼀", "方一"),
        ("豈", "豈"),
        ("㎡①½", "㎡①½"),
        ("1−2–3‐4", "1-2-3-4"),
        ("08∶30", "08:30"),
        ("a\u200bb\ufeff", "ab"),
        ("a\u3000b\u00a0c\td", "a b c d"),
    ],
)
def test_widths_are_folded_and_print_is_kept(printed: str, expected: str) -> None:
    assert to_halfwidth(printed) == expected


def test_every_blank_goes() -> None:
    assert without_blanks(" 1\u30002\u00a03\n4\t5 ") == "12345"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("某某(某地)有限公司", "某某（某地）有限公司"),
        ("某某（某地） 有限 公司", "某某（某地）有限公司"),
        ("订单号:12,34", "订单号：12，34"),
        ("*办公用品*笔 记 本", "*办公用品*笔记本"),
        ("  ", ""),
    ],
)
def test_names_have_fullwidth_marks_and_no_blanks(printed: str, expected: str) -> None:
    assert clean(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("某市某区某路 12 号 0755-12345678", "某市某区某路12号 0755-12345678"),
        ("某市某区某路12号0755-12345678", "某市某区某路12号0755-12345678"),
        ("某市某路9号A2、B2  123456789012", "某市某路9号A2、B2 123456789012"),
        ("某市某路 301 010 12345678", "某市某路301 01012345678"),
        ("某市某路 301 (010) 12345678", "某市某路301 （010）12345678"),
        ("某市某路 12345678-801/8802", "某市某路 12345678-801/8802"),
        ("某市某路 0755 - 1234 5678", "某市某路 0755-12345678"),
        ("某银行(某地) 某支行 1234567890123456789", "某银行（某地）某支行 1234567890123456789"),
        ("某银行某支行 1234 5678 9012 345", "某银行某支行 123456789012345"),
        ("某银行某支行1234 5678 9012 345", "某银行某支行123456789012345"),
        ("某市某路 12 号", "某市某路12号"),
        ("某市某路 12", "某市某路12"),
        ("1234 5678 9012", "123456789012"),
        ("0755-12345678", "0755-12345678"),
        ("", ""),
    ],
)
def test_one_blank_stays_before_the_number_where_one_was_printed(printed: str, expected: str) -> None:
    assert clean_with_number(printed) == expected
