"""Sales as they are typed, and what is refused as a sale."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.activities.sale import TypedSale, new_sale
from followup.core.model.contact import Sale
from followup.errors import WrongUsageError

TODAY = date(2026, 6, 2)


def test_a_sale_is_what_was_typed() -> None:
    sale = new_sale(7, TypedSale("12万", "3.6万", "2026-01-05", "X200", " first "), TODAY, "CNY")
    assert sale == Sale(0, 7, date(2026, 1, 5), 12_000_000, 3_600_000, "X200", "first")
    assert new_sale(7, TypedSale("-500"), TODAY, "") == Sale(0, 7, TODAY, -50_000)
    assert new_sale(7, TypedSale("0", "80"), TODAY, "").profit == 8000


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (TypedSale("0"), "no sale"),
        (TypedSale("1.234,56"), "more than one amount"),
        (TypedSale("1e300"), "no amount"),
        (TypedSale("100", "x"), "no amount"),
        (TypedSale("$100"), "not in CNY"),
        (TypedSale("100", on="2026-06-03"), "still to come"),
        (TypedSale("100", product="a\x1bb"), "control characters"),
    ],
)
def test_what_cannot_be_a_sale_is_refused_with_the_reason(typed: TypedSale, reason: str) -> None:
    with pytest.raises(WrongUsageError, match=reason):
        new_sale(7, typed, TODAY, "CNY")
