"""What the grades require in a month against the hours there are: loaded and added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.actions.working_days import load_working_days
from followup.core.dates.periods import last_of_month
from followup.core.reports.month import Month, month_of
from followup.storage.agenda.snapshot import load_snapshot
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followup.settings.config import Settings
    from followup.storage.book.book import Book


class LoadedMonth(NamedTuple):
    """A month. `problems` are sentences about calendars of `agenda.busy` that could not be read."""

    month: Month
    problems: Sequence[str]


def load_month(book: Book, settings: Settings, today: date) -> LoadedMonth:
    """Load the month that a day is in."""
    first, last = today.replace(day=1), last_of_month(today)
    calendar, problems = load_working_days(book, settings, today, last)
    snapshot = load_snapshot(QueryContext(book.connection, today, settings.rules), first, last, calendar)
    return LoadedMonth(month_of(snapshot, first.toordinal(), last.toordinal(), calendar, settings.rules), problems)
