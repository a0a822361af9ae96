"""The window that value is counted over, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.periods import window_ending
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from datetime import date


def parse_window(since: str | None, until: str | None, today: date, months: int) -> tuple[date, date]:
    """Return the first and the last day, both included: as typed, else so many months that end today.

    Raises WrongUsageError for a day that cannot be read, and for a window that ends before it begins.
    """
    from followup.core.dates.parsing import parse_day

    last = today if until is None else parse_day(until, today, "back")
    first = window_ending(last, months)[0] if since is None else parse_day(since, today, "back")
    if first > last:
        raise WrongUsageError(f"the window ends on {last}, before it begins on {first}", "--from comes before --to")
    return first, last
