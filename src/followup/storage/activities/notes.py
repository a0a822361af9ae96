"""Notes: dated Markdown texts about a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.contact import Note
from followup.storage.activities.record_table import RecordTable

if TYPE_CHECKING:
    from datetime import date

    from followup.storage.book.book import Writing

NOTES = RecordTable(
    Note,
    days=("on",),
    order="day DESC, id DESC",
    hint="followup show NAME lists a contact's notes with their ids",
    searched="text",
)
notes_of = NOTES.of_contact
load_note = NOTES.load
replace_note = NOTES.replace


def add_note(writing: Writing, contact_id: int, on: date, text: str) -> int:
    """Insert a note and return its id."""
    return NOTES.add(writing, Note(0, contact_id, on, text))
