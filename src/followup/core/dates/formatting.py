"""Days and amounts as they are said in a sentence."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def day_text(day: int) -> str:
    """An ordinal as `2026-11-27`; the same few hundred days come up thousands of times."""
    return date.fromordinal(day).isoformat()


@cache
def day_of(day: int) -> date:
    """An ordinal as a date."""
    return date.fromordinal(day)


def amount_text(amount: int) -> str:
    """An amount of the smallest unit in whole units: `120,000`."""
    return f"{amount / 100:,.0f}"
