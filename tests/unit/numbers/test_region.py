"""Names of provinces and cities by their digits."""

import pytest

from piaoju.numbers.region import cities, city, province


@pytest.mark.parametrize("region", ["", "0000", "99", "9901"])
def test_no_region_has_no_name(region: str) -> None:
    assert (province(region), city(region)) == ("", "")


@pytest.mark.parametrize("region", ["4400", "1100", "3101", "5002", "6590", "4690"])
def test_provinces_municipalities_and_counties_are_no_cities(region: str) -> None:
    assert province(region)
    assert city(region) == ""


@pytest.mark.parametrize(
    ("region", "name"),
    [("5329", "大理白族自治州"), ("3302", "宁波市"), ("4419", "东莞市"), ("1525", "锡林郭勒盟"), ("5421", "昌都地区")],
)
def test_cities_are_named_without_the_years(region: str, name: str) -> None:
    assert city(region) == name


def test_the_latest_of_several_names_holds() -> None:
    assert (city("2102"), city("2114")) == ("大连市", "葫芦岛市")


def test_cities_of_a_province() -> None:
    assert {"广州市", "深圳市", "东莞市"} < set(cities("44"))
    assert cities("11") == ()
