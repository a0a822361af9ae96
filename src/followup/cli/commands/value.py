"""followup value: who brings the profit, and what one of them is worth in others."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from followup.cli.files.export_files import write_page
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Yes, command_app
from followup.core.value.value import ValueReport, cut_by_grade, cut_by_group, value_of_accounts, value_report
from followup.core.value.window import parse_window
from followup.render.formats.output import say, show_json, show_text
from followup.render.value.json import listed_customers, value_json
from followup.render.value.words import ValueView
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.reports.computed import FromBook
from followup.storage.value import value as storage

app = command_app()
By = Literal["rank", "grade", "group", "organization"]


@app.command("value")
def value_(
    *,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day; without it as the settings say.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day; without it today.")] = None,
    by: Annotated[By, typer.Option("--by", help="What it is cut by; one organization is one account.")] = "rank",
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, metavar="N", show_default=False, help="List so many customers (10; JSON all)."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", show_default=False, help="Write a page for the browser instead."),
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Show which customers bring the profit: the first 20 %, the middle, the last, and what one is worth in others.

    \b
    Example:
      followup value
      followup value --by organization --from 2026-01-01
      followup value --html value.html
    """
    settings = load_settings(config_file)
    window = parse_window(since, until, today, settings.value.window)
    with open_book(book_file) as book:
        computed = FromBook(book, today, settings.rules, settings.workdays)
        context = QueryContext(book.connection, today, settings.rules, computed)
        report = _report(context, window, by)
        view = ValueView(by, settings.currency, settings.grade_labels, limit)
        most = limit if json else view.rows
        names = storage.load_names_and_grades(context, (customer.id for customer in listed_customers(report, most)))
    if html:
        from followup.render.formats.html import GENERATOR
        from followup.render.value.page import value_page

        write_page(html, value_page(report, names, view), GENERATOR, yes=yes)
        say(f"{html} is ready: open it, or send it to somebody")
    if json:
        show_json(value_json(report, names, by, limit))
    elif not html:
        from followup.render.value.value import value_text

        show_text(value_text(report, names, view))


def _report(context: QueryContext, window: tuple[date, date], by: By) -> ValueReport:
    """The customers of the window, cut as asked."""
    customers = storage.load_customers(context, *window)
    rules = context.rules.value
    match by:
        case "organization":
            return value_of_accounts(customers, storage.load_firms(context), window, rules)
        case "grade":
            return cut_by_grade(value_report(customers, window, rules), storage.load_grades(context))
        case "group":
            return cut_by_group(value_report(customers, window, rules), storage.load_group_members(context))
        case "rank":
            return value_report(customers, window, rules)
