"""The tables of the book, step by step: plain SQL files, `PRAGMA user_version`, and the triggers of undo.

All steps that a book lacks are taken in one transaction: no book is left between two. The triggers are made anew after
them from the columns that there are, so that a step that adds a column cannot forget them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_STEPS = Path(__file__).parent
LATEST = 11
APPLICATION_ID = 0x666C7570  # "flup": distinguishes a book from any other SQLite file
BOOKKEEPING = frozenset({
    "command", "change", "forgotten", "workyear", "reminded", "identity", "kept_week", "kept_item",
})  # fmt: skip
DERIVED = frozenset({"touched", "search_page", "running"})
"""Tables that are computed from the others, or used by triggers only: they are neither exported nor undone."""
PAGE_BITS = 8
"""A search page holds the texts of 2 ** 8 contacts. Larger pages are searched faster, and rebuilt more slowly."""


@cache
def step(number: int) -> str:
    """Return the SQL text of one step, from 1 to LATEST."""
    return (_STEPS / f"{number:04}.sql").read_text(encoding="utf-8")


def version(connection: sqlite3.Connection) -> int:
    """Return the step that the book has reached; 0 for an empty file."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def data_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that hold the salesperson's data: those that undo watches."""
    return sorted(_tables(connection) - BOOKKEEPING - DERIVED)


def _tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name for (name,) in rows}


def migrate(connection: sqlite3.Connection, target: int = LATEST) -> None:
    """Take all steps from the book's to `target` in one transaction.

    A new book is one that can return free pages to the disk (storage/book/growth.py).
    """
    if version(connection) >= target:
        return
    connection.execute("BEGIN")
    try:
        # This takes effect in an empty file only.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        if version(connection) < target:  # otherwise another program was quicker
            bring_up_to_date(connection, target)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def start_at(connection: sqlite3.Connection, number: int) -> None:
    """Give a book without data the tables that it had at a step, empty and without undo's triggers.

    Rows that were exported at that step fit into these tables; `bring_up_to_date` then makes them rows of today.
    """
    there = connection.execute(
        "SELECT type, name FROM sqlite_schema WHERE type <> 'index' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY type DESC, rowid DESC"  # views and triggers before their tables, a table before those it refers to
    ).fetchall()
    for kind, name in there:
        connection.execute(f"DROP {kind} {name}")
    _take_steps(connection, 1, number)
    connection.execute(f"PRAGMA user_version = {number}")
    for table in sorted(BOOKKEEPING.intersection(_tables(connection))):
        connection.execute(f"DELETE FROM {table}")


def bring_up_to_date(connection: sqlite3.Connection, target: int = LATEST) -> None:
    """Take the steps that are missing, and make undo's triggers anew; the transaction is the caller's."""
    _take_steps(connection, version(connection) + 1, target)
    for statement in _triggers(connection):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {target}")


def _take_steps(connection: sqlite3.Connection, first: int, last: int) -> None:
    for number in range(first, last + 1):
        for statement in statements(step(number)):
            connection.execute(statement)


def statements(script: str) -> list[str]:
    """Return a script's statements without comments: `executescript` would commit the transaction."""
    from sqlite3 import complete_statement

    complete: list[str] = []
    statement = ""
    for part in "\n".join(line.partition("--")[0] for line in script.splitlines()).split(";"):
        statement += f"{part};"
        if complete_statement(statement):  # the semicolons within a trigger do not end it
            complete.append(statement.strip().rstrip(";"))
            statement = ""
    return [statement for statement in complete if statement]


def _triggers(connection: sqlite3.Connection) -> list[str]:
    return [statement for table in data_tables(connection) for statement in _table_triggers(connection, table)]


def _table_triggers(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")]
    whole = "json_object(" + ", ".join(f"'{name}', {_plain(name, kind)}" for name, kind in columns) + ")"
    command = "(SELECT max(id) FROM command)"

    def trigger(name: str, event: str, *actions: str) -> list[str]:
        name = f"{name}_{table}_{event.split(maxsplit=1)[0].lower()}"
        body = "; ".join(filter(None, actions))
        return [f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} AFTER {event} BEGIN {body}; END"]

    def record(key: str, operation: str, old: str, more: str = "") -> str:
        row = f"{command}, '{table}', {key}, '{operation}', {old}"
        return f"INSERT INTO change (command_id, tab, row, op, old) SELECT {row}{more}"

    new, gone, either = _forget_pages(connection, {name for name, _ in columns})
    alone = "WHEN NOT EXISTS (SELECT 1 FROM running)" if _has(connection, "running") else ""
    return [
        *trigger("undo", f"INSERT ON {table} {alone}", record("NEW.id", "i", "NULL")),
        *(trigger("pages", f"INSERT ON {table}", new) if new else ()),
        *trigger("undo", f"UPDATE ON {table}", record("OLD.id", "u", *_what_changed(columns)), either),
        *trigger("undo", f"DELETE ON {table}", record("OLD.id", "d", whole), gone),
    ]


def _what_changed(columns: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the SQL for the old values of the changed columns as JSON, and the rest of the SELECT that it belongs to.

    An update that changes nothing records nothing. An id never changes: undo finds the row by it.
    """
    changes = " || ".join(
        f"iif(OLD.{name} IS NEW.{name}, '', ',\"{name}\":' || json_quote({_plain(name, kind)}))"
        for name, kind in columns
        if name != "id"
    )
    return "'{' || substr(was, 2) || '}'", f" FROM (SELECT {changes} AS was) WHERE was <> ''"


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None


def _forget_pages(connection: sqlite3.Connection, columns: set[str]) -> tuple[str, str, str]:
    """Return what a table's triggers do after an insert, a delete, an update: drop the contact's search page."""
    if "search" not in columns or not _has(connection, "search_page"):
        return "", "", ""
    key = "contact_id" if "contact_id" in columns else "id"
    new, old = (f"DELETE FROM search_page WHERE id = {row}.{key} >> {PAGE_BITS}" for row in ("NEW", "OLD"))
    changed = f" AND (OLD.search <> NEW.search OR OLD.{key} <> NEW.{key})"
    return new, old, f"{new}{changed}; {old}{changed}"


def _plain(name: str, kind: str) -> str:
    return f"hex(OLD.{name})" if kind == "BLOB" else f"OLD.{name}"
