"""What customers are worth: shares, equals, what losing some costs; and the published example of five classes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.model.rules import ValueRules
from followup.core.value.segments import CustomerSales
from followup.core.value.value import (
    Cut,
    cumulative_profits,
    cut_by_grade,
    cut_by_group,
    share,
    share_that_brings,
    value_of_accounts,
    value_report,
)

TODAY = date(2026, 6, 2)
WINDOW = (date(2025, 6, 3), TODAY)
LONG_AGO = date(2020, 1, 1).toordinal()
RULES = ValueRules()


def customer(number: int, profit: int, revenue: int | None = None, first: int = LONG_AGO) -> CustomerSales:
    return CustomerSales(number, profit, profit * 3 if revenue is None else revenue, TODAY.toordinal(), first)


# (customers, profit of each in hundredths): 10,000 customers in five classes, as the published table has them.
CLASSES = {"A": (300, 1111333), "B": (1000, 307904), "C": (2000, 118227), "D": (4700, 22226), "E": (2000, 8890)}


def test_the_published_example_of_ten_thousand_customers() -> None:
    grades: dict[int, str | None] = {}
    customers: list[CustomerSales] = []
    for grade, (count, profit) in CLASSES.items():
        for _ in range(count):
            customers.append(customer(len(customers) + 1, profit))
            grades[len(customers)] = grade
    found = cut_by_grade(value_report(customers, WINDOW, RULES), grades)
    assert [cut.name for cut in found.cuts] == list(CLASSES)
    assert [cut.customers / found.people for cut in found.cuts] == [0.03, 0.1, 0.2, 0.47, 0.2]
    shares = [share(cut.profit, found.profit) for cut in found.cuts]
    assert [f"{part:.1%}" for part in shares if part] == ["33.3%", "30.8%", "23.6%", "10.4%", "1.8%"]
    first, _, third, fourth, fifth = found.cuts
    equals = [first.equals(other) or 0 for other in (third, fourth, fifth)]
    assert (round(equals[0], 1), round(equals[1]), round(equals[2])) == (9.4, 50, 125)
    assert first.lost_customers == 15
    assert share(first.lost_profit, found.profit) == pytest.approx(0.01667, abs=1e-5)


def test_the_first_fifth_is_cut_off_and_new_customers_stand_apart() -> None:
    young = (TODAY - timedelta(days=30)).toordinal()
    found = value_report(
        [*(customer(n, 1000 - n) for n in range(1, 11)), customer(11, 9999, first=young)], WINDOW, RULES
    )
    assert [(cut.name, cut.customers) for cut in found.cuts] == [("top", 2), ("core", 6), ("tail", 2), ("new", 1)]
    assert found.people == 11
    assert [each.id for each in found.ranking.ranked] == list(range(1, 11))
    assert found.profit == sum(cut.profit for cut in found.cuts)
    assert found.revenue == 3 * found.profit


def test_what_cannot_be_said_is_none() -> None:
    some_profit, none, loss, nobody = Cut("a", 2, 10, 10), Cut("b", 1, 0, 0), Cut("c", 1, 0, -5), Cut("d", 0, 0, 0)
    assert some_profit.equals(none) is None
    assert some_profit.equals(loss) is None
    assert some_profit.equals(nobody) is None
    assert nobody.equals(some_profit) is None
    assert nobody.profit_per_customer is None
    assert loss.equals(some_profit) == -1
    assert share(5, 0) is None
    assert share_that_brings([]) is None
    assert share_that_brings([customer(1, -5), customer(2, -6)]) is None


def test_eighty_percent_comes_from_the_first_few() -> None:
    assert share_that_brings([customer(1, 80), customer(2, 15), customer(3, 3), customer(4, 2)]) == 0.25
    assert share_that_brings([customer(n, 1) for n in range(1, 6)]) == 0.8


def test_by_grade_those_without_one_come_last() -> None:
    found = cut_by_grade(
        value_report([customer(1, 5), customer(2, 3), customer(3, 1)], WINDOW, RULES), {1: "B", 2: None, 3: "A"}
    )
    assert [(cut.name, cut.profit) for cut in found.cuts] == [("A", 1), ("B", 5), ("none", 3)]


def test_by_group_somebody_counts_in_each_of_theirs() -> None:
    found = value_report([customer(1, 5), customer(2, 3), customer(3, 1)], WINDOW, RULES)
    members = {"VIP": frozenset({1, 9}), "fair": frozenset({1, 2}), "empty": frozenset[int]()}
    cuts = cut_by_group(found, members).cuts
    assert [(cut.name, cut.customers, cut.profit) for cut in cuts] == [("fair", 2, 8), ("VIP", 1, 5), ("none", 1, 1)]
    assert cut_by_group(found, {"all": frozenset({1, 2, 3})}).cuts == [Cut("all", 3, 27, 9)]


def test_three_buyers_of_one_firm_are_one_account() -> None:
    firms = {1: ("Acme Ltd", "A"), 2: ("ACME  LTD", "B"), 3: ("Ａｃｍｅ Ltd", "C"), 4: ("", "王芳"), 5: ("", "王芳")}
    customers = [customer(1, 10), customer(2, 30), customer(3, 5), customer(4, 20), customer(5, 1)]
    found = value_of_accounts(customers, firms, WINDOW, RULES)
    assert [(cut.name, cut.customers, cut.profit) for cut in found.cuts] == [
        ("ACME  LTD", 3, 45), ("王芳", 1, 20), ("王芳", 1, 1),
    ]  # fmt: skip
    assert [each.id for each in found.ranking.ranked] == [2, 4, 5]
    assert (found.people, found.profit, found.ranking.ranked[0].sales) == (5, 66, 3)


def test_an_account_is_new_only_if_its_first_buyer_is() -> None:
    young = (TODAY - timedelta(days=3)).toordinal()
    firms = {1: ("Acme", "A"), 2: ("Acme", "B"), 3: ("", "C")}
    customers = [customer(1, 10, first=young), customer(2, 1), customer(3, 5, first=young)]
    found = value_of_accounts(customers, firms, WINDOW, RULES)
    assert [each.id for each in found.ranking.ranked] == [1]
    assert [each.id for each in found.ranking.new] == [3]


@given(some.lists(some.tuples(some.integers(-1000, 1000), some.booleans()), max_size=40), some.floats(0, 1))
def test_segments_partition_the_customers_and_their_shares_add_up(rows: list[tuple[int, bool]], top: float) -> None:
    young = TODAY.toordinal()
    customers = [customer(n, profit, 5, young if new else LONG_AGO) for n, (profit, new) in enumerate(rows, 1)]
    found = value_report(customers, WINDOW, ValueRules(top_share=top))
    parts = found.ranking.parts()
    assert sorted(each.id for part in parts.values() for each in part) == [each.id for each in customers]
    assert sum(cut.customers for cut in found.cuts) == len(customers)
    shares = [share(cut.profit, found.profit) for cut in found.cuts]
    if found.profit > 0:
        assert sum(part or 0 for part in shares) == pytest.approx(1)
    else:
        assert shares == [None] * 4


@given(some.lists(some.integers(0, 1000), min_size=1, max_size=40))
def test_the_curve_rises_and_bends_down(profits: list[int]) -> None:
    ranked = value_report([customer(n, profit) for n, profit in enumerate(profits)], WINDOW, RULES).ranking.ranked
    steps = [each.profit for each in ranked]
    assert cumulative_profits(ranked) == [sum(steps[: n + 1]) for n in range(len(steps))]
    assert steps == sorted(steps, reverse=True)
    brought = share_that_brings(ranked)
    if brought is not None:
        enough = round(brought * len(ranked))
        assert sum(steps[:enough]) >= 0.8 * sum(steps) > sum(steps[: enough - 1])
