"""followup note: write a note about a contact."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from followup.cli.files.drafts import EditorDraft, drafting, note_of, remove, unfinished_drafts
from followup.cli.files.editor import edit_text
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.options import BookFile, Json, Today, Who, ask_yes_no, can_ask, command_app, stamp
from followup.cli.input.prompts import echo_unsaved
from followup.core.activities.entry import happened_on, one_text, required_text
from followup.core.model.contact import Note
from followup.errors import FileUnreadableError, FollowupError
from followup.render.activities.records import excerpt, record_json
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.text import one_line
from followup.storage.activities.notes import add_note
from followup.storage.book.book import Book, open_book

app = command_app()
_COMMENT = "<!-- A note about {name}, in Markdown. This line is left out. -->\n"
_ANY_COMMENT = re.compile(r"^<!-- A note about .*? This line is left out\. -->\n?")
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
    """Write a note about a contact; without TEXT your editor opens. One that was cut short is offered the next time.

    \b
    Example:
      followup note 张伟 "Likes **green tea**; daughter starts school in September"
      followup note 张伟 - < minutes.md
    """
    with open_book(book_file) as book:
        contact, name = choose_contact(book.connection, who)
        day = happened_on(on, today)
        with (
            _words(book, contact, name, text) as words,
            echo_unsaved(words if not text or text == [_STDIN] else ""),
            book.writing("", at=stamp(today), plain=True) as writing,
        ):
            added = Note(add_note(writing, contact, day, words), contact, day, words)
            writing.words = f"Noted n{added.id} about {name}: {excerpt(words)}"
    if json:
        show_json(record_json(added, name))
    else:
        show_text(f"n{added.id} noted for {one_line(name)}\n")


@contextmanager
def _words(book: Book, contact: int, name: str, text: list[str] | None) -> Iterator[str]:
    """Yield the text of the note, typed, from stdin or from the editor; its draft stays until the book has the note."""
    comment = _COMMENT.format(name=one_line(name).replace("--", "- -"))
    unfinished = unfinished_drafts(book.path, note_of(contact), comment)
    if text or not can_ask():
        _list_unfinished(unfinished, name)
        goes_on = None
    else:
        goes_on = _choose(unfinished, name)
    if text:
        yield required_text(_from_stdin() if text == [_STDIN] else one_text(text), "the note")
        return
    with drafting(book.path, note_of(contact), ".md", comment, goes_on=goes_on) as draft:
        yield required_text(_ANY_COMMENT.sub("", edit_text(draft) or ""), "the note")


def _list_unfinished(unfinished: list[EditorDraft], name: str) -> None:
    for draft in unfinished:
        say(f"A note about {one_line(name)} was begun and not finished: {draft.file}")
    if unfinished:
        say("followup note without text, on a terminal, goes on with it or deletes it.")


def _choose(unfinished: list[EditorDraft], name: str) -> EditorDraft | None:
    """Ask which unfinished note to continue, and delete those that are not wanted; None where there is none."""
    for draft in unfinished:
        say(f"A note about {one_line(name)} was begun and not finished: {excerpt(_begun(draft))}")
        if ask_yes_no("Go on with it?"):
            return draft
        if ask_yes_no("Delete it?"):
            remove(draft)
    return None


def _begun(draft: EditorDraft) -> str:
    """Return the text of an unfinished note; the path of its file where it cannot be read."""
    try:
        return _ANY_COMMENT.sub("", draft.text()).strip() or str(draft.file)
    except FollowupError:
        return str(draft.file)


def _from_stdin() -> str:
    """Return the text of stdin; FileUnreadableError where it is no UTF-8 text."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadableError(f"stdin is no UTF-8 text (byte {error.start})", "nothing was changed") from error
