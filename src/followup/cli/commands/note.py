"""followup note: write a note about a contact."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from followup.cli.asking import told_back
from followup.cli.editor import edit_text
from followup.cli.meant import chosen
from followup.cli.options import BookFile, Json, Today, Who, command_app, stamp
from followup.core.contact import Note
from followup.core.entries import happened_on, one_text, told
from followup.errors import FileUnreadableError
from followup.render.output import show_json, show_text
from followup.render.records import excerpt, record_json
from followup.render.text import one_line
from followup.storage.book import open_book
from followup.storage.notes import add_note

app = command_app()
_COMMENT = "<!-- A note about {name}, in Markdown. This line is left out. -->\n"
_STDIN = "-"


@app.command()
def note(
    who: Who,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", show_default=False, help="In Markdown; - reads it from stdin."),
    ] = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it is about.")] = None,
    book_file: BookFile,
    today: Today,
    json: Json = False,
) -> None:
    """Write a note about a contact; without TEXT your editor opens.

    \b
    Example:
      followup note 张伟 "Likes **green tea**; daughter starts school in September"
      followup note 张伟 - < minutes.md
    """
    with open_book(book_file) as book:
        contact, name = chosen(book.connection, who)
        day = happened_on(on, today)
        words = told(_words(text, name), "the note")
        with (
            told_back(words if not text or text == [_STDIN] else ""),
            book.writing("", at=stamp(today), plain=True) as writing,
        ):
            kept = Note(add_note(writing, contact, day, words), contact, day, words)
            writing.words = f"Noted n{kept.id} about {name}: {excerpt(words)}"
    if json:
        show_json(record_json(kept, name))
    else:
        show_text(f"n{kept.id} noted for {one_line(name)}\n")


def _words(text: list[str] | None, name: str) -> str:
    """The note as typed behind the name, on stdin, or in the editor."""
    if text == [_STDIN]:
        return _from_stdin()
    if text:
        return one_text(text)
    comment = _COMMENT.format(name=one_line(name).replace("--", "- -"))
    return (edit_text(comment, ".md") or "").replace(comment.strip(), "")


def _from_stdin() -> str:
    """All of stdin; FileUnreadableError where it is no UTF-8 text."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadableError(f"stdin is no UTF-8 text (byte {error.start})", "nothing was changed") from error
