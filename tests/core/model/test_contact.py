"""Values of the book that compute something."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.model.contact import Address, Sale


@pytest.mark.parametrize(
    ("amount", "profit", "earned"),
    [(1000, 250, 250), (1000, None, 300), (5, None, 2), (-5, None, -2), (-1000, None, -300), (1000, 0, 0)],
)
def test_a_sale_without_a_profit_earns_the_margin(amount: int, profit: int | None, earned: int) -> None:
    assert Sale(1, 1, date(2026, 1, 1), amount, profit).earned(0.3) == earned


def test_an_address_is_written_on_one_line_without_empty_parts() -> None:
    assert Address(street="1 Main St\nFloor 2", city="Berlin").line == "1 Main St, Floor 2, Berlin"
