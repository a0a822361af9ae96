"""Grades by profit, by limits, by recency, frequency and money; locks, new customers, reasons and hours."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from followup.core.model.rules import Rules, ValueRules
from followup.core.value.grading import (
    CurrentGrade,
    Grading,
    available_hours,
    by_profit,
    by_rfm,
    by_threshold,
    grade_moves,
    protect_new,
    required_hours,
)
from followup.core.value.segments import CustomerSales, rank

TODAY = date(2026, 6, 2)
NOW = TODAY.toordinal()
LONG_AGO = date(2020, 1, 1).toordinal()
GRADES = "ABCDE"


def customer(number: int, profit: int, days: int = 10, sales: int = 1, first: int = LONG_AGO) -> CustomerSales:
    return CustomerSales(number, profit, profit, NOW - days, first, sales)


def test_by_profit_a_is_the_top_b_to_d_the_core_in_thirds_e_the_tail() -> None:
    ranking = rank([customer(n, 10_000 - n * 100) for n in range(1, 16)], TODAY, ValueRules())
    verdicts = by_profit(ranking)
    assert "".join(verdicts[n].grade for n in range(1, 16)) == "AAABBBCCCDDDEEE"
    assert verdicts[1].reason == "profit 99.00: rank 1 of 15, among the first 3"
    assert verdicts[7].reason == "profit 93.00: rank 7 of 15, third 2 of the 9 in the core"
    assert verdicts[15].reason == "profit 85.00: rank 15 of 15, among the last 3"


def test_the_first_third_of_the_core_takes_the_odd_one_and_the_last_loses_it() -> None:
    grades = {
        n: verdict.grade
        for n, verdict in by_profit(rank([customer(n, -n) for n in range(7)], TODAY, ValueRules())).items()
    }
    assert "".join(grades[n] for n in range(7)) == "AABBCDE"


@pytest.mark.parametrize(
    ("number", "grade", "reason"),
    [
        (350_000, "A", "deposits 350,000 is at least 300,000"),
        (300_000, "A", "deposits 300,000 is at least 300,000"),
        (299_999.5, "B", "deposits 299,999.50 is at least 200,000 and under 300,000"),
        (100_000, "C", "deposits 100,000 is at least 100,000 and under 200,000"),
        (99_999, "D", "deposits 99,999 is under 100,000"),
        (-1, "D", "deposits -1 is under 100,000"),
    ],
)
def test_three_limits_are_four_grades(number: float, grade: str, reason: str) -> None:
    verdict = by_threshold({7: number}, (100_000, 300_000, 200_000), "deposits")[7]
    assert (verdict.grade, verdict.reason) == (grade, reason)


def test_one_limit_is_two_grades_and_the_name_of_a_field_is_only_text() -> None:
    verdicts = by_threshold({1: 5, 2: 4}, (5,), "{x}")
    assert [verdicts[1].grade, verdicts[2].grade] == ["A", "B"]
    assert verdicts[2].reason == "{x} 4 is under 5"


def test_rfm_weighs_money_double() -> None:
    customers = [customer(n, 100 * (6 - n), days=n, sales=6 - n) for n in range(1, 6)]
    verdicts = by_rfm(customers, TODAY)
    assert [verdicts[n].grade for n in range(1, 6)] == ["A", "B", "C", "D", "E"]
    assert verdicts[2].reason == (
        "(R4 + F4 + 2 x M4) / 4 = 4.00, B from 3.4: last sale 2 days ago, sales 4, profit 4.00"
    )
    assert verdicts[5].reason.startswith("(R1 + F1 + 2 x M1) / 4 = 1.00, E under 1.8: ")


def test_equal_numbers_share_the_better_fifth() -> None:
    assert {verdict.grade for verdict in by_rfm([customer(n, 100) for n in range(9)], TODAY).values()} == {"A"}


def test_a_new_customer_never_falls_below_c() -> None:
    young = NOW - 30
    new = [customer(n, 1, first=young) for n in range(1, 6)]
    held = {
        1: CurrentGrade(None),
        2: CurrentGrade("A"),
        3: CurrentGrade("E"),
        4: CurrentGrade(None),
        5: CurrentGrade(None),
    }
    verdicts = by_threshold({4: 1, 5: 500_000}, (100_000, 200_000, 300_000), "profit")
    kept = protect_new(verdicts, new, held, TODAY)
    assert {n: verdict.grade for n, verdict in kept.items()} == {1: "C", 2: "A", 3: "C", 4: "C", 5: "A"}
    assert kept[4].reason == "new: the first sale was 30 days ago, and new customers never fall below C"


def test_what_moves_rises_falls_or_comes_first_and_locked_grades_stay() -> None:
    verdicts = by_threshold({1: 9, 2: 9, 3: 1, 4: 9, 5: 1, 6: 1}, (5,), "x")
    held = {
        1: CurrentGrade("A"), 2: CurrentGrade("C"), 3: CurrentGrade("A"), 4: CurrentGrade(None),
        5: CurrentGrade("A", locked=True), 6: CurrentGrade("A", takes_time=False), 7: CurrentGrade("E"),
    }  # fmt: skip
    found = grade_moves(verdicts, held)
    assert [(move.id, move.old, move.verdict.grade, move.way) for move in found.moves] == [
        (2, "C", "A", "rising"), (3, "A", "B", "falling"), (4, None, "A", "first"), (6, "A", "B", "falling"),
    ]  # fmt: skip
    assert found.same == 1
    assert [move.id for move in found.locked] == [5]
    assert [move.id for move in found.falling_best] == [3, 6]
    assert {grade: found.before[grade] for grade in "ABCE"} == {"A": 3, "B": 0, "C": 1, "E": 1}
    assert {grade: found.after[grade] for grade in "ABCE"} == {"A": 4, "B": 1, "C": 0, "E": 1}


def test_grades_cost_hours() -> None:
    rules = Rules()
    assert available_hours(rules) == 30
    assert required_hours({"A": 14, "E": 100, None: 3}, rules) == pytest.approx((7 * 90 + 7 * 15) / 60)


numbers = some.integers(-10_000, 10_000)
books = some.lists(
    some.tuples(
        numbers,
        some.integers(0, 400),
        some.integers(1, 9),
        some.booleans(),
        some.sampled_from([None, *GRADES]),
        some.booleans(),
    ),
    max_size=30,
)


def graded(
    rows: list[tuple[int, int, int, bool, str | None, bool]], policy: str, held: dict[int, CurrentGrade]
) -> Grading:
    customers = [
        customer(n, profit, days, sales, NOW if new else LONG_AGO)
        for n, (profit, days, sales, new, _, _) in enumerate(rows)
    ]
    ranking = rank(customers, TODAY, ValueRules())
    verdicts = {
        "profit": lambda: by_profit(ranking),
        "rfm": lambda: by_rfm(customers, TODAY),
        "threshold": lambda: by_threshold({each.id: each.profit for each in customers}, (10, 100, 1000), "profit"),
    }[policy]()
    return grade_moves(protect_new(verdicts, ranking.new, held, TODAY), held)


@given(books, some.sampled_from(["profit", "rfm", "threshold"]))
def test_grading_a_second_time_changes_nothing_and_locks_hold(
    rows: list[tuple[int, int, int, bool, str | None, bool]], policy: str
) -> None:
    held = {n: CurrentGrade(grade, locked) for n, (*_, grade, locked) in enumerate(rows)}
    found = graded(rows, policy, held)
    after = held | {move.id: held[move.id]._replace(grade=move.verdict.grade) for move in found.moves}
    assert all(after[n] == held[n] for n in held if held[n].locked)
    again = graded(rows, policy, after)
    assert again.moves == []
    for n, (*_, new, _, locked) in enumerate(rows):
        assert not new or locked or (after[n].grade or "E") <= "C"


@given(some.lists(numbers, min_size=1, max_size=40))
def test_more_profit_is_never_a_worse_grade(profits: list[int]) -> None:
    customers = [customer(n, profit) for n, profit in enumerate(profits)]
    for verdicts in (
        by_profit(rank(customers, TODAY, ValueRules())),
        by_threshold({each.id: each.profit for each in customers}, (10, 100), "profit"),
        by_rfm(customers, TODAY),
    ):
        for better in customers:
            for worse in customers:
                if better.profit > worse.profit:
                    assert verdicts[better.id].grade <= verdicts[worse.id].grade
