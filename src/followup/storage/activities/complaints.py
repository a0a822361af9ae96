"""Complaints: from opened through resolved to satisfied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.contact import Complaint, Interaction
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.record_table import RecordTable
from followup.storage.book.rows import update_row

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

COMPLAINTS = RecordTable(
    Complaint,
    days=("opened", "resolved", "satisfied"),
    order="opened, id",
    hint="followup complaint list shows them with their ids",
)
load_complaint = COMPLAINTS.load
add_complaint = COMPLAINTS.add
replace_complaint = COMPLAINTS.replace


def complaints_of(connection: sqlite3.Connection, contact_id: int) -> list[Complaint]:
    """Return the complaints of a contact, the latest first."""
    return COMPLAINTS.of_contact(connection, contact_id)[::-1]


def open_complaints(connection: sqlite3.Connection) -> list[Complaint]:
    """Return the complaints whose customer is not satisfied yet, the oldest first."""
    return COMPLAINTS.where(connection, "satisfied IS NULL")


def all_complaints(connection: sqlite3.Connection) -> list[Complaint]:
    """Return all complaints, closed ones included, the oldest first."""
    return COMPLAINTS.where(connection, "1")


def open_complaint(writing: Writing, complaint: Complaint) -> int:
    """Insert a new complaint and the interaction that it is, and return its id.

    An interaction of the kind `complaint` logged on the same day, and not yet of another complaint, is taken as this
    one, so that the complaint counts once in the balance.
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
        interaction = Interaction(0, complaint.contact_id, complaint.opened, "complaint", complaint.text, item=item)
        add_interaction(writing, interaction)
    return number
