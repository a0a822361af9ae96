"""The words that the shell offers for completion. Nothing here raises an error: the shell would not show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.contacts.search_text import NAMES_END
from followup.core.text.folding import fold

if TYPE_CHECKING:
    import sqlite3

MOST = 50


def names(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Return at most 50 names of contacts of which a word, the nickname or the pinyin begins with what was typed."""
    words = f"replace(substr(search, 1, instr(search, '{NAMES_END}') - 1), ' ', char(10))"
    return _first_column(
        connection,
        f"SELECT DISTINCT name FROM contact WHERE instr(char(10) || {words}, char(10) || ?)"
        " OR instr(search, ?) = 1 ORDER BY sort LIMIT ?",
        (fold(typed), fold(typed), MOST),
    )


def groups(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Return at most 50 names of groups that begin with what was typed."""
    return _first_column(
        connection,
        "SELECT name FROM groups WHERE instr(folded, ?) = 1 OR ? = '' ORDER BY folded LIMIT ?",
        (fold(typed), fold(typed), MOST),
    )


def tasks(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Return the ids of at most 50 open tasks that begin with what was typed, the earliest due first."""
    return _ids(connection, typed, "t", "task WHERE done IS NULL", "due IS NULL, due, id")


def items(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Return the ids of at most 50 items that begin with what was typed: of the week last shown, and open tasks."""
    return _first_column(
        connection,
        "SELECT id FROM (SELECT item AS id, day FROM kept_item WHERE week = (SELECT max(week) FROM kept_week)"
        " AND NOT gone AND skipped IS NULL UNION SELECT 't' || id, due FROM task WHERE done IS NULL)"
        " WHERE instr(id, ?) = 1 GROUP BY id ORDER BY min(day) IS NULL, min(day), id LIMIT ?",
        (fold(typed), MOST),
    )


def complaints(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Return the ids of at most 50 complaints that are not closed and begin with what was typed, the oldest first."""
    return _ids(connection, typed, "k", "complaint WHERE satisfied IS NULL", "opened, id")


def aways(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Return the ids of at most 50 days off that begin with what was typed, the latest added first."""
    return _ids(connection, typed, "a", "away WHERE 1", "id DESC")


def products(connection: sqlite3.Connection, typed: str) -> list[str]:
    """Return at most 50 products that were sold and begin with what was typed, in any case."""
    return _first_column(
        connection,
        "SELECT DISTINCT product FROM sale WHERE product <> '' AND lower(substr(product, 1, length(?))) = lower(?)"
        " ORDER BY product LIMIT ?",
        (typed, typed, MOST),
    )


def _ids(connection: sqlite3.Connection, typed: str, letter: str, rows: str, order: str) -> list[str]:
    """Return ids of records with their letter; `rows` is a table with its condition."""
    return _first_column(
        connection,
        f"SELECT '{letter}' || id FROM {rows} AND instr('{letter}' || id, ?) = 1 ORDER BY {order} LIMIT ?",
        (fold(typed), MOST),
    )


def _first_column(connection: sqlite3.Connection, sql: str, parameters: tuple[object, ...]) -> list[str]:
    try:
        return [name for (name,) in connection.execute(sql, parameters)]
    except Exception:  # noqa: BLE001 - a locked or damaged book completes to nothing
        return []
