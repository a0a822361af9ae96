"""What is damaged in a book: the order of its pages, its tables, the values in them.

A complete check takes as long as reading the whole file: it is made when a command fails. The order of pages and rows
is checked before the first write of a day and before an export (60 ms for 10,000 contacts), of a small book whenever it
is opened (3 ms).
"""

from __future__ import annotations

import sqlite3
from datetime import date
from json import loads
from typing import TYPE_CHECKING, NamedTuple

from followup.storage.book.opening import snapshot
from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_ORDER = "order"
"""The channel under which the table `reminded` has the day of the last check."""
_DAY = len("2026-01-01")
_SQL_KINDS: dict[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": bytes, "REAL": float}
_READ: dict[tuple[str, str], Callable[[str], object]] = {
    ("reminded", "day"): date.fromisoformat,
    ("kept_week", "week"): date.fromisoformat,
    ("command", "sequences"): lambda text: dict(loads(text)),
    ("kept_week", "carried"): lambda text: dict(loads(text)),
    ("change", "old"): loads,
    ("batch", "files"): loads,
    ("workyear", "days"): lambda text: _read_year(**loads(text)),
} | {
    ("kept_item", name): lambda text: text and date.fromisoformat(text)
    for name in ("due", "planned", "day", "added", "changed")
}
"""How to read texts that SQLModel does not describe as days; ValueError or TypeError where one cannot be read."""


def _read_year(holidays: list[list[str]], workdays: list[str], guess: bool, on: str) -> object:  # noqa: FBT001 - keys
    return [date.fromisoformat(day) for day in (*(day for day, _ in holidays), *workdays, on)], guess


class _Column(NamedTuple):
    """What a column holds: its type, and for texts a function that has to read them without an error."""

    name: str
    kind: type
    nullable: bool
    read: Callable[[str], object] | None


def damage_of(path: Path) -> str | None:
    """Return what is damaged in the book at `path`, in a few words; None where it is sound, or is not there."""
    if not path.is_file():
        return None
    connection = None
    try:
        connection = snapshot(path)
        return next(_damages(connection), None)
    except sqlite3.Error as error:
        return str(error)
    except UnicodeDecodeError:
        return "a text is no UTF-8"
    finally:
        if connection:
            connection.close()


def first_of_day(connection: sqlite3.Connection, at: str) -> bool:
    """Whether a book with a history was not checked yet on the day of this ISO time."""
    return not connection.execute(
        "SELECT 1 FROM reminded WHERE day = ? AND channel = ? UNION SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM command)",
        (at[:_DAY], _ORDER),
    ).fetchone()


def note_order(connection: sqlite3.Connection, at: str) -> None:
    """Record that the book was checked."""
    connection.execute("DELETE FROM reminded WHERE channel = ?", (_ORDER,))
    connection.execute("INSERT INTO reminded (day, channel) VALUES (?, ?)", (at[:_DAY], _ORDER))


def disorder(connection: sqlite3.Connection) -> str | None:
    """Return what is wrong with the pages and rows of an open book, or which table is missing; None if all is well."""
    return next(_order(connection, "quick_check"), None) or next(_missing(connection), None)


def disorder_within(connection: sqlite3.Connection) -> str | None:
    """What is out of order in an open book, its indexes too, or missing of its tables: for a small one."""
    return next(_order(connection, "integrity_check"), None) or next(_missing_tables(connection), None)


def _missing_tables(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the missing tables, by the text of the steps: to make an empty book would take three times as long."""
    wanted: set[str] = set()
    for number in range(1, schema.version(connection) + 1):
        for line in schema.step(number).splitlines():
            match line.rstrip(";").split()[:6]:
                case ["CREATE", "TABLE", name, *_]:
                    wanted.add(name)
                case ["DROP", "TABLE", name, *_]:
                    wanted.discard(name)
                case ["ALTER", "TABLE", name, "RENAME", "TO", other]:
                    wanted = wanted - {name} | {other}
                case _:
                    pass
    present = {name for kind, name in _names(connection) if kind == "table"}
    yield from (f"the table {name} is missing" for name in sorted(wanted - present))


def _damages(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _order(connection, "integrity_check")
    yield from _missing(connection)
    yield from _values(connection)
    tables = ", ".join(f"'{name}'" for name in schema.data_tables(connection))
    if connection.execute(f"SELECT 1 FROM change WHERE tab NOT IN ({tables}) OR op NOT IN ('i', 'u', 'd')").fetchone():
        yield "the history tells of what is no table"


def _order(connection: sqlite3.Connection, check: str) -> Iterator[str]:
    for (line,) in connection.execute(f"PRAGMA {check}(1)"):
        if line != "ok":
            yield str(line).splitlines()[-1]


def _missing(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables, columns, indexes and triggers that are missing."""
    sound = _sound(connection)
    present, wanted = _names(connection), _names(sound)
    sound.close()
    for kind, name in sorted(wanted - present, key=lambda item: (item[0] != "table", item)):
        yield f"the {kind} {name} is missing"


def _sound(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return an empty book of the same step."""
    sound = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(sound, schema.version(connection))
    return sound


def _names(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(
        connection.execute(
            "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' UNION ALL"
            " SELECT 'column', tab.name || '.' || col.name"
            " FROM sqlite_schema AS tab, pragma_table_info(tab.name) AS col WHERE tab.type = 'table'"
        )
    )


def _values(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the values that do not fit their columns."""
    for table, columns in _columns(connection).items():
        names = ", ".join(column.name for column in columns)
        for row in connection.execute(f"SELECT {names} FROM {table}"):
            for value, column in zip(row, columns, strict=True):
                if not _fits(value, column):
                    yield f"{table} {row[0]}: its {column.name} does not hold what it should"


def _columns(connection: sqlite3.Connection) -> dict[str, list[_Column]]:
    """Return the columns of every table, as an empty book and SQLModel describe them."""
    from sqlmodel import SQLModel

    import followup.storage.schema.tables  # noqa: F401 - declares what SQLModel.metadata holds

    read = _READ | {
        (table.name, column.name): date.fromisoformat
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is date
    }
    by_table: dict[str, list[_Column]] = {}
    sound = _sound(connection)
    for table, name, kind, required, key in sound.execute(
        'SELECT tab.name, col.name, col.type, col."notnull", col.pk'
        " FROM sqlite_schema AS tab, pragma_table_info(tab.name) AS col"
        " WHERE tab.type = 'table' AND tab.name NOT LIKE 'sqlite_%' ORDER BY tab.name, col.cid"
    ):
        by_table.setdefault(table, []).append(
            _Column(name, _SQL_KINDS[kind], not (required or key), read.get((table, name)))
        )
    sound.close()
    return by_table


def _fits(value: object, column: _Column) -> bool:
    if value is None:
        return column.nullable
    if not isinstance(value, column.kind):
        return False
    if column.read is None or not isinstance(value, str):
        return True
    try:
        column.read(value)
    except (ValueError, TypeError):
        return False
    return True
