"""Notes, interactions, tasks, sales and complaints by the ids that people type."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from followup.core.model.contact import Complaint, Interaction, Note, Sale, Task
from followup.core.model.ids import RECORDS, RecordId
from followup.errors import WrongUsageError
from followup.storage.activities.complaints import load_complaint, replace_complaint
from followup.storage.activities.interactions import load_interaction, replace_interaction
from followup.storage.activities.notes import load_note, replace_note
from followup.storage.activities.sales import delete_sale, load_sale, replace_sale
from followup.storage.activities.tasks import load_task, replace_task
from followup.storage.book.rows import delete_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from sqlmodel import SQLModel

    from followup.storage.book.book import Writing

Record = Note | Interaction | Task | Sale | Complaint
_LOAD: dict[str, Callable[[sqlite3.Connection, int], Record]] = {
    "n": load_note,
    "i": load_interaction,
    "t": load_task,
    "s": load_sale,
    "k": load_complaint,
}


def load_record(connection: sqlite3.Connection, number: RecordId) -> Record:
    """What is kept under an id. NotFoundError when there is none, WrongUsageError for an item of the agenda."""
    if number.kind not in RECORDS:
        raise WrongUsageError(f"{number} is a line of the agenda, nothing that was written down", "tick it off: done")
    return _LOAD[number.kind](connection, number.number)


def replace_record(writing: Writing, record: Record) -> None:
    """Keep a record's new values."""
    match record:
        case Note():
            replace_note(writing, record)
        case Interaction():
            replace_interaction(writing, record)
        case Task():
            replace_task(writing, record)
        case Sale():
            replace_sale(writing, record)
        case Complaint():
            replace_complaint(writing, record)


def delete_record(writing: Writing, number: RecordId) -> None:
    """Delete what is kept under an id."""
    if number.kind == "s":
        delete_sale(writing, number.number)
        return
    from followup.storage.schema import tables

    tables_by_letter: dict[str, type[SQLModel]] = {
        "n": tables.NoteRow,
        "i": tables.InteractionRow,
        "t": tables.TaskRow,
        "k": tables.ComplaintRow,
    }
    delete_row(writing, tables_by_letter[number.kind], number.number)


def record_counts(connection: sqlite3.Connection, contact: int) -> dict[str, int]:
    """How many records of each kind a contact has, in words: `notes`, `sales`."""
    words = {table: f"{table}s" for table in ("note", "interaction", "task", "sale", "complaint", "photo")}
    counted = (f"SELECT '{many}', count(*) FROM {one} WHERE contact_id = :id" for one, many in words.items())
    return dict(connection.execute(" UNION ALL ".join(counted), {"id": contact}).fetchall())


def contact_names(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of contacts by their ids."""
    rows = connection.execute(
        "SELECT id, name FROM contact WHERE id IN (SELECT value FROM json_each(?))", (dumps([*ids]),)
    )
    return dict(rows.fetchall())
