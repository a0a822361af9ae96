"""A book that left as JSON, put into an empty one: the same rows, ids and history as before."""

from __future__ import annotations

import json
from base64 import b64decode
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from followup.errors import FileUnreadableError, RefusedError
from followup.storage import schema
from followup.storage.book_json import FORMAT, VERSION, columns, tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from followup.storage.book import Book

_ROWS = 1000
_HIGHEST_ID = 2**53
_NO_VALUE = (OverflowError, UnicodeEncodeError)
_NO_DAY = "{0} IS NOT date({0}, '+0 days')"  # date() alone leaves a 30 February as it is
DAYS = frozenset({
    "added", "changed", "day", "done", "due", "graded", "lost_on", "opened", "planned", "resolved", "satisfied",
    "shown", "until", "week",
})  # fmt: skip
"""The TEXT columns, whatever their table, that hold a day or nothing."""
# A value that followup never writes, by column and type: an SQL condition; "" stands for all columns of the type.
_WRONG = {
    ("", "INTEGER"): "typeof({0}) NOT IN ('integer', 'null')",
    ("", "REAL"): "typeof({0}) NOT IN ('real', 'null')",
    ("quadrant", "INTEGER"): "{0} NOT BETWEEN 1 AND 4 OR typeof({0}) = 'text'",
    ("carried", "TEXT"): "NOT json_valid({0})",
    **{(name, "TEXT"): _NO_DAY for name in DAYS},
    ("year", "INTEGER"): "{0} NOT BETWEEN 0 AND 9999 OR typeof({0}) = 'text'",
    ("month", "INTEGER"): "{0} NOT BETWEEN 1 AND 12 OR typeof({0}) = 'text'",
    ("day", "INTEGER"): "{0} NOT BETWEEN 1 AND 31 OR typeof({0}) = 'text'",
    ("time", "TEXT"): "{0} <> '' AND {0} IS NOT strftime('%H:%M', {0})",
    ("sequences", "TEXT"): "NOT json_valid({0})",
}
_HINT = "export the book again: followup export --to book.json"


def restore_book(book: Book, lines: Iterable[str]) -> int:
    """Put the document's rows into the book; how many contacts it has then. All or nothing.

    `lines` are as `book_json.book_lines` writes them, or the document in any other layout. Raises RefusedError where
    the book is not empty, FileUnreadableError for a document of a newer followup, and for one that is none.
    """
    _refuse_a_full_book(book)
    document = _Document(lines)
    with book.noting() as connection, _without_triggers(connection):
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in sorted(schema.BOOKKEEPING.intersection(tables(connection))):
            connection.execute(f"DELETE FROM {table}")
        _fill(connection, document)
        if document.sequences:  # a part of a book has none: its next ids follow the highest
            connection.execute("DELETE FROM sqlite_sequence")
        connection.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", document.sequences.items())
        _check(connection)
        count: int = connection.execute("SELECT count(*) FROM contact").fetchone()[0]
    return count


def is_book_json(head: str) -> bool:
    """Whether a file that begins so is a book of ours."""
    return f'"format":"{FORMAT}"' in "".join(head[:200].split("\n")).replace(": ", ":").replace("{ ", "{")


def _refuse_a_full_book(book: Book) -> None:
    for table in [*schema.data_tables(book.connection), "command"]:
        if book.connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
            raise RefusedError(
                f"{book.path} is not empty, and a whole book is only restored into an empty one",
                "name a new file: followup import book.json --book new.db",
            )


