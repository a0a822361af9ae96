"""The area that an address lies in: its city, its district, or the beginning of its postcode."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followup.core.model.contact import Address

POSTCODE = 3
"""So many characters of a postcode are an area."""


def area_of(address: Address, by: str) -> str:
    """The area that an address lies in: its `city`, its `district` (as Chinese addresses name it), or its `postcode`.

    Where it has no district, or no postcode, that is its city.
    """
    if by == "postcode":
        return address.postcode.strip()[:POSTCODE].upper() or address.city
    if by == "district":
        found = _districts().search(f"{address.region} {address.city} {address.street}")
        city = _districts().sub("", address.city)
        return f"{city} {found[0]}".strip() if found else address.city
    return address.city


@cache
def _districts() -> re.Pattern[str]:
    """浦东新区 of 上海市浦东新区世纪大道1号; a province that is called 自治区 is none."""
    return re.compile(r"[^\W\da-z_省市区县旗]{1,6}?(?:新区|(?<!自治)[区县旗])", re.IGNORECASE)
