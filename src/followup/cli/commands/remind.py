"""followup remind: the morning's page."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from followup.cli.files.busy_calendars import busy_hours
from followup.cli.flows.agenda import kept_plan
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app
from followup.core.dates.periods import monday
from followup.core.reports.morning import LONGEST_AHEAD, LONGEST_BACK, page
from followup.core.scheduling.solver import span_from
from followup.render.formats.output import show_json, show_text
from followup.render.reports.morning import remind_json, remind_text
from followup.settings.config import load_settings
from followup.storage.activities.workdays import load_calendar
from followup.storage.agenda.snapshot import gather
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.reports.reminded import last_shown, mark_shown

app = command_app()


@app.command()
def remind(
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing when nothing is due, for cron.")] = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Show this morning's page: what to do today, what is overdue, and whom to congratulate soon.

    Birthdays are told three days ahead, on Friday over the weekend, and those that were missed once more.

    \b
    Example:
      followup remind
      30 8 * * * followup remind --quiet      (a line of the crontab: every morning by mail)
    """
    settings = load_settings(config_file)
    now = today.toordinal()
    with open_book(book_file) as book:
        calendar = load_calendar(book, today, settings.workdays, busy=busy_hours(settings, today))
        context = QueryContext(book.connection, today, settings.rules)
        first, until = date.fromordinal(now - LONGEST_BACK), date.fromordinal(now + LONGEST_AHEAD)
        facts = gather(context, first, until, calendar)
        plan = kept_plan(book, context, facts, span_from(monday(today).toordinal(), now, calendar))
        morning = page(facts, plan, today, last_shown(book.connection, today), settings.rules)
        mark_shown(book, today)
    if quiet and morning.empty:
        return
    if json:
        show_json(remind_json(morning))
    else:
        show_text(remind_text(morning, settings.grade_labels))
