"""Weeks and months: their first and last days, the same day months away, and the windows that value is counted over."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

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


def months_before(day: date, months: int) -> date:
    """Return the same day that many months earlier, as `add_months` does, but never before year 1."""
    return add_months(day, -min(months, (day.year - 1) * MONTHS + day.month - 1))


@cache
def windows(today: date, months: int) -> tuple[int, int]:
    """Return the days (ordinals) after which the window of value begins, and the equally long one before it."""
    return months_before(today, months).toordinal(), months_before(today, 2 * months).toordinal()
