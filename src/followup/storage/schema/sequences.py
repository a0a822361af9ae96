"""The highest id that each table ever gave: SQLite keeps it; undo and restoring a book set it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


def numbered_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the tables whose ids are never given twice."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
    return frozenset(name for (name,) in rows)


def set_sequences(connection: sqlite3.Connection, sequences: Mapping[str, int]) -> None:
    """Set the highest ids, none lower than the id of a row: otherwise an id would be given twice."""
    connection.execute("DELETE FROM sqlite_sequence")
    known = numbered_tables(connection)
    for table in [*sequences, *sorted(known - sequences.keys())]:
        highest = 0
        if table in known:
            (highest,) = connection.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()
        if highest or table in sequences:
            row = (table, max(highest, sequences.get(table, 0)))
            connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", row)
