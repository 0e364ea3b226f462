"""`reading.kie.unified_invoice`: what of a cell's print is of the seller's stamp."""

import pytest

from piaoju.model.page import Colour
from piaoju.reading.kie.unified_invoice import without_stamp
from tests.text_lines import BLACK, LABEL_BROWN, SEAL_RED, run

DARK_RED: Colour = (70, 70, 90)


@pytest.mark.parametrize(
    ("text", "ink", "is_kept"),
    [
        ("发票", BLACK, True),
        ("专用", LABEL_BROWN, True),
        ("专用", SEAL_RED, False),
        ("发票", DARK_RED, False),
        ("专用章", BLACK, False),
        ("已开发票", DARK_RED, True),
        ("某市甲汽车销售", BLACK, False),
    ],
)
def test_pieces_of_the_stamp_are_told_by_length_or_ink(text: str, ink: Colour, *, is_kept: bool) -> None:
    piece = run(text, 0.0, 0.0, ink=ink)
    assert without_stamp([piece], [run("某市甲汽车销售有限公司", 0.0, 40.0)]) == [piece] * is_kept
