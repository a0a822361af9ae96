"""Weeks and months: their first and last days, the same day months away, and the windows that value is counted over."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS = 12
_DECEMBER = 12


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def last_of_month(day: date) -> date:
    """Return the last day of the day's month."""
    if day.month == _DECEMBER:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Return the same day that many months later (earlier where negative), the month's last where it is shorter.

    Raises OverflowError beyond the years that a date can have.
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    first = date(year, month + 1, 1)
    return min(first + timedelta(days=day.day - 1), last_of_month(first))


@cache
def window_ending(until: date, months: int) -> tuple[date, date]:
    """Return the first and the last day (both included) of the window of so many months that ends on a day."""
    try:
        return add_months(until, -months) + timedelta(days=1), until
    except OverflowError:
        return date.min, until


def sums_of_windows(amounts: Iterable[tuple[int, int]], until: date, months: int) -> tuple[int, int]:
    """Return the sum of the window that ends on a day, and of the one before it; `amounts` are (ordinal, amount)."""
    first, last = (day.toordinal() for day in window_ending(until, months))
    earlier = window_ending(until, 2 * months)[0].toordinal()
    current = before = 0
    for day, amount in amounts:
        if first <= day <= last:
            current += amount
        elif earlier <= day < first:
            before += amount
    return current, before
