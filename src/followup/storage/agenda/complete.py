"""Tasks, complaints and lines of the agenda that are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.cadence.due import NOTHING_DUE, dues
from followup.core.model.contact import Complaint, Interaction, Task
from followup.errors import NotFoundError
from followup.storage.activities.complaints import load_complaint, replace_complaint
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.tasks import load_task, replace_task
from followup.storage.agenda.snapshot import load_person
from followup.storage.book.meanwhile import check_unchanged
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from followup.core.cadence.due import Dues
    from followup.core.model.ids import RecordId
    from followup.core.model.rules import Rules
    from followup.storage.book.book import Writing

Completed = Task | Complaint | Interaction
"""The records that say that something was done."""

_CONTACT_OF = {
    "v": ("contact", "SELECT id FROM contact WHERE id = ?"),
    "c": ("contact", "SELECT id FROM contact WHERE id = ?"),
    "w": ("contact", "SELECT id FROM contact WHERE id = ?"),
    "g": ("occasion", "SELECT contact_id FROM occasion WHERE id = ?"),
    "y": ("sale", "SELECT contact_id FROM sale WHERE id = ?"),
}


def contact_of_item(connection: sqlite3.Connection, item: RecordId) -> int:
    """The contact that an item of the agenda is about; NotFoundError when what it is named after is not there."""
    noun, sql = _CONTACT_OF["v" if item.contact else item.kind]
    row = connection.execute(sql, (item.contact or item.number,)).fetchone()
    if row is None:
        raise NotFoundError(
            f"there is no {item}: no {noun} {item.number}", "followup agenda shows items with their ids"
        )
    number: int = row[0]
    return number


def load_dues(connection: sqlite3.Connection, contact_id: int, today: date, rules: Rules) -> Dues:
    """When a contact's next visit and next call are due, as the agenda has it."""
    person = load_person(QueryContext(connection, today, rules), contact_id)
    return dues(person, today.toordinal(), rules.cadence) if person else NOTHING_DUE


def save_completed(writing: Writing, before: Completed | None, record: Completed) -> Completed:
    """Write a record that was `before` when it was read; an interaction is new, and returned with its id.

    FollowupError where another program has changed it since.
    """
    match record:
        case Task():
            check_unchanged(f"t{record.id}", before, load_task(writing.connection, record.id))
            replace_task(writing, record)
        case Complaint():
            check_unchanged(f"k{record.id}", before, load_complaint(writing.connection, record.id))
            replace_complaint(writing, record)
        case Interaction():
            return record._replace(id=add_interaction(writing, record))
    return record
