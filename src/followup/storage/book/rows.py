"""Write one row of the salesperson's data: inserts in plain SQL, changes and deletions through SQLModel.

Texts are stored without control characters. Inserts (a note, a call, a task) do without SQLModel, because loading it
takes three times as long as the rest of the command.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

from followup.core.text.plain_text import plain_text
from followup.storage.book.meanwhile import contact_gone, record_gone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import SQLModel

    from followup.storage.book.book import Writing


def insert_row(writing: Writing, table: str, values: Mapping[str, object]) -> int:
    """Insert a row (column -> value) and return its id. NotFoundError where its contact was removed meanwhile."""
    marks = ", ".join("?" * len(values))
    statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
    plain = [value.isoformat() if isinstance(value, date) else value for value in _plain(values).values()]
    try:
        number = writing.connection.execute(statement, plain).lastrowid
    except sqlite3.IntegrityError as error:
        contact = values.get("contact_id")
        if "FOREIGN KEY" not in str(error) or not isinstance(contact, int):
            raise
        raise contact_gone(writing.connection, contact) from error
    return number or 0


def update_row(writing: Writing, table: type[SQLModel], number: int, values: dict[str, object]) -> None:
    """Set columns (column -> value) of the row with this id. NotFoundError where it was removed meanwhile."""
    from sqlmodel import update

    of_table: Any = table
    result: Any = writing.session.execute(update(of_table).where(of_table.id == number).values(_plain(values)))
    if not result.rowcount:
        raise record_gone(str(table.__tablename__), number)


def delete_row(writing: Writing, table: type[SQLModel], number: int) -> None:
    """Delete the row with this id. NotFoundError where it was removed meanwhile."""
    from sqlmodel import delete

    of_table: Any = table
    result: Any = writing.session.execute(delete(of_table).where(of_table.id == number))
    if not result.rowcount:
        raise record_gone(str(table.__tablename__), number)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: plain_text(value) if isinstance(value, str) else value for name, value in values.items()}
