"""followup remind: the morning's page."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.actions.week import load_calendar_week
from followup.cli.flows.agenda import say_problems
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app
from followup.core.reports.morning import LONGEST_AHEAD, LONGEST_BACK, page
from followup.render.formats.output import show_json, show_text
from followup.render.reports.morning import remind_json, remind_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
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
    with open_book(book_file) as book:
        week = load_calendar_week(book, settings, today, days_back=LONGEST_BACK, days_ahead=LONGEST_AHEAD)
        say_problems(week.problems)
        last = last_shown(book.connection, today)
        morning = page(week.snapshot, week.stored_plan().plan, today, last, settings.rules)
        mark_shown(book, today)
    if quiet and morning.empty:
        return
    if json:
        show_json(remind_json(morning))
    else:
        show_text(remind_text(morning, settings.grade_labels))
