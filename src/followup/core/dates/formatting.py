"""Days and amounts as a sentence or a page shows them."""

from __future__ import annotations

from datetime import date
from functools import cache

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""By `date.weekday()`, from 0."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""By the number of the month less 1."""


def format_day(day: date, today: date) -> str:
    """Return a day as a person says it: `today`, `tomorrow`, `yesterday`, `Fri 27 Nov`, with its year if not this."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    if near:
        return near
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


@cache
def day_text(day: int) -> str:
    """Return an ordinal as `2026-11-27`; the same few hundred days are asked for thousands of times."""
    return date.fromordinal(day).isoformat()


@cache
def day_of(day: int) -> date:
    """Return an ordinal as a date."""
    return date.fromordinal(day)


def amount_text(amount: int) -> str:
    """Return an amount of the smallest unit in whole units: `120,000`."""
    return f"{amount / 100:,.0f}"
