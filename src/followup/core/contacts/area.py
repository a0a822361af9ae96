"""The area that an address lies in: its city, its district, or the beginning of its postcode."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followup.core.model.contact import Address

POSTCODE = 3
"""The first characters of a postcode that name an area."""


def area_of(address: Address, by: str) -> str:
    """Return the area of an address: its `city`, its `district` (in Chinese addresses) or the start of its `postcode`.

    Without a district or a postcode, the area is the city.
    """
    if by == "postcode":
        return address.postcode.strip()[:POSTCODE].upper() or address.city
    if by == "district":
        district = _districts().search(f"{address.region} {address.city} {address.street}")
        city = _districts().sub("", address.city)
        return f"{city} {district[0]}".strip() if district else address.city
    return address.city


@cache
def _districts() -> re.Pattern[str]:
    """Return the pattern of a district, such as 浦东新区 in 上海市浦东新区世纪大道1号; a 自治区 is a province."""
    return re.compile(r"[^\W\da-z_省市区县旗]{1,6}?(?:新区|(?<!自治)[区县旗])", re.IGNORECASE)
