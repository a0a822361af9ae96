"""History and undo, from the table `change`, which triggers fill whenever data is written.

Undo cannot take back commands that are no longer in the history (`storage/book/growth.py`), nor what is not data of the
salesperson: the tables that `storage/schema/schema.py` lists as BOOKKEEPING, such as the kept week, and as DERIVED.
"""

from __future__ import annotations

import json
import sqlite3
from itertools import groupby
from typing import TYPE_CHECKING

from followup.errors import BookUnusableError
from followup.storage.book.growth import give_pages_back
from followup.storage.schema.sequences import set_sequences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup.storage.book.book import Book

Change = tuple[str, int, str, str | None]


def history(connection: sqlite3.Connection, limit: int | None = None) -> list[tuple[int, str, str]]:
    """Return the commands that changed the book, the latest first: (id, time, words)."""
    rows = connection.execute("SELECT id, at, words FROM command ORDER BY id DESC LIMIT ?", (limit or -1,))
    return [(number, at, words) for number, at, words in rows]


def forgotten(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return how many older commands were deleted from the history, and the time of the last; (0, '') for none."""
    row = connection.execute("SELECT sum(commands), max(at) FROM forgotten").fetchone()
    return (row[0], row[1]) if row[0] else (0, "")


def undo(book: Book, count: int) -> list[str]:
    """Take back the last `count` commands and return their words, the latest first. Rows get their ids again.

    Raises BookUnusableError where the history does not fit the data: somebody else's program wrote into the book.
    """
    undone = []
    try:
        with book.noting() as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for command, _, words in history(connection, count):
                _undo_command(connection, command)
                undone.append(words)
            give_pages_back(connection)
    except sqlite3.IntegrityError as error:
        raise BookUnusableError(
            f"{book.path}: its history does not fit what is in it, so nothing was taken back", "restore a backup of it"
        ) from error
    return undone


def _undo_command(connection: sqlite3.Connection, command: int) -> None:
    changes = connection.execute(
        "SELECT tab, row, op, old FROM change WHERE command_id = ? ORDER BY id DESC", (command,)
    ).fetchall()
    for (table, operation), group in groupby(changes, key=lambda change: (change[0], change[2])):
        _reverse(connection, table, operation, group)
    # The triggers have recorded these changes too: they are deleted with the command.
    connection.execute("DELETE FROM change WHERE command_id >= ?", (command,))
    sequences = connection.execute("SELECT sequences FROM command WHERE id = ?", (command,)).fetchone()[0]
    set_sequences(connection, json.loads(sequences))
    connection.execute("DELETE FROM command WHERE id = ?", (command,))


def _reverse(connection: sqlite3.Connection, table: str, operation: str, changes: Iterable[Change]) -> None:
    if operation == "i":
        runs = [(row, int(last or row)) for _, row, _, last in changes]
        connection.executemany(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", runs)
        return
    kinds = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
    old = [{"id": row} | _restored(json.loads(text or "{}"), kinds) for _, row, _, text in changes]
    for names, rows in groupby(old, key=tuple):
        connection.executemany(_statement(table, operation, names), rows)


def _statement(table: str, operation: str, names: Sequence[str]) -> str:
    if operation == "d":
        return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
    pairs = [f"{name} = :{name}" for name in names if name != "id"]  # the id stays, and setting it rewrites all indexes
    return f"UPDATE {table} SET {', '.join(pairs)} WHERE id = :id"


def _restored(row: dict[str, object], kinds: dict[str, str]) -> dict[str, object]:
    """Return the old values of a row's columns, with blobs decoded from hex.

    Of a deleted row these are all columns, of a changed one those that changed (all of them until step 9).
    """
    return {
        name: bytes.fromhex(str(value)) if kinds[name] == "BLOB" else value
        for name, value in row.items()
        if name in kinds
    }
