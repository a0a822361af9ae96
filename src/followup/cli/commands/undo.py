"""followup undo: take back what was done last."""

from __future__ import annotations

from typing import Annotated

import typer

from followup.actions.undo import undo as take_back
from followup.cli.input.options import BookFile, Json, command_app
from followup.render.formats.output import show_json, show_text
from followup.render.formats.text import one_line
from followup.storage.book.book import open_book

app = command_app()


@app.command()
def undo(
    count: Annotated[int, typer.Argument(min=1, metavar="[N]", help="How many commands.", show_default=False)] = 1,
    *,
    book_file: BookFile,
    json: Json = False,
) -> None:
    """Take back the last command that changed the book, or the last N; imports and merges too.

    \b
    Example:
      followup undo        the last one
      followup undo 3      the first three lines of followup history
    """
    with open_book(book_file) as book:
        undone = take_back(book, count)
    if json:
        show_json({"undone": undone})
    else:
        show_text("".join(f"Undone: {one_line(words)}\n" for words in undone))
