"""History and undo, on the change table that triggers fill below every write.

Undo does not take back commands that history no longer keeps (`storage/book/growth.py`), nor what is no data of the
salesperson: the tables that `storage/schema/schema.py` lists as BOOKKEEPING, such as the kept week, and as DERIVED.
"""

from __future__ import annotations

import json
import sqlite3
from itertools import groupby
from typing import TYPE_CHECKING

from followup.errors import BookUnusableError
from followup.storage.book.growth import give_pages_back
from followup.storage.schema.sequences import put_sequences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup.storage.book.book import Book

Change = tuple[str, int, str, str | None]


def history(connection: sqlite3.Connection, limit: int | None = None) -> list[tuple[int, str, str]]:
    """The commands that changed the book, the latest first: (id, when, in words)."""
    rows = connection.execute("SELECT id, at, words FROM command ORDER BY id DESC LIMIT ?", (limit or -1,))
    return [(number, at, words) for number, at, words in rows]


def forgotten(connection: sqlite3.Connection) -> tuple[int, str]:
    """How many older commands are no longer kept, and when the last of them was; (0, '') where all are."""
    row = connection.execute("SELECT sum(commands), max(at) FROM forgotten").fetchone()
    return (row[0], row[1]) if row[0] else (0, "")


def undo(book: Book, count: int) -> list[str]:
    """Take back the last `count` commands; their words, the latest first. Ids are given anew as they were.

    Raises BookUnusableError where history says what the book cannot hold: it came so from elsewhere.
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
    # The triggers have written down the way back as well: it goes with the command.
    connection.execute("DELETE FROM change WHERE command_id >= ?", (command,))
    sequences = connection.execute("SELECT sequences FROM command WHERE id = ?", (command,)).fetchone()[0]
    put_sequences(connection, json.loads(sequences))
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
    """What was written down of a row, as it was: blobs come back from hex.

    Of a deleted row that is all of it, of a changed one the columns that changed (until step 9 all of it).
    """
    return {
        name: bytes.fromhex(str(value)) if kinds[name] == "BLOB" else value
        for name, value in row.items()
        if name in kinds
    }
