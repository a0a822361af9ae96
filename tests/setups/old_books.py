"""Books as the versions before left them: a step's shape, undo's triggers of then, people in it, and a history."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS = range(1, schema.LATEST)
_WHOLE_ROWS = 10
"""Until this step, undo's triggers wrote down whole rows, and books could not give pages back."""
_ROWS = (Path(__file__).parent / "old_book.sql").read_text(encoding="utf-8").split("\nINSERT ")[1:]


def write_old_book(path: Path, step: int) -> list[str]:
    """Make the book, one that has had its second command; its rows as `data` gives them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if step >= _WHOLE_ROWS:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        schema.start_at(connection, step)
        tables = schema.data_tables(connection)
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")} | {"sqlite_sequence"}
        for row in _ROWS:
            if row.split('"')[1] in there:
                connection.execute(f"INSERT {row}")
        schema.bring_up_to_date(connection, step)
        for table in tables if step < _WHOLE_ROWS else ():
            connection.executescript("".join(_triggers(connection, table)))
        connection.execute("PRAGMA journal_mode = WAL")
        return data(connection)


def data(connection: sqlite3.Connection) -> list[str]:
    """What a dump puts into the tables, but what is computed or counted from the rest, or only noted."""
    apart = ('"identity"', '"touched"', '"sqlite_sequence"', '"reminded"')
    return [row for row in connection.iterdump() if row.startswith("INSERT") and not row[12:].startswith(apart)]


def _triggers(connection: sqlite3.Connection, table: str) -> Iterable[str]:
    """Undo's triggers on a table as they were until step 9."""
    columns = [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")]
    pairs = (f"'{name}', " + (f"hex(OLD.{name})" if kind == "BLOB" else f"OLD.{name}") for name, kind in columns)
    row = f"json_object({', '.join(pairs)})"
    for event, key, old in (("insert", "NEW", "NULL"), ("update", "OLD", row), ("delete", "OLD", row)):
        values = f"(SELECT max(id) FROM command), '{table}', {key}.id, '{event[0]}', {old}"
        yield (
            f"DROP TRIGGER IF EXISTS undo_{table}_{event};"
            f"CREATE TRIGGER undo_{table}_{event} AFTER {event} ON {table} BEGIN"
            f" INSERT INTO change (command_id, tab, row, op, old) VALUES ({values}); END;\n"
        )
