"""A day to greet as a person writes it, and as it is written back: 1985-04-15, 04-15, 农历1985年3月3日."""

from __future__ import annotations

from datetime import date
from typing import Final

from followup.core.model.contact import Occasion
from followup.errors import WrongUsageError

WAYS: Final = "write 1985-04-15, 04-15 without a year, 1985 alone, or 农历三月初三"
_APART: Final = (date(2000, 2, 9), date(2001, 8, 18))
"""Two days that share nothing: what is read the same from both does not depend on the day it is read."""


def read_occasion(kind: str, text: str) -> Occasion:
    """Return the day, solar or lunar, with what the text leaves out left out.

    WrongUsageError for what is no day, or could be two (03/04/80): nobody guesses a birthday.
    """
    from followup.core.dates.partial import parse_partial_date

    found = parse_partial_date(text)
    if found is None:
        return _written_out(kind, text)
    if found.doubt:
        raise WrongUsageError(f'{kind} cannot be "{text}": {found.doubt}', WAYS)
    return Occasion(kind, found.year, found.month, found.day, found.calendar, found.leap_month)


def _written_out(kind: str, text: str) -> Occasion:
    """Read what names its month, `15 April 1985` or `April 15`: from wherever it is seen, the same day (of a year)."""
    from followup.core.dates.parsing import parse_day

    try:
        one, other = (parse_day(text, today, "back") for today in _APART)
    except WrongUsageError:
        one, other = _APART
    if (one.month, one.day) != (other.month, other.day):
        raise WrongUsageError(f'{kind} cannot be "{text}": there is no such day', WAYS)
    return Occasion(kind, one.year if one.year == other.year else None, one.month, one.day)


def write_occasion(occasion: Occasion) -> str:
    """Return the day as `read_occasion` reads it; what is missing is left out (`--04` a month, `---15` a day alone)."""
    year, month, day = occasion.year, occasion.month, occasion.day
    if occasion.calendar == "lunar":
        leap = "闰" if occasion.leap_month else ""
        return (
            "农历" + (f"{year}年" if year else "") + (f"{leap}{month}月" if month else "") + (f"{day}日" if day else "")
        )
    if year is None:
        return f"{month:02}-{day:02}" if month and day else f"--{month:02}" if month else f"---{day or 0:02}"
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
