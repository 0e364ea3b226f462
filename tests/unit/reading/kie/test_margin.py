"""`reading.kie.margin`: text set upright beside a table."""

from piaoju.reading.kie.margin import without_upright_text
from tests.text_lines import run


def test_upright_text_is_left_out() -> None:
    upright = [run(char, 500.0 + index, 40.0 * index) for index, char in enumerate("购货单位付款凭证")]
    values = [run("某某公司", 100.0, 40.0), run("5", 300.0, 80.0), run("某某银行", 380.0, 120.0)]
    assert without_upright_text([*upright[:4], *values, *upright[4:]]) == values


def test_a_few_single_characters_below_each_other_are_kept() -> None:
    few = [run(char, 100.0, 30.0 * index) for index, char in enumerate("税控码")]
    apart = [run(char, 300.0, 90.0 * index) for index, char in enumerate("12345")]
    aslant = [run(char, 500.0 + 30 * index, 30.0 * index) for index, char in enumerate("12345")]
    assert without_upright_text([*few, *apart, *aslant]) == [*few, *apart, *aslant]
