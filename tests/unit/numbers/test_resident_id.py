"""`numbers.resident_id`: what it takes, what it refuses and why."""

import pytest
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers import resident_id


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("110105 19491231 002x", "11010519491231002X"),
        ("110105491231002", "110105491231002"),
        ("1101051949****002X", "1101051949****002X"),
        ("11010519491231****", "11010519491231****"),
        ("******19491231002X", "******19491231002X"),
        ("110105****1231002X", "110105****1231002X"),
        ("110105****0229002X", "110105****0229002X"),
    ],
)
def test_numbers(printed: str, expected: str) -> None:
    assert resident_id.validate(printed) == expected
    assert resident_id.is_valid(printed)


@pytest.mark.parametrize(
    ("printed", "error"),
    [
        ("", InvalidLength),
        ("1101051949123100", InvalidLength),
        ("1101051949123100AX", InvalidFormat),
        ("1101051949123X0021", InvalidFormat),
        ("990105194912310021", InvalidComponent),
        ("110105194902300021", InvalidComponent),
        ("1101050949****0021", InvalidComponent),
        ("990105491231002", InvalidComponent),
        ("110105194912310021", InvalidChecksum),
    ],
)
def test_refused_numbers(printed: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        resident_id.validate(printed)
    assert not resident_id.is_valid(printed)
