"""Snoozes: what is put off and until when; data of the user, with history and undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.contact import Snooze

if TYPE_CHECKING:
    import sqlite3

    from followup.core.model.ids import RecordId
    from followup.storage.book.book import Writing

OF_CONTACTS = "vcw"
"""The letters of items named after a contact: the row has the letter only, so that a merge moves it."""


def load_snoozes(connection: sqlite3.Connection) -> dict[str, Snooze]:
    """Return the snoozes by item: `v42`."""
    return {
        f"{item}{contact}" if item in OF_CONTACTS else item: Snooze(
            date.fromisoformat(until).toordinal(), date.fromisoformat(day).toordinal()
        )
        for contact, item, day, until in connection.execute("SELECT contact_id, item, day, until FROM snooze")
    }


def put_off(writing: Writing, item: RecordId, contact_id: int, today: date, until: date) -> None:
    """Put an item of a contact off to a day; this replaces an earlier snooze."""
    from sqlmodel import col, delete

    from followup.storage.book.rows import insert_row
    from followup.storage.schema.tables import SnoozeRow

    name = item.kind if item.kind in OF_CONTACTS else str(item)
    same = (col(SnoozeRow.contact_id) == contact_id, col(SnoozeRow.item) == name)
    writing.session.execute(delete(SnoozeRow).where(*same))
    insert_row(writing, "snooze", {"contact_id": contact_id, "item": name, "day": today, "until": until})
