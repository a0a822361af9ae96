"""A day to greet as text, read and written: 1985-04-15, 04-15, 农历1985年3月3日."""

from __future__ import annotations

from datetime import date
from typing import Final

from followup.core.model.contact import Occasion
from followup.errors import WrongUsageError

WAYS: Final = "write 1985-04-15, 04-15 without a year, 1985 alone, or 农历三月初三"
_APART: Final = (date(2000, 2, 9), date(2001, 8, 18))
"""Two days without a part in common: a text that means the same from both does not depend on the day it is read."""


def read_occasion(kind: str, text: str) -> Occasion:
    """Return the day, solar or lunar, that a text names; parts that it does not name are None.

    WrongUsageError for a text that is no day, or could be two (03/04/80), because a birthday must not be guessed.
    """
    from followup.core.dates.partial import parse_partial_date

    partial = parse_partial_date(text)
    if partial is None:
        return _written_out(kind, text)
    if partial.doubt:
        raise WrongUsageError(f'{kind} cannot be "{text}": {partial.doubt}', WAYS)
    return Occasion(kind, partial.year, partial.month, partial.day, partial.calendar, partial.leap_month)


def _written_out(kind: str, text: str) -> Occasion:
    """Read a day with the name of its month: `15 April 1985`, `April 15`."""
    from followup.core.dates.parsing import parse_day

    try:
        one, other = (parse_day(text, today, "back") for today in _APART)
    except WrongUsageError:
        one, other = _APART
    if (one.month, one.day) != (other.month, other.day):
        raise WrongUsageError(f'{kind} cannot be "{text}": there is no such day', WAYS)
    return Occasion(kind, one.year if one.year == other.year else None, one.month, one.day)


def write_occasion(occasion: Occasion) -> str:
    """Return the day as `read_occasion` reads it, without missing parts (`--04` is a month alone, `---15` a day)."""
    year, month, day = occasion.year, occasion.month, occasion.day
    if occasion.calendar == "lunar":
        leap = "闰" if occasion.leap_month else ""
        return (
            "农历" + (f"{year}年" if year else "") + (f"{leap}{month}月" if month else "") + (f"{day}日" if day else "")
        )
    if year is None:
        return f"{month:02}-{day:02}" if month and day else f"--{month:02}" if month else f"---{day or 0:02}"
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
