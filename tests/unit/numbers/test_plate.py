"""`numbers.plate`: what it takes, what it refuses and why."""

import pytest
from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from piaoju.numbers import plate


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("粤A·12345", "粤A12345"),
        ("京 B-T1234", "京BT1234"),
        ("b.t1234", "BT1234"),
        ("粤BD12345", "粤BD12345"),
        ("粤BAZ1234", "粤BAZ1234"),
        ("BD12345", "BD12345"),
        ("沪A12345D", "沪A12345D"),
        ("粤ZF123港", "粤ZF123港"),
    ],
)
def test_plates(printed: str, expected: str) -> None:
    assert plate.validate(printed) == expected
    assert plate.is_valid(printed)


@pytest.mark.parametrize(
    ("printed", "error"),
    [
        ("", InvalidLength),
        ("粤A1234", InvalidLength),
        ("粤AD123456", InvalidLength),
        ("粤I12345", InvalidFormat),
        ("AO1234", InvalidFormat),
        ("123456", InvalidFormat),
        ("门A12345", InvalidFormat),
        ("粤BL12345", InvalidComponent),
        ("B123456", InvalidComponent),
    ],
)
def test_refused_plates(printed: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        plate.validate(printed)
    assert not plate.is_valid(printed)
