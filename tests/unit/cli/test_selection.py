"""Lists of pages."""

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from piaoju.cli.selection import MAX_PAGE, parse_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [("1", (1,)), ("1,3-5", (1, 3, 4, 5)), ("5,1-2,2", (1, 2, 5)), (" 2 - 3 , 1 ", (1, 2, 3))],
)
def test_lists(text: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(text) == pages


@pytest.mark.parametrize("text", ["", "0", "3-1", "1,", "-2", "1-", "a", "1;2", "1.5", "１", str(MAX_PAGE + 1)])
def test_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        parse_pages(text)


@given(st.text(alphabet="0123456789-, x"))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    try:
        pages = parse_pages(text)
    except typer.BadParameter:
        return
    assert pages == tuple(sorted(set(pages)))
    assert pages[0] >= 1
