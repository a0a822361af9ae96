"""Whether every row of a book is one that followup could have written: what reads the book relies on that.

Each value is held against what its column may hold (`columns`), in the rows and in what history says they were; what
SQLite checks by itself (what may be empty, what is there once) it has checked when the rows came.
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
"""A blob as history writes it."""


def check_rows(connection: sqlite3.Connection) -> None:
    """Raise FileUnreadableError with the table, row and column of a value that no book has there."""
    for table in tables(connection):
        id_column = "id" if "id" in COLUMNS[table] else "rowid"
        wrong = [(name, empty, COLUMNS[table][name].format(name)) for name, _, empty in _columns(connection, table)]
        _refuse(connection, f"{id_column}, * FROM {table}", wrong, table)
    _check_owners(connection)
    _check_groups(connection)
    _check_history(connection)


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the columns of a table with their types, and whether each may be empty."""
    for _, name, kind, needed, _, key in connection.execute(f"PRAGMA table_info({table})"):
        yield name, kind, not (needed or key)


def _refuse(
    connection: sqlite3.Connection, rows: str, wrong: list[tuple[str, bool, str]], table: str, of: str = ""
) -> None:
    """Refuse the first of the rows with a value (column, may be empty, what is right) that is not right."""
    cases = " ".join(
        f"WHEN {f'{name} IS NOT NULL AND ' * empty}NOT coalesce({right}, 0) THEN '{name}'"
        for name, empty, right in wrong
    )
    found = connection.execute(f"SELECT * FROM (SELECT CASE {cases} END AS misfit, {rows}) WHERE misfit <> ''")
    row = found.fetchone()
    if row:
        raise _misfit(table, row[1], row[0], of)


def _check_owners(connection: sqlite3.Connection) -> None:
    """Refuse rows that belong to nobody."""
    astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    if astray:
        table, row, other, place = astray
        keys = {number: column for number, _, _, column, *_ in connection.execute(f"PRAGMA foreign_key_list({table})")}
        raise FileUnreadableError(f"row {row} of {table} names in {keys[place]} a row of {other} that is missing", HINT)


def _check_groups(connection: sqlite3.Connection) -> None:
    """Refuse smart groups whose queries cannot be read, or that ask for themselves."""
    rows = connection.execute("SELECT id, name, query FROM groups WHERE query IS NOT NULL").fetchall()
    trees: dict[str, Node] = {}
    for number, name, query in rows:
        with _naming("groups", number, "query"):
            trees[fold(name)] = parse(query, None)
    for number, name, _ in rows:
        with _naming("groups", number, "query"):
            check_smart_group(name, trees[fold(name)], trees)


def _check_history(connection: sqlite3.Connection) -> None:
    """Refuse a history of no table or of values that no row ever had: undo would bring them back."""
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
    """Hold the rows that history keeps of a table against its columns, as far as it keeps them."""
    kinds = [*_columns(connection, table)]
    names = ", ".join(f"'{name}'" for name, _, _ in kinds)
    past = f"FROM change WHERE tab = '{table}' AND op <> 'i' AND old IS NOT NULL"
    odd = connection.execute(
        f"SELECT id {past} AND EXISTS (SELECT 1 FROM json_each(old) AS part"
        f" WHERE part.key NOT IN ({names}) OR part.type NOT IN ('text', 'integer', 'real', 'null')) LIMIT 1"
    ).fetchone()
    if odd:
        raise _misfit("change", odd[0], "old")
    values = ", ".join(
        f"json_extract(old, '$.{name}') AS {name}, json_type(old, '$.{name}') AS kind_{name}" for name, _, _ in kinds
    )
    wrong = [
        (name, empty, f"(kind_{name} IS NULL OR {(_HEX if kind == 'BLOB' else COLUMNS[table][name]).format(name)})")
        for name, kind, empty in kinds
    ]
    _refuse(connection, f"change_id, * FROM (SELECT id AS change_id, {values} {past})", wrong, "change", f" ({table})")


@contextmanager
def _naming(table: str, row: int, column: str) -> Iterator[None]:
    """Say where a query stands that cannot be."""
    try:
        yield
    except (WrongUsageError, RecursionError) as error:
        raise _misfit(table, row, column, f": {error}") from error


def _misfit(table: str, row: int, column: str, why: str = "") -> FileUnreadableError:
    return FileUnreadableError(f"row {row} of {table} has in {column} what no book has there{why}", HINT)
