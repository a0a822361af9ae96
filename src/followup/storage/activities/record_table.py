"""One way for notes, interactions, tasks, sales and complaints between the book and their records in core."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from followup.core.model.contact import Complaint, Interaction, Note, Sale, Task
from followup.core.model.ids import RECORDS
from followup.core.text.folding import fold
from followup.errors import NotFoundError
from followup.storage.book.rows import delete_row, insert_row, update_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from sqlmodel import SQLModel

    from followup.storage.book.book import Writing

R = TypeVar("R", Note, Interaction, Task, Sale, Complaint)
_LETTERS = {name: letter for letter, name in RECORDS.items()}
_COLUMNS = {"on": "day"}
"""Columns that are not named as the field of the record."""


class RecordTable(Generic[R]):
    """The table of one kind of record: its rows are read as records, and records are written as rows.

    `days` and `flags` name the fields that are dates and truth values; `searched` is the field whose folded text is
    stored for queries. `order` is that of lists, `hint` where the ids are found.
    """

    def __init__(
        self,
        record: type[R],
        *,
        days: Collection[str],
        order: str,
        hint: str,
        flags: Collection[str] = (),
        searched: str = "",
    ) -> None:
        self.record: type[R] = record
        self.name = record.__name__.lower()
        self.order = order
        self.hint = hint
        self.searched = searched
        columns = ", ".join(_COLUMNS.get(field, field) for field in record._fields)
        self._select = f"SELECT {columns} FROM {self.name}"
        self._days = [record._fields.index(field) for field in days]
        self._flags = [record._fields.index(field) for field in flags]

    def of_contact(self, connection: sqlite3.Connection, contact_id: int) -> list[R]:
        """Return the records of a contact in the order of lists."""
        return self.where(connection, "contact_id = ?", (contact_id,))

    def where(self, connection: sqlite3.Connection, condition: str, parameters: Sequence[object] = ()) -> list[R]:
        """Return the records for which a condition in SQL holds, in the order of lists."""
        rows = connection.execute(f"{self._select} WHERE {condition} ORDER BY {self.order}", parameters)
        return [self._record(row) for row in rows]

    def load(self, connection: sqlite3.Connection, number: int) -> R:
        """Return the record with this id; NotFoundError where there is none."""
        row = connection.execute(f"{self._select} WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise NotFoundError(f"there is no {self.name} {_LETTERS[self.name]}{number}", self.hint)
        return self._record(row)

    def add(self, writing: Writing, record: R) -> int:
        """Insert a record and return its id; the id in the record is not looked at."""
        return insert_row(writing, self.name, {**self.values(record), "contact_id": record.contact_id})

    def replace(self, writing: Writing, record: R) -> None:
        """Write the record's new values; it stays with its contact."""
        update_row(writing, self._row_class(), record.id, self.values(record))

    def delete(self, writing: Writing, number: int) -> None:
        """Delete the record with this id."""
        delete_row(writing, self._row_class(), number)

    def values(self, record: R) -> dict[str, object]:
        """Return the columns of a record (column -> value) but for its id and its contact."""
        fields = {_COLUMNS.get(field, field): value for field, value in record._asdict().items()}
        del fields["id"], fields["contact_id"]
        return {**fields, "search": fold(getattr(record, self.searched))} if self.searched else fields

    def _record(self, row: Sequence[Any]) -> R:
        values = [*row]
        for place in self._days:
            values[place] = date.fromisoformat(values[place]) if values[place] else None
        for place in self._flags:
            values[place] = bool(values[place])
        record: R = self.record._make(values)
        return record

    def _row_class(self) -> type[SQLModel]:
        from followup.storage.schema import tables

        row_class: type[SQLModel] = getattr(tables, f"{self.record.__name__}Row")
        return row_class
