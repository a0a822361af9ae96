"""followup review: the week looked back on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Yes, command_app
from followup.core.dates.parsing import parse_week
from followup.core.reports.review import review as look_back
from followup.core.reports.review import week_meant
from followup.errors import WrongUsageError
from followup.render.agenda.week import HEAVIEST
from followup.render.formats.output import say, show_json, show_text
from followup.render.reports.review import review_json, review_text
from followup.render.reports.review_parts import How
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.reports.review import load_review

if TYPE_CHECKING:
    from datetime import date

    from followup.core.reports.review import Review

app = command_app()


@app.command()
def review(
    *,
    week: Annotated[
        str | None,
        typer.Option("--week", metavar="WEEK", help="Which: this, last, 2026-W48.", show_default=False),
    ] = None,
    markdown: Annotated[
        Path | None,
        typer.Option(
            "--markdown", "--md", metavar="FILE", show_default=False, help="Write Markdown instead; - for stdout."
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", show_default=False, help="Write a page for browser and paper instead."),
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Look back on a week: planned and done, hours and what they went to, promises, sales, new and lost, what is left.

    From Friday on this week is meant, before that the last one.

    \b
    Example:
      followup review
      followup review --week last --html week.html
      followup review --week 2026-W48 --md -
    """
    settings = load_settings(config_file)
    monday = _monday(week, today)
    with open_book(book_file) as book:
        facts = load_review(QueryContext(book.connection, today, settings.rules), monday)
    found = look_back(facts, monday, today, settings.rules)
    how = How(settings.grade_labels, settings.currency)
    if markdown or html:
        _write(found, how, markdown, html, yes=yes)
    if json:
        show_json(review_json(found))
    elif not (markdown or html):
        show_text(review_text(found, how._replace(most=HEAVIEST)))


def _monday(week: str | None, today: date) -> date:
    if week is None:
        return week_meant(today)
    monday = parse_week(week, today)
    if monday > today:
        raise WrongUsageError(f"the week of {monday} has not begun", "followup agenda --week next plans it")
    return monday


def _write(found: Review, how: How, markdown: Path | None, html: Path | None, *, yes: bool) -> None:
    """Write the files that were asked for; Markdown, on which somebody may have written on, is not replaced unasked."""
    from followup.cli.files.export_files import STDOUT, write_file, write_page, write_stdout
    from followup.render.formats.html import GENERATOR
    from followup.render.reports.review_files import review_markdown, review_page

    if markdown and str(markdown) == STDOUT:
        write_stdout([review_markdown(found, how)])
    elif markdown:
        write_file(markdown, [review_markdown(found, how)], lambda _: False, yes=yes)
        say(f"{markdown} is ready")
    if html:
        write_page(html, review_page(found, how), GENERATOR, yes=yes)
        say(f"{html} is ready: open it, print it, or send it to somebody")
