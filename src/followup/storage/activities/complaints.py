"""Complaints: from opened through resolved to satisfied."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.contact import Complaint, Interaction
from followup.errors import NotFoundError
from followup.storage.activities.interactions import add_interaction
from followup.storage.book.rows import insert_row, update_row

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

_COLUMNS = "SELECT id, contact_id, opened, text, resolved, cause, remedy, satisfied FROM complaint"


def complaints_of(connection: sqlite3.Connection, contact_id: int) -> list[Complaint]:
    """The complaints of a contact, the latest first."""
    rows = connection.execute(f"{_COLUMNS} WHERE contact_id = ? ORDER BY opened DESC, id DESC", (contact_id,))
    return [_complaint(*row) for row in rows]


def open_complaints(connection: sqlite3.Connection) -> list[Complaint]:
    """The complaints that are not satisfied yet, the oldest first."""
    return [_complaint(*row) for row in connection.execute(f"{_COLUMNS} WHERE satisfied IS NULL ORDER BY opened, id")]


def all_complaints(connection: sqlite3.Connection) -> list[Complaint]:
    """Every complaint there ever was, the oldest first."""
    return [_complaint(*row) for row in connection.execute(f"{_COLUMNS} ORDER BY opened, id")]


def load_complaint(connection: sqlite3.Connection, number: int) -> Complaint:
    """The complaint with this id; NotFoundError when there is none."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no complaint k{number}", "followup complaint list shows them with their ids")
    return _complaint(*row)


def add_complaint(writing: Writing, complaint: Complaint) -> int:
    """Keep a complaint; its id (the value's own is not looked at)."""
    return insert_row(writing, "complaint", {**_values(complaint), "contact_id": complaint.contact_id})


def open_complaint(writing: Writing, complaint: Complaint) -> int:
    """Keep a new complaint, and that it happened: its id.

    A complaint logged that day which no other complaint is about was this one: it weighs on the account once.
    """
    from followup.storage.schema.tables import InteractionRow

    number = add_complaint(writing, complaint)
    item = f"k{number}"
    logged = writing.connection.execute(
        "SELECT min(id) FROM interaction WHERE contact_id = ? AND day = ? AND kind = 'complaint' AND item = ''",
        (complaint.contact_id, complaint.opened.isoformat()),
    ).fetchone()[0]
    if logged:
        update_row(writing, InteractionRow, logged, {"item": item})
    else:
        happened = Interaction(0, complaint.contact_id, complaint.opened, "complaint", complaint.text, item=item)
        add_interaction(writing, happened)
    return number


def replace_complaint(writing: Writing, complaint: Complaint) -> None:
    """Keep a complaint's new values."""
    from followup.storage.schema.tables import ComplaintRow

    update_row(writing, ComplaintRow, complaint.id, _values(complaint))


def _values(complaint: Complaint) -> dict[str, object]:
    return {
        "opened": complaint.opened,
        "text": complaint.text,
        "resolved": complaint.resolved,
        "cause": complaint.cause,
        "remedy": complaint.remedy,
        "satisfied": complaint.satisfied,
    }


def _complaint(  # noqa: PLR0913, PLR0917 - a row's columns
    number: int,
    contact_id: int,
    opened: str,
    text: str,
    resolved: str | None,
    cause: str,
    remedy: str,
    satisfied: str | None,
) -> Complaint:
    return Complaint(
        number, contact_id, date.fromisoformat(opened), text, _day(resolved), cause, remedy, _day(satisfied)
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
