"""`reading.ocr.spans`: stretches of set flags, those at either end included."""

import numpy as np
import pytest

from piaoju.reading.ocr.spans import spans_of


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("", []), ("...", []), ("###", [(0, 3)]), ("#.##", [(0, 1), (2, 4)]), (".#.", [(1, 2)])],
)
def test_stretches_begin_and_end_where_flags_do(flags: str, expected: list[tuple[int, int]]) -> None:
    assert spans_of(np.array([flag == "#" for flag in flags], np.bool_)) == expected
