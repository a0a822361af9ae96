"""followup brief: one page before a visit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from followup.cli.files.export_files import write_page
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Who, Yes, command_app
from followup.core.contacts.links import relations_of
from followup.core.reports.briefing import Tie
from followup.core.reports.briefing import brief as prepare
from followup.core.reports.contact_status import standing
from followup.render.formats.html import GENERATOR
from followup.render.formats.output import say, show_json, show_text
from followup.render.reports.briefing import Shown, brief_json, brief_page, brief_text
from followup.settings.config import load_settings
from followup.storage.activities.workdays import load_calendar
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.reports.contact_status import load_history

app = command_app()


@app.command()
def brief(
    who: Who,
    *,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page for the phone instead.", show_default=False),
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Prepare a visit: what to settle, two minutes of business, eight of life, and what to find out.

    \b
    Example:
      followup brief 张伟
      followup brief 张伟 --html zhang.html
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        number, _ = choose_contact(book.connection, who)
        known = load_history(QueryContext(book.connection, today, settings.rules), number)
        found = standing(known, today, settings.rules, lambda: load_calendar(book, today, settings.workdays))
        ties = [Tie(kind, end.name, end.id) for kind, end in relations_of(known.links, number)]
    prepared = prepare(known, found, ties, today, settings.rules)
    shown = Shown(settings.grade_labels, settings.currency)
    if html:
        write_page(html, brief_page(known, found, prepared, today, shown), GENERATOR, yes=yes)
        say(f"{html} is ready: open it, or send it to your phone")
    if json:
        show_json(brief_json(known, found, prepared))
    elif not html:
        show_text(brief_text(known, found, prepared, today, shown))
