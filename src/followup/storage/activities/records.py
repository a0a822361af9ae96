"""Notes, interactions, tasks, sales and complaints by the ids that people type."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from followup.core.model.ids import RECORDS, RecordId
from followup.errors import WrongUsageError
from followup.storage.activities.complaints import COMPLAINTS
from followup.storage.activities.interactions import INTERACTIONS
from followup.storage.activities.notes import NOTES
from followup.storage.activities.sales import SALES, delete_sale
from followup.storage.activities.tasks import TASKS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from followup.core.model.contact import Record
    from followup.storage.activities.record_table import RecordTable
    from followup.storage.book.book import Writing

_TABLES: dict[str, RecordTable[Any]] = {table.name: table for table in (NOTES, INTERACTIONS, TASKS, SALES, COMPLAINTS)}


def load_record(connection: sqlite3.Connection, record_id: RecordId) -> Record:
    """Return the record with an id. NotFoundError where there is none, WrongUsageError for a line of the agenda."""
    if record_id.kind not in RECORDS:
        raise WrongUsageError(
            f"{record_id} is a line of the agenda, nothing that was written down", "tick it off: done"
        )
    record: Record = _TABLES[RECORDS[record_id.kind]].load(connection, record_id.number)
    return record


def replace_record(writing: Writing, record: Record) -> None:
    """Write a record's new values."""
    _TABLES[type(record).__name__.lower()].replace(writing, record)


def delete_record(writing: Writing, record_id: RecordId) -> None:
    """Delete the record with an id."""
    if RECORDS[record_id.kind] == SALES.name:
        delete_sale(writing, record_id.number)
    else:
        _TABLES[RECORDS[record_id.kind]].delete(writing, record_id.number)


def record_counts(connection: sqlite3.Connection, contact: int) -> dict[str, int]:
    """Return how many records of each kind a contact has, by the plural of the kind: `notes`, `sales`."""
    counts = (f"SELECT '{table}s', count(*) FROM {table} WHERE contact_id = :id" for table in (*_TABLES, "photo"))
    return dict(connection.execute(" UNION ALL ".join(counts), {"id": contact}).fetchall())


def contact_names(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of contacts by their ids."""
    rows = connection.execute(
        "SELECT id, name FROM contact WHERE id IN (SELECT value FROM json_each(?))", (dumps([*ids]),)
    )
    return dict(rows.fetchall())
