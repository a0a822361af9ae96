"""Reads contacts for an export, some hundred at a time: a hundred thousand with their photos would fill the memory."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from followup.core.matching.uid import uid_of
from followup.core.model.contact import Photo
from followup.core.model.export_record import ExportRecord
from followup.storage.book.book_id import book_identity
from followup.storage.contacts.reads import load_contacts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_CONTACTS_AT_ONCE = 400


def export_records(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> Iterator[ExportRecord]:
    """Yield the contacts with these ids, in their order; all, by name, when `ids` is None."""
    if ids is None:
        ids = [number for (number,) in connection.execute("SELECT id FROM contact ORDER BY sort, id")]
    book = book_identity(connection)
    for start in range(0, len(ids), _CONTACTS_AT_ONCE):
        yield from _records(connection, ids[start : start + _CONTACTS_AT_ONCE], book)


def _records(connection: sqlite3.Connection, ids: Sequence[int], book: str) -> Iterator[ExportRecord]:
    notes = _by_contact(connection, "SELECT contact_id, text, day FROM note WHERE contact_id IN ({}) ORDER BY id", ids)
    cards = _by_contact(
        connection,
        "SELECT contact_id, original FROM card WHERE contact_id IN ({}) AND original <> x'' ORDER BY id",
        ids,
    )
    newest = "SELECT max(id) FROM photo WHERE contact_id IN ({}) GROUP BY contact_id"
    photos = _by_contact(connection, f"SELECT contact_id, id FROM photo WHERE id IN ({newest})", ids)
    for contact in load_contacts(connection, ids):
        photo = None
        for (photo_id,) in photos.get(contact.id, ()):
            photo = Photo(*connection.execute("SELECT mime, data FROM photo WHERE id = ?", (photo_id,)).fetchone())
        yield ExportRecord(
            contact,
            contact.uid or uid_of(book, contact.id),
            tuple(text for text, _ in notes.get(contact.id, ())),
            tuple(date.fromisoformat(day) for _, day in notes.get(contact.id, ())),
            photo,
            tuple(original for (original,) in cards.get(contact.id, ())),
        )


def _by_contact(connection: sqlite3.Connection, sql: str, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the rows of a question about contacts, by the id in their first column, which is left out."""
    by_contact: dict[int, list[tuple[Any, ...]]] = {}
    for contact, *values in connection.execute(sql.format(",".join("?" * len(ids))), ids):
        by_contact.setdefault(contact, []).append(tuple(values))
    return by_contact
