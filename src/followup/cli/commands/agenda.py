"""followup agenda: the week."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from followup.cli.flows.agenda import load_week_and_say_problems, say_problems
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Yes, command_app
from followup.core.agenda.route import only_in
from followup.core.dates.parsing import parse_week
from followup.errors import WrongUsageError
from followup.render.agenda.week import agenda_json, agenda_text
from followup.render.formats.output import show_json, show_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book

if TYPE_CHECKING:
    from datetime import date

    from followup.settings.config import Settings

app = command_app()


@app.command()
def agenda(
    *,
    week: Annotated[
        str | None, typer.Option("--week", metavar="WEEK", help="Which: 2026-W48, next, last.", show_default=False)
    ] = None,
    month: Annotated[
        bool, typer.Option("--month", help="What the grades require this month against the hours there are.")
    ] = False,
    by: Annotated[
        Literal["quadrant", "day"], typer.Option("--by", help="List by quadrant, or day by day.")
    ] = "quadrant",
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", show_default=False, help="Only what lies in an area.")
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", show_default=False, help="Write a table instead; - for stdout."),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", show_default=False, help="Write a calendar instead."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", show_default=False, help="Write a page for phone and paper instead."),
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Show the week: what is important, what is urgent, when, and why.

    With no working day left in this week, the next one is meant. Once shown, a week keeps its days: what is done stays
    to be seen, what is new is added, and it says what changed. A week that is over shows what became of it.

    \b
    Example:
      followup agenda
      followup agenda --week next --by day
      followup agenda --area 上海
      followup agenda --month
      followup agenda --html week.html --ics week.ics
    """
    settings = load_settings(config_file)
    if month:
        if week or csv or ics or html:
            raise WrongUsageError("--month is a view of its own", "leave --week, --csv, --ics and --html out")
        _show_month(book_file, settings, today, json=json)
        return
    with open_book(book_file) as book:
        monday = None if week is None else parse_week(week, today)
        plan = load_week_and_say_problems(book, settings, today, monday).plan()
        plan = only_in(plan, area) if area else plan
        if csv or ics or html:
            from followup.cli.files.agenda_files import WeekFiles

            WeekFiles(csv, ics, html).write(book, plan, today, settings.grade_labels, yes=yes)
    if json:
        show_json(agenda_json(plan))
    elif not (csv or ics or html):
        show_text(agenda_text(plan, today, settings.grade_labels, by_day=by == "day"))


def _show_month(book_file: Path, settings: Settings, today: date, *, json: bool) -> None:
    """Show what the grades require in the month of today against the hours there are."""
    from followup.actions.month import load_month
    from followup.render.reports.month import month_json, month_text

    with open_book(book_file) as book:
        month, problems = load_month(book, settings, today)
    say_problems(problems)
    if json:
        show_json(month_json(month))
    else:
        show_text(month_text(month, settings.grade_labels))
