"""`reading.kie.scraps`: what a stamp adds behind a value is cut off, and nothing else."""

import pytest

from piaoju.reading.kie.scraps import NAME_END, VEHICLE_END, without_code, without_scraps
from tests.text_lines import run


@pytest.mark.parametrize(
    ("read", "end", "value"),
    [
        ("甲乙有限公司TA51GD", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司发票专用章", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司没旗专用", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司", NAME_END, "甲乙有限公司"),
        ("甲乙有限公司城北分公司", NAME_END, "甲乙有限公司城北分公司"),
        ("甲公司4S店", NAME_END, "甲公司4S店"),
        ("小型轿车有", VEHICLE_END, "小型轿车"),
        ("小型普通客车DB88EQ", VEHICLE_END, "小型普通客车"),
        ("多用途乘用车MPV", VEHICLE_END, "多用途乘用车MPV"),
        ("重型半挂牵引车", VEHICLE_END, "重型半挂牵引车"),
        ("轮式专用机械", VEHICLE_END, "轮式专用机械"),
    ],
)
def test_the_last_word_ends_the_value(read: str, end: str, value: str) -> None:
    (own,) = without_scraps([run(read, 0, 0)], end)
    assert (own.text, own.first_text) == (value, None if read == value else read)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("合同如附件0440940", "合同如附件"),
        ("合同如附件1050", "合同如附件1050"),
        ("合同编号：654321987", "合同编号：654321987"),
        ("0440940", "0440940"),
        ("纳税人识别号：0440940E", "纳税人识别号：0440940E"),
    ],
)
def test_a_code_that_is_printed_elsewhere_is_no_end_of_a_text(read: str, value: str) -> None:
    (own,) = without_code([run(read, 0, 0)], [run("91120111040440940E", 0, 40)])
    assert own.text == value