class _Document:
    """The document's head, and its rows table by table; `line` is where reading is (from 1)."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.line = 0
        first, second = next(self._lines, ""), next(self._lines, "")
        if second.strip() == '"tables": {' and first.rstrip().endswith(","):
            self.line = 2
            self.head = _loaded(first.rstrip().rstrip(",") + "}", 1)
            self.rows = self._line_by_line()
        else:
            self.head = _loaded("".join(chain((first, second), self._lines)), 1)
            self.rows = self._at_once()
        _check_head(self.head)
        self.sequences: dict[str, int] = self.head.get("sequences", {})

    def _line_by_line(self) -> Iterator[tuple[str, Any]]:
        table = text = ""
        for number, line in enumerate(self._lines, 3):
            self.line = number
            text = line.strip().rstrip(",")
            if text.startswith('"') and text.endswith(": ["):
                table = _loaded(text[:-3], number)
            elif text.startswith("{"):
                yield table, _loaded(text, number)
            elif text.strip("]}"):
                raise _damaged(number)
        if text != "}}":
            raise FileUnreadableError(f"the file ends early, at line {self.line}", _HINT)

    def _at_once(self) -> Iterator[tuple[str, Any]]:
        found = self.head.get("tables")
        if not isinstance(found, dict) or not all(isinstance(rows, list) for rows in found.values()):
            raise _damaged(1)
        yield from ((table, row) for table, rows in found.items() for row in rows)


def _check_head(head: Any) -> None:  # noqa: ANN401 - whatever the file has there
    if not isinstance(head, dict) or head.get("format") != FORMAT or not _are_sequences(head.get("sequences", {})):
        raise _damaged(1)
    version, step = head.get("version"), head.get("schema")
    if type(version) is not int or type(step) is not int or min(version, step) < 1:
        raise _damaged(1)
    if version > VERSION or step > schema.LATEST:
        raise FileUnreadableError(
            f"the book was exported by a newer followup (version {version}, step {step}; "
            f"this one knows {VERSION} and {schema.LATEST})",
            "update followup",
        )


def _are_sequences(found: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(found, dict) and all(type(seq) is int and 0 <= seq <= _HIGHEST_ID for seq in found.values())


def _fill(connection: sqlite3.Connection, document: _Document) -> None:
    known = {table: columns(connection, table) for table in tables(connection)}
    waiting: list[list[Any]] = []
    now: tuple[str, tuple[str, ...]] = ("", ())
    for table, row in document.rows:
        if table not in known or not isinstance(row, dict) or not row or not known[table].keys() >= row.keys():
            raise _damaged(document.line)
        shape = (table, tuple(row))
        if shape != now or len(waiting) >= _ROWS:
            _insert(connection, now, waiting, document.line)
            now, waiting = shape, []
        waiting.append(_values(row, known[table], document.line))
    _insert(connection, now, waiting, document.line)


def _values(row: dict[str, Any], kinds: dict[str, str], line: int) -> list[Any]:
    try:
        return [b64decode(value, validate=True) if kinds[name] == "BLOB" else value for name, value in row.items()]
    except (TypeError, ValueError) as error:
        raise _damaged(line) from error


def _insert(
    connection: sqlite3.Connection, shape: tuple[str, tuple[str, ...]], rows: list[list[Any]], line: int
) -> None:
    table, names = shape
    if not rows:
        return
    import sqlite3

    marks = ", ".join("?" * len(names))
    try:
        connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
    except (*_NO_VALUE, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as error:
        where = f", at or above line {line}" if line else ""
        raise FileUnreadableError(f"{table}{where}: {error}", _HINT) from error


def _check(connection: sqlite3.Connection) -> None:
    """Refuse rows that point nowhere, and a history of no table or no run of rows: undo would run it."""
    astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    if astray:
        raise FileUnreadableError(f"a row of {astray[0]} belongs to a row of {astray[2]} that is missing", _HINT)
    watched = schema.data_tables(connection)
    marks = ", ".join("?" * len(watched))
    if connection.execute(f"SELECT 1 FROM change WHERE tab NOT IN ({marks}) LIMIT 1", watched).fetchone():
        raise FileUnreadableError("the history names a table that no book has", _HINT)
    no_run = "op = 'i' AND (old GLOB '*[^0-9]*' OR length(old) > 18)"
    if connection.execute(f"SELECT 1 FROM change WHERE {no_run} LIMIT 1").fetchone():
        raise FileUnreadableError("the history names rows that no book has", _HINT)
    for table in tables(connection):
        _refuse_misfits(connection, table)


def _refuse_misfits(connection: sqlite3.Connection, table: str) -> None:
    """Refuse a row with a value that followup never writes there: what reads the book relies on that."""
    for name, kind in columns(connection, table).items():
        wrong = _WRONG.get((name, kind)) or _WRONG.get(("", kind))
        if wrong and connection.execute(f"SELECT 1 FROM {table} WHERE {wrong.format(name)} LIMIT 1").fetchone():
            raise FileUnreadableError(f"a row of {table} has in {name} what no book has there", _HINT)


@contextmanager
def _without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """Take undo's triggers away while rows come that were written before, history included; then as they were."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE 'touched%' ORDER BY rowid"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)


def _loaded(text: str, line: int) -> Any:  # noqa: ANN401 - whatever the file has there
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(line) from error


def _damaged(line: int) -> FileUnreadableError:
    """Return what to say of a line (from 1); 0 where nobody counts lines."""
    where = f"line {line}" if line else "a row"
    return FileUnreadableError(f"{where} is not what followup writes into a book's JSON", _HINT)
