"""The hours that other calendars take (`agenda.busy`): read when the week is asked for, and only where some are set."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from followup.core.dates.workdays import LAST_DAY, days_asked_about
from followup.render.formats.output import say

if TYPE_CHECKING:
    from followup.core.dates.busy import Stretch
    from followup.settings.config import Settings

DAYS_BACK = 31
LARGEST_CALENDAR = 32 << 20
_EDGE = 8
"""So many days at both ends of the calendar are left out: a time zone could lead beyond them."""


def busy_hours(settings: Settings, today: date, week: date | None = None) -> list[Stretch]:
    """Return what the calendars of the settings say about the weeks around a day, and between it and another `week`.

    A calendar that cannot be read is told in a line on stderr: its hours are missing from the plan.
    """
    found: list[Stretch] = []
    if not settings.workdays.calendars:
        return found
    from followup.exchange.encoding import decode_file
    from followup.exchange.icalendar.busy import read_busy
    from followup.ordinary_files import read_ordinary

    first, last = _days(today, week)
    folder = settings.path.parent if settings.path else Path()
    for name in settings.workdays.calendars:
        try:
            path = folder / Path(name).expanduser()
            text, _ = decode_file(read_ordinary(path, LARGEST_CALENDAR))
            busy = read_busy(text, first, last)
        except (OSError, ValueError, RuntimeError) as error:  # a name with a NUL in it, a home that nobody has
            reason = getattr(error, "strerror", None) or error
            say(f"agenda.busy: {folder / name} cannot be read ({reason}): its events are not in the week")
            continue
        found += busy.stretches
        for problem in busy.problems:
            say(f"agenda.busy: {path}: {problem}")
    return found


def _days(today: date, week: date | None) -> tuple[datetime, datetime]:
    """Return the beginning of the first day that matters, and the end of the last; a calendar ends in 9999."""
    first, last = days_asked_about(today, week, DAYS_BACK)
    begins, ends = date.fromordinal(max(first, _EDGE)), date.fromordinal(min(last, LAST_DAY - _EDGE))
    return datetime.combine(begins, time()), datetime.combine(ends, time()) + timedelta(days=1)
