"""followup history: what was done to the book, in words."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.cli.input.options import BookFile, Json, command_app
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.table import table
from followup.storage.book import undo
from followup.storage.book.book import open_book
from followup.storage.book.growth import KEPT_COMMANDS, KEPT_DAYS

app = command_app()


@app.command()
def history(
    *,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="How many to show.")] = 20,
    book_file: BookFile,
    json: Json = False,
) -> None:
    """Show what was done to the book, the latest first: `followup undo N` takes back the first N lines.

    \b
    Example:
      followup history --limit 5
    """
    with open_book(book_file) as book:
        commands = undo.history(book.connection, limit + 1)
        gone, until = undo.forgotten(book.connection)
    shows_the_first = len(commands) <= limit
    commands = commands[:limit]
    if json:
        show_json([{"undo": place, "at": at, "words": words} for place, (_, at, words) in enumerate(commands, 1)])
    elif commands:
        rows = [(str(place), at.replace("T", " "), words) for place, (_, at, words) in enumerate(commands, 1)]
        show_text(table(("undo", "when", "what"), rows))
    elif not gone:
        show_text("Nothing was done to this book yet.\n")
    if gone and shows_the_first:
        say(f"{gone:,} older ones, until {until[:10]}, are no longer kept: {KEPT_COMMANDS} or {KEPT_DAYS} days are.")
