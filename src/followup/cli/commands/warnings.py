"""followup warnings: who drifts away, why, and what to do."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.input.options import BookFile, ConfigFile, Json, Today, command_app
from followup.core.activities.entry import one_text
from followup.core.retention.warnings import gravest_first
from followup.render.formats.output import show_json, show_text
from followup.render.retention.warnings import warning_json, warnings_text
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.reports.computed import FromBook

app = command_app()


@app.command()
def warnings(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", show_default=False, help="Only the contacts it finds.")
    ] = None,
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """List customers graded A to C who drift away: the rule with its numbers, the profit at risk, the next step.

    Who may leave stands apart from who buys less; in each the gravest stage is first: acute, early, watch.

    \b
    Example:
      followup warnings
      followup warnings "grade:A area:Shanghai"
      followup warnings warning:acute --json
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        computed = FromBook(book, today, settings.rules, settings.workdays)
        customer_warnings = gravest_first(computed.drifting.values())
        if query:
            wanted = set(find(one_text(query), QueryContext(book.connection, today, settings.rules, computed)))
            customer_warnings = [pair for pair in customer_warnings if pair[0].id in wanted]
    if json:
        show_json([warning_json(contact, warning) for contact, warning in customer_warnings])
    else:
        show_text(warnings_text(customer_warnings, settings.grade_labels, judged=bool(computed.drifting)))
