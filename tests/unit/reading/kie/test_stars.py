"""Stars that stand where no tax is reckoned."""

import pytest

from piaoju.reading.kie.stars import starred
from tests.text_lines import run


@pytest.mark.parametrize(
    ("printed", "stars", "first"),
    [
        ("★★★★★", "*****", "★★★★★"),
        ("￥★★★", "***", "★★★"),
        ("＊＊", "**", "＊＊"),
        ("方女方", "***", "方女方"),
        ("*大*", "***", "*大*"),
        ("￥***", "***", None),
    ],
)
def test_signs_that_only_stars_are_become_asterisks(printed: str, stars: str, first: str | None) -> None:
    found = starred(run(printed, 0.0, 0.0))
    assert (found.text, found.first_text) == (stars, first)


@pytest.mark.parametrize("printed", ["*.", "*零", "大方", "*元", "女方大米火", "¥15.00", "*", "¥"])
def test_any_other_reading_stays(printed: str) -> None:
    assert starred(run(printed, 0.0, 0.0)).text == printed
