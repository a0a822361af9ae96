"""Lost customers are counted by reason and profit, and ranked by whom it is worth winning back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup.core.model.rules import ValueRules
from followup.core.retention.lost import LostCustomer, losses_report, parse_reason, reasons_like
from followup.errors import WrongUsageError

TODAY = date(2026, 6, 2)
WENT = TODAY - timedelta(days=100)


def lost(
    number: int, reason: str, *sales: tuple[int, int], on: date | None = WENT, may_contact: bool = True
) -> LostCustomer:
    """A lost customer with sales so many days before it went."""
    bought = [(WENT - timedelta(days=days), profit) for days, profit in sales]
    return LostCustomer(number, f"customer {number}", "B", on, reason, may_contact, bought)


@pytest.mark.parametrize(
    ("word", "reason"),
    [("price", "price"), ("太贵", "price"), ("服务", "service"), ("质量", "product"), ("关系", "relationship"),
     ("搬走", "moved"), ("倒闭", "closed"), ("Competition", "competitor"), ("竞争对手", "competitor"),
     ("其他", "other")],
)  # fmt: skip
def test_a_reason_is_understood_in_english_and_chinese(word: str, reason: str) -> None:
    assert parse_reason(word) == reason


def test_a_mistyped_reason_names_the_nearest_and_an_unknown_one_all() -> None:
    with pytest.raises(WrongUsageError) as near:
        parse_reason("compettor")
    assert near.value.hint == "did you mean competitor?"
    with pytest.raises(WrongUsageError) as far:
        parse_reason("xyzzy")
    assert "relationship" in far.value.hint
    assert "价格" in far.value.hint
    assert reasons_like("pr") == ["price", "product"]
    assert reasons_like("价") == ["价格"]


def test_reasons_are_counted_by_the_profit_of_the_year_that_went_with_them() -> None:
    report = losses_report(
        [lost(1, "price", (10, 100), (400, 900)), lost(2, "service", (0, 300), (20, 5)), lost(3, "price", (30, 50))],
        TODAY,
        ValueRules(),
    )
    assert [*map(tuple, report.reasons)] == [("service", 1, 305), ("price", 2, 150)]
    assert (report.contacts, report.a_year) == (3, 455)


def test_win_back_begins_with_the_most_profit_and_leaves_out_who_cannot_be_won_back() -> None:
    report = losses_report(
        [
            lost(1, "price", (10, 100), (400, 900)),
            lost(2, "closed", (10, 5000)),
            lost(3, "service", (10, 2000)),
            lost(4, "moved", (10, 3000), may_contact=False),
            lost(5, "other"),
        ],
        TODAY,
        ValueRules(),
    )
    assert [(value.customer.id, value.profit) for value in report.win_back] == [(3, 2000), (1, 1000)]


def test_who_bought_again_is_listed_and_need_not_be_won_back() -> None:
    report = losses_report([lost(1, "price", (10, 100), (-50, 70))], TODAY, ValueRules())
    assert [(value.customer.id, value.bought_again) for value in report.bought_again] == [
        (1, WENT + timedelta(days=50))
    ]
    assert report.win_back == []
    assert report.a_year == 100


def test_without_a_day_the_year_ends_with_the_last_sale_and_without_a_reason_it_is_unknown() -> None:
    report = losses_report([lost(1, "", (10, 100), (400, 900), on=None), lost(2, "", on=None)], TODAY, ValueRules())
    assert [*map(tuple, report.reasons)] == [("unknown", 2, 100)]


def test_a_sale_still_to_come_brought_nothing() -> None:
    assert losses_report([lost(1, "price", (-101, 70))], TODAY, ValueRules()).win_back == []
