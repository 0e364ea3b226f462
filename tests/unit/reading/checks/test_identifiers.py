"""Identifiers: which values are refused, and which cannot be told."""

import pytest

from piaoju.reading.checks import codes, identifiers, vehicles
from piaoju.reading.checks.rule import Rule, run
from tests.unit.reading.checks.evidence import evidence


def status(rule: Rule, **values: str) -> str:
    (found,) = run([rule], evidence(values))
    return found.status


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("91110000600037341L", "pass"),
        ("11010519491231002X", "pass"),
        ("110101600037341", "pass"),
        ("110105491231002", "pass"),  # identity number of before 1999
        ("11010519491231002X01", "pass"),
        ("91110000600037341K", "fail"),
        ("110101600037342", "fail"),
        ("914301Q49474046", "fail"),  # a credit code that lost three characters: no province begins with 91
        ("91530111391214208", "fail"),  # another that lost one
        ("9111000060003734", "fail"),
        ("9111**********341L", "not_applicable"),
    ],
)
def test_taxpayers(value: str, expected: str) -> None:
    assert status(identifiers.taxpayer("id"), id=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("11010519491231002X", "pass"),
        ("60003734-1", "pass"),
        ("91110000600037341L", "pass"),
        ("110105194912310021", "fail"),
        ("600037342", "fail"),
    ],
)
def test_persons_and_organisations(value: str, expected: str) -> None:
    assert status(identifiers.person_or_organisation("id"), id=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1101051949****002X", "pass"), ("9901051949****002X", "fail"), ("E12****34", "not_applicable")],
)
def test_masked_persons(value: str, expected: str) -> None:
    assert status(identifiers.masked_person("id"), id=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("LSGAA52A0KA123454", "fail"),
        ("1M8GDM9AXKP042788", "pass"),
        ("1M8GDM9A1KP042788", "fail"),
        ("WBA3B1C51EK123456", "not_applicable"),  # made in Europe, check digit or not
        ("WBA3B1C51EK12345", "fail"),
    ],
)
def test_vins(value: str, expected: str) -> None:
    assert status(vehicles.identification_number("vin"), vin=value) == expected


@pytest.mark.parametrize(
    ("title", "code", "expected"),
    [
        ("广东增值税专用发票", "4400181130", "pass"),
        ("深圳增值税普通发票", "4403181160", "pass"),
        ("山东增值税专用发票", "4400181130", "fail"),
        ("增值税专用发票", "4400181130", "not_applicable"),
        ("广东增值税专用发票", "0000181130", "not_applicable"),
        ("广东增值税专用发票", "123", "not_applicable"),
    ],
)
def test_title_and_code(title: str, code: str, expected: str) -> None:
    assert status(codes.title_region("title", "code"), title=title, code=code) == expected
