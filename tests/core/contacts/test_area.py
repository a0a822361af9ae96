"""The area that an address lies in: its city, its district, or the beginning of its postcode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.contacts.area import area_of
from followup.core.model.contact import Address


@pytest.mark.parametrize(
    ("address", "area"),
    [
        (Address(city="上海", street="浦东新区世纪大道 1 号"), "上海 浦东新区"),
        (Address(city="上海市", region="上海", street="上海市浦东新区世纪大道"), "上海市 浦东新区"),
        (Address(city="北京", street="朝阳区建国路 88 号"), "北京 朝阳区"),
        (Address(city="朝阳区", region="北京市"), "朝阳区"),
        (Address(region="广西壮族自治区", city="南宁市", street="青秀区民族大道"), "南宁市 青秀区"),
        (Address(street="江苏省苏州市工业园区星湖街"), "工业园区"),
        (Address(city="Berlin", street="Hauptstr. 1"), "Berlin"),
        (Address(), ""),
    ],
)
def test_a_district_is_read_off_a_chinese_address(address: Address, area: str) -> None:
    assert area_of(address, "district") == area


def test_an_area_is_the_city_or_the_beginning_of_the_postcode() -> None:
    address = Address(city="London", postcode=" sw1a 2aa")
    assert (area_of(address, "city"), area_of(address, "postcode")) == ("London", "SW1")
    assert area_of(Address(city="London"), "postcode") == "London"


@given(text=some.text(max_size=30), by=some.sampled_from(["city", "district", "postcode"]))
def test_any_address_has_an_area_without_a_word(text: str, by: str) -> None:
    assert isinstance(area_of(Address(street=text, city=text, postcode=text), by), str)
