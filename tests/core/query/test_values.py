"""Days and periods in a query, seen from Wednesday 25 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.query.syntax import Comparison
from followup.core.query.values import DayRange, day_range, is_duration, is_year, period
from followup.errors import WrongUsageError

TODAY = date(2026, 11, 25)


def days(first: str, last: str) -> DayRange:
    return DayRange(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("op", "text", "first", "last"),
    [
        ("<", "30d", "2026-10-27", ""), (">", "60d", "", "2026-09-25"), ("", "8w", "2026-09-30", ""),
        (">=", "2m", "", "2026-09-25"),
        ("", "this-month", "2026-11-01", "2026-11-30"), ("", "last month", "2026-10-01", "2026-10-31"),
        ("", "week", "2026-11-23", "2026-11-29"), ("", "下周", "2026-11-30", "2026-12-06"),
        ("", "去年", "2025-01-01", "2025-12-31"),
        ("", "2026", "2026-01-01", "2026-12-31"), ("", "2026-02", "2026-02-01", "2026-02-28"),
        ("", "12月", "2025-12-01", "2025-12-31"), ("", "february", "2026-02-01", "2026-02-28"),
        ("", "11月", "2026-11-01", "2026-11-30"),
        (">", "2026", "2027-01-01", ""), ("<=", "2026-06", "", "2026-06-30"),
        ("=", "today", "2026-11-25", "2026-11-25"),
    ],
)  # fmt: skip
def test_looking_back_a_duration_is_an_age(op: str, text: str, first: str, last: str) -> None:
    assert day_range(Comparison(op, text), TODAY, back=True) == days(first, last)


@pytest.mark.parametrize(
    ("op", "text", "first", "last"),
    [
        ("<", "14d", "", "2026-12-08"), ("", "1y", "", "2027-11-25"), (">", "2周", "2026-12-10", ""),
        ("", "12月", "2026-12-01", "2026-12-31"), ("", "feb", "2027-02-01", "2027-02-28"),
        ("", "12-24", "2026-12-24", "2026-12-24"),
    ],
)  # fmt: skip
def test_looking_ahead_it_is_a_distance(op: str, text: str, first: str, last: str) -> None:
    assert day_range(Comparison(op, text), TODAY, back=False) == days(first, last)


def test_a_range_holds_both_ends_in_whatever_order() -> None:
    assert day_range(Comparison("..", "30d", "60d"), TODAY, back=True) == days("2026-09-26", "2026-10-26")
    assert day_range(Comparison("..", "2026-01", "2026-03"), TODAY, back=True) == days("2026-01-01", "2026-03-31")


@pytest.mark.parametrize("text", ["99999y", "2026-13", "0000", "sometime"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(WrongUsageError):
        day_range(Comparison("", text), TODAY, back=True)


def test_a_year_is_no_duration() -> None:
    assert is_year("1980")
    assert not is_duration("1980")
    assert is_duration("90")
    assert is_duration("90 d")


def test_a_word_that_names_no_period_is_none() -> None:
    assert period("tyres", TODAY, back=True) is None
