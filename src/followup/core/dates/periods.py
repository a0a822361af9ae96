"""Months back from a day, and the windows of months that value is counted over."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def windows(today: date, months: int) -> tuple[int, int]:
    """The days (ordinals) after which the window of value begins, and the one before it, as long."""
    return months_before(today, months).toordinal(), months_before(today, 2 * months).toordinal()


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month; never before year 1."""
    count = max(12, day.year * 12 + day.month - 1 - months)
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, 28)
