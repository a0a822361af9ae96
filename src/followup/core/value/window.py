"""The days that value is counted over."""

from __future__ import annotations

from datetime import date, timedelta

from followup.core.dates.periods import months_before
from followup.errors import WrongUsageError


def parse_window(since: str | None, until: str | None, today: date, months: int) -> tuple[date, date]:
    """Return the first and the last day, both included: as typed, else so many months that end today.

    Raises WrongUsageError for a day that cannot be read, and for a window that ends before it begins.
    """
    from followup.core.dates.parsing import parse_day

    last = today if until is None else parse_day(until, today, "back")
    first = default_window(last, months)[0] if since is None else parse_day(since, today, "back")
    if first > last:
        raise WrongUsageError(f"the window ends on {last}, before it begins on {first}", "--from comes before --to")
    return first, last


def default_window(today: date, months: int) -> tuple[date, date]:
    """Return the window of so many months that ends today."""
    return months_before(today, months) + timedelta(days=1), today
