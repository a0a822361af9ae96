"""The whole book as one JSON document: every row of every table, one a line, written by SQLite itself.

    {"format": "followup book", "version": 1, "schema": 3, "sequences": {"contact": 42, ...},
    "tables": {
    "contact": [
    {"id":1,"name":"张伟",...},
    ...
    ]
    }}

The rows are exported as they are stored (schema/*.sql explains them; blobs are base64), with the history: restored into
an empty book, they are the same book. Of some contacts, only their rows are exported, and no history.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

from followup.storage.schema import schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

FORMAT = "followup book"
VERSION = 1
_OF_THE_WHOLE = frozenset({"command", "change", "remembered", "identity", *schema.BOOKKEEPING})
_FIRST = ("identity", "remembered", "contact", "groups", "batch", "command")
_PAIRS = {"not_same": "other_id"}
_NAMED = {"relation": "other_id"}
"""Columns that refer to a second contact. Of some contacts, a pair is exported if both are; a name loses its link."""


def book_lines(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> Iterator[str]:
    """Yield the document in parts: the whole book, or only the contacts with these `ids` and what belongs to them."""
    head = {"format": FORMAT, "version": VERSION, "schema": schema.version(connection)}
    sequences = {} if ids is not None else dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    yield f'{json.dumps(head)[:-1]}, "sequences": {json.dumps(sequences)},\n"tables": {{\n'
    before_table = ""
    if ids is not None:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS leaving (id INTEGER PRIMARY KEY)")
        connection.execute("DELETE FROM temp.leaving")
        connection.executemany("INSERT OR IGNORE INTO temp.leaving VALUES (?)", ((number,) for number in ids))
    for table in tables(connection):
        if ids is not None and table in _OF_THE_WHOLE:
            continue
        yield f'{before_table}"{table}": [\n'
        before_row = ""
        for row in _rows(connection, table, part=ids is not None):
            yield before_row + row
            before_row = ",\n"
        before_table = "\n],\n"
    yield "\n]\n}}\n"


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return all tables but the computed ones, those that others refer to first."""
    names = {name for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )}  # fmt: skip
    return [name for name in _FIRST if name in names] + sorted(names.difference(_FIRST, schema.DERIVED))


def columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the stored columns of a table and their types."""
    return {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}


def _rows(connection: sqlite3.Connection, table: str, *, part: bool) -> Iterator[str]:
    kinds = columns(connection, table)
    linked = _NAMED.get(table) if part else None
    plain = ", ".join(
        f"'{name}', iif({name} IN temp.leaving, {name}, NULL)" if name == linked else f"'{name}', {name}"
        for name, kind in kinds.items()
        if kind != "BLOB"
    )
    blobs = [name for name, kind in kinds.items() if kind == "BLOB"]
    only = f" WHERE {_part(table, kinds)}" if part else ""
    order = "id" if "id" in kinds else "rowid"
    sql = f"SELECT {', '.join([f'json_object({plain})', *blobs])} FROM {table}{only} ORDER BY {order}"
    if not blobs:
        yield from (line for (line,) in connection.execute(sql))
        return
    for line, *values in connection.execute(sql):
        pairs = zip(blobs, values, strict=True)
        texts = (f'"{name}":"{b64encode(value).decode()}"' for name, value in pairs)
        yield f"{line[:-1]},{','.join(texts)}}}"


def _part(table: str, kinds: dict[str, str]) -> str:
    """Return the condition for a table's rows that belong to the exported contacts, or to their groups and imports."""
    if table == "contact":
        return "id IN temp.leaving"
    if table == "groups":
        return "query IS NULL AND id IN (SELECT group_id FROM membership WHERE contact_id IN temp.leaving)"
    if table == "batch":
        return "id IN (SELECT batch_id FROM card WHERE contact_id IN temp.leaving)"
    if "contact_id" not in kinds:
        return "0"
    other = _PAIRS.get(table)
    return "contact_id IN temp.leaving" + (f" AND coalesce({other}, contact_id) IN temp.leaving" if other else "")
