"""Month arithmetic, and the windows of months that value is counted over."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def add_months(day: date, months: int) -> date:
    """Return the same day that many months later (or earlier), the month's last where it is shorter.

    Raises OverflowError for a year that there is not.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), last_of_month(date(year, month + 1, 1)))


def last_of_month(day: date) -> date:
    """Return the last day of the day's month."""
    december = 12
    return day.replace(day=31) if day.month == december else day.replace(month=day.month + 1, day=1) - timedelta(days=1)


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
