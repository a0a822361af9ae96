"""The month (`followup agenda --month`): gathered, added up and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.files.busy_calendars import busy_hours
from followup.core.dates.periods import last_of_month
from followup.core.reports.month import month_of
from followup.render.formats.output import show_json, show_text
from followup.render.reports.month import month_json, month_text
from followup.storage.activities.workdays import load_calendar
from followup.storage.agenda.snapshot import gather
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from followup.settings.config import Settings


def show_month(book_file: Path, settings: Settings, today: date, *, json: bool) -> None:
    """Show what the grades require in the month of a day against the hours there are."""
    first, last = today.replace(day=1), last_of_month(today)
    with open_book(book_file) as book:
        calendar = load_calendar(book, today, settings.workdays, last, busy_hours(settings, today, last))
        facts = gather(QueryContext(book.connection, today, settings.rules), first, last, calendar)
    found = month_of(facts, first.toordinal(), last.toordinal(), calendar, settings.rules)
    if json:
        show_json(month_json(found))
    else:
        show_text(month_text(found, settings.grade_labels))
