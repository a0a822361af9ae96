"""The working days of the book, less the hours that other calendars take (`agenda.busy`)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.workdays import LAST_DAY, days_asked_about
from followup.storage.activities.workdays import load_calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.dates.busy import Stretch
    from followup.core.dates.workdays import Calendar
    from followup.settings.config import Settings
    from followup.storage.book.book import Book

DAYS_BACK = 31
LARGEST_CALENDAR = 32 << 20
_EDGE = 8
"""So many days at both ends of the calendar are left out: a time zone could lead beyond them."""


class WorkingDays(NamedTuple):
    """The working days. `problems` are sentences about calendars of `agenda.busy`, or events in them, left out."""

    calendar: Calendar
    problems: Sequence[str] = ()


def load_working_days(book: Book, settings: Settings, today: date, week: date | None = None) -> WorkingDays:
    """Load the working days around today, and those up to another `week` (any day of it)."""
    busy, problems = read_busy_calendars(settings, today, week)
    return WorkingDays(load_calendar(book, today, settings.workdays, week, busy), problems)


def read_busy_calendars(
    settings: Settings, today: date, week: date | None = None
) -> tuple[Sequence[Stretch], Sequence[str]]:
    """Read the calendars named in the settings: the busy hours, and a sentence for whatever could not be read.

    The files are read only where some are set.
    """
    stretches: list[Stretch] = []
    problems: list[str] = []
    if not settings.workdays.calendars:
        return stretches, problems
    from followup.exchange.encoding import decode_file
    from followup.exchange.icalendar.busy import read_busy
    from followup.ordinary_files import read_ordinary

    first, last = _limits(today, week)
    folder = settings.path.parent if settings.path else Path()
    for name in settings.workdays.calendars:
        try:
            path = folder / Path(name).expanduser()
            text, _ = decode_file(read_ordinary(path, LARGEST_CALENDAR))
            busy = read_busy(text, first, last)
        except (OSError, ValueError, RuntimeError) as error:  # a name with a NUL in it, a home that nobody has
            reason = getattr(error, "strerror", None) or error
            problems.append(f"agenda.busy: {folder / name} cannot be read ({reason}): its events are not in the week")
            continue
        stretches += busy.stretches
        problems += [f"agenda.busy: {path}: {problem}" for problem in busy.problems]
    return stretches, problems


def _limits(today: date, week: date | None) -> tuple[datetime, datetime]:
    """Return the beginning of the first day that matters, and the end of the last; a calendar ends in 9999."""
    first, last = days_asked_about(today, week, DAYS_BACK)
    begins, ends = date.fromordinal(max(first, _EDGE)), date.fromordinal(min(last, LAST_DAY - _EDGE))
    return datetime.combine(begins, time()), datetime.combine(ends, time()) + timedelta(days=1)
