"""Notes: dated Markdown texts about a contact."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.contact import Note
from followup.core.text.folding import fold
from followup.errors import NotFoundError
from followup.storage.book.rows import insert_row, update_row

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

_COLUMNS = "SELECT id, contact_id, day, text FROM note"


def notes_of(connection: sqlite3.Connection, contact_id: int) -> list[Note]:
    """The notes about a contact, the latest first."""
    rows = connection.execute(f"{_COLUMNS} WHERE contact_id = ? ORDER BY day DESC, id DESC", (contact_id,))
    return [_note(*row) for row in rows]


def load_note(connection: sqlite3.Connection, number: int) -> Note:
    """The note with this id; NotFoundError when there is none."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no note n{number}", "followup show NAME lists a contact's notes with their ids")
    return _note(*row)


def add_note(writing: Writing, contact_id: int, on: date, text: str) -> int:
    """Keep a note; its id."""
    return insert_row(writing, "note", {"contact_id": contact_id, "day": on, "text": text, "search": fold(text)})


def replace_note(writing: Writing, note: Note) -> None:
    """Keep a note's new day and text."""
    from followup.storage.schema.tables import NoteRow

    update_row(writing, NoteRow, note.id, {"day": note.on, "text": note.text, "search": fold(note.text)})


def _note(number: int, contact_id: int, day: str, text: str) -> Note:
    return Note(number, contact_id, date.fromisoformat(day), text)
