"""Check that every row of a restored book is one that followup could have written: all that reads a book relies on it.

Each value of the rows, and of their old values in the history, has to be one that its column may hold (`columns`).
SQLite itself has checked what may be NULL and what has to be unique when the rows were inserted.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from followup.core.query.smart_groups import check_smart_group
from followup.core.query.syntax import parse
from followup.core.text.folding import fold
from followup.errors import FileUnreadableError, WrongUsageError
from followup.storage.backup.dump import tables
from followup.storage.schema import schema
from followup.storage.schema.columns import COLUMNS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from followup.core.query.syntax import Node

HINT = "export the book again: followup export --to book.json"
_HEX = "typeof({0}) = 'text' AND {0} NOT GLOB '*[^0-9A-F]*' AND length({0}) % 2 = 0"
"""The condition for a blob in the history, in hex."""


def check_rows(connection: sqlite3.Connection) -> None:
    """Raise FileUnreadableError with the table, row and column of a value that no book can have there."""
    for table in tables(connection):
        id_column = "id" if "id" in COLUMNS[table] else "rowid"
        wrong = [(name, empty, COLUMNS[table][name].format(name)) for name, _, empty in _columns(connection, table)]
        _refuse(connection, f"{id_column}, * FROM {table}", wrong, table)
    _check_owners(connection)
    _check_groups(connection)
    _check_history(connection)


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the columns of a table with their types, and whether each may be NULL."""
    for _, name, kind, needed, _, key in connection.execute(f"PRAGMA table_info({table})"):
        yield name, kind, not (needed or key)


def _refuse(
    connection: sqlite3.Connection, rows: str, conditions: list[tuple[str, bool, str]], table: str, of: str = ""
) -> None:
    """Refuse the first row with a wrong value; `conditions` are (column, may be NULL, what holds)."""
    cases = " ".join(
        f"WHEN {f'{name} IS NOT NULL AND ' * empty}NOT coalesce({right}, 0) THEN '{name}'"
        for name, empty, right in conditions
    )
    rows = f"SELECT CASE {cases} END AS misfit, {rows}"
    row = connection.execute(f"SELECT * FROM ({rows}) WHERE misfit <> ''").fetchone()
    if row:
        raise _misfit(table, row[1], row[0], of)


def _check_owners(connection: sqlite3.Connection) -> None:
    """Refuse rows that refer to rows that are missing."""
    violation = connection.execute("PRAGMA foreign_key_check").fetchone()
    if violation:
        table, row, other, place = violation
        keys = {number: column for number, _, _, column, *_ in connection.execute(f"PRAGMA foreign_key_list({table})")}
        raise FileUnreadableError(f"row {row} of {table} names in {keys[place]} a row of {other} that is missing", HINT)


def _check_groups(connection: sqlite3.Connection) -> None:
    """Refuse smart groups whose queries cannot be parsed, or that refer to themselves."""
    rows = connection.execute("SELECT id, name, query FROM groups WHERE query IS NOT NULL").fetchall()
    trees: dict[str, Node] = {}
    for number, name, query in rows:
        with _naming("groups", number, "query"):
            trees[fold(name)] = parse(query, None)
    for number, name, _ in rows:
        with _naming("groups", number, "query"):
            check_smart_group(name, trees[fold(name)], trees)


def _check_history(connection: sqlite3.Connection) -> None:
    """Refuse a history of unknown tables, or with values that no row can have: undo would write them."""
    watched = schema.data_tables(connection)
    marks = ", ".join("?" * len(watched))
    row = connection.execute(f"SELECT id FROM change WHERE tab NOT IN ({marks}) LIMIT 1", watched).fetchone()
    if row:
        raise FileUnreadableError(
            f"row {row[0]} of change has in tab what no book has there: history of no table", HINT
        )
    for (table,) in connection.execute("SELECT DISTINCT tab FROM change").fetchall():
        _check_past(connection, table)


def _check_past(connection: sqlite3.Connection, table: str) -> None:
    """Check the old values that the history has of a table's rows."""
    columns = [*_columns(connection, table)]
    names = ", ".join(f"'{name}'" for name, _, _ in columns)
    past = f"FROM change WHERE tab = '{table}' AND op <> 'i' AND old IS NOT NULL"
    odd = connection.execute(
        f"SELECT id {past} AND EXISTS (SELECT 1 FROM json_each(old) AS part"
        f" WHERE part.key NOT IN ({names}) OR part.type NOT IN ('text', 'integer', 'real', 'null')) LIMIT 1"
    ).fetchone()
    if odd:
        raise _misfit("change", odd[0], "old")
    values = ", ".join(
        f"json_extract(old, '$.{name}') AS {name}, json_type(old, '$.{name}') AS kind_{name}" for name, _, _ in columns
    )
    wrong = [
        (name, empty, f"(kind_{name} IS NULL OR {(_HEX if kind == 'BLOB' else COLUMNS[table][name]).format(name)})")
        for name, kind, empty in columns
    ]
    _refuse(connection, f"change_id, * FROM (SELECT id AS change_id, {values} {past})", wrong, "change", f" ({table})")


@contextmanager
def _naming(table: str, row: int, column: str) -> Iterator[None]:
    """Turn the error of a query into one that names its row."""
    try:
        yield
    except (WrongUsageError, RecursionError) as error:
        raise _misfit(table, row, column, f": {error}") from error


def _misfit(table: str, row: int, column: str, why: str = "") -> FileUnreadableError:
    return FileUnreadableError(f"row {row} of {table} has in {column} what no book has there{why}", HINT)
