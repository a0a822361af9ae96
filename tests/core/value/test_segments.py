"""Top, core, tail and new: who brings the profit."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup.core.model.rules import ValueRules
from followup.core.value.segments import CustomerSales, segments

TODAY = date(2026, 11, 25)
LONG_AGO = date(2020, 1, 1)


def customer(number: int, profit: int, revenue: int = 0, latest: date = TODAY, first: date = LONG_AGO) -> CustomerSales:
    return CustomerSales(number, profit, revenue, latest.toordinal(), first.toordinal())


def test_top_is_the_first_fifth_rounded_up_and_tail_the_last_rounded_down() -> None:
    found = segments([customer(number, 100 - number) for number in range(1, 12)], TODAY, ValueRules())
    assert [found[number] for number in range(1, 12)] == ["top"] * 3 + ["core"] * 6 + ["tail"] * 2


def test_one_customer_is_top() -> None:
    assert segments([customer(1, -5)], TODAY, ValueRules()) == {1: "top"}


def test_customers_are_new_while_the_first_sale_is_under_90_days_old() -> None:
    fresh, old = TODAY - timedelta(days=89), TODAY - timedelta(days=90)
    found = segments([customer(1, 999, first=fresh), customer(2, 1, first=old)], TODAY, ValueRules())
    assert found == {1: "new", 2: "top"}


def test_ties_go_by_revenue_then_latest_sale_then_id() -> None:
    ranked = [customer(4, 9, 9), customer(3, 9, 8, TODAY), customer(1, 9, 8, LONG_AGO), customer(2, 9, 8, LONG_AGO)]
    rules = ValueRules(top_share=0.25, tail_share=0.25)
    assert segments(reversed(ranked), TODAY, rules) == {4: "top", 3: "core", 1: "core", 2: "tail"}


@given(st.lists(st.integers(-1000, 1000), max_size=60), st.floats(0, 1), st.floats(0, 1))
def test_everybody_is_in_one_segment_and_more_profit_is_never_a_lower_one(
    profits: list[int], top: float, tail: float
) -> None:
    customers = [customer(number, profit) for number, profit in enumerate(profits)]
    found = segments(customers, TODAY, ValueRules(top_share=top, tail_share=tail))
    order = ["top", "core", "tail"]
    assert set(found) == set(range(len(profits)))
    for better in customers:
        for worse in customers:
            if better.profit > worse.profit:
                assert order.index(found[better.id]) <= order.index(found[worse.id])
