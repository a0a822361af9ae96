"""Restore a book that was exported as JSON into an empty one: the same rows, ids and history as before."""

from __future__ import annotations

import json
from base64 import b64decode
from itertools import chain
from typing import TYPE_CHECKING, Any

from followup.errors import FileUnreadableError, RefusedError
from followup.storage.backup.checking import HINT, check_rows
from followup.storage.backup.dump import FORMAT, VERSION, columns, tables
from followup.storage.schema import schema
from followup.storage.schema.columns import HIGHEST_ID
from followup.storage.schema.sequences import numbered_tables, set_sequences

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from followup.storage.book.book import Book

_ROWS = 1000
_NO_VALUE = (OverflowError, UnicodeEncodeError)


def restore_book(book: Book, lines: Iterable[str]) -> int:
    """Put the document's rows into the book, all or none; return how many contacts it has then.

    `lines` are as `dump.book_lines` writes them, or the document in any other layout. The rows of an older step are put
    into the tables of that step, which are then brought up to date. Raises RefusedError where the book is not empty,
    FileUnreadableError for a document of a newer followup, and for anything else.
    """
    _refuse_a_full_book(book)
    document = _Document(lines)
    with book.noting() as connection:
        schema.start_at(connection, document.head["schema"])
        connection.execute("PRAGMA defer_foreign_keys = ON")
        _fill(connection, document)
        if document.sequences:  # an export of some contacts has none: the next ids follow the highest
            _set_sequences(connection, document.sequences)
        schema.bring_up_to_date(connection)
        check_rows(connection)
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
    """The document's head, and its rows table by table; `line` is the current line, from 1."""

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
            raise FileUnreadableError(f"the file ends early, at line {self.line}", HINT)

    def _at_once(self) -> Iterator[tuple[str, Any]]:
        by_table = self.head.get("tables")
        if not isinstance(by_table, dict) or not all(isinstance(rows, list) for rows in by_table.values()):
            raise _damaged(1)
        yield from ((table, row) for table, rows in by_table.items() for row in rows)


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


def _are_sequences(value: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(value, dict) and all(type(seq) is int and 0 <= seq <= HIGHEST_ID for seq in value.values())


def _fill(connection: sqlite3.Connection, document: _Document) -> None:
    """Insert the document's rows, those of one table with the same columns together."""
    known = {table: columns(connection, table) for table in tables(connection)}
    rows: list[list[Any]] = []
    shape: tuple[str, tuple[str, ...]] = ("", ())
    for table, row in document.rows:
        if table not in known or not isinstance(row, dict) or not row or not known[table].keys() >= row.keys():
            raise _damaged(document.line)
        if shape != (table, tuple(row)) or len(rows) >= _ROWS:
            _insert(connection, shape, rows, document.line)
            shape, rows = (table, tuple(row)), []
        rows.append(_values(row, known[table], document.line))
    _insert(connection, shape, rows, document.line)


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
        raise FileUnreadableError(f"a row of {table}{where} {_why(error)}", HINT) from error


def _why(error: Exception) -> str:
    """Return in words why SQLite refused a row; its message ends with the column."""
    complaint, _, place = str(error).partition(" constraint failed: ")
    column = place.rpartition(".")[2]
    if complaint == "NOT NULL":
        return f"has nothing in {column}"
    if complaint == "UNIQUE":
        return f"has in {column} what another has as well"
    return f"has what no book has there: {place or error}"


def _set_sequences(connection: sqlite3.Connection, sequences: dict[str, int]) -> None:
    """Set the highest ids that were ever given. FileUnreadableError where a row has a higher one."""
    given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))  # by the rows that were just inserted
    for table, highest in given.items():
        if sequences.get(table, 0) < highest:
            raise FileUnreadableError(f"sequences.{table} is lower than the id of a row, {highest}", HINT)
    if unknown := sequences.keys() - numbered_tables(connection):
        raise FileUnreadableError(f"sequences.{min(unknown)}: no book counts these", HINT)
    set_sequences(connection, sequences)


def _loaded(text: str, line: int) -> Any:  # noqa: ANN401 - whatever the file has there
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(line) from error


def _damaged(line: int) -> FileUnreadableError:
    """Return the error for a damaged line (from 1); 0 where lines are not counted."""
    where = f"line {line}" if line else "a row"
    return FileUnreadableError(f"{where} is not what followup writes into a book's JSON", HINT)
