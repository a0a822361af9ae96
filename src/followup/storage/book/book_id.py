"""What tells this book from every other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.storage.schema import schema

if TYPE_CHECKING:
    import sqlite3

_SINCE = 3


def book_identity(connection: sqlite3.Connection) -> str:
    """The book's 24 random hexadecimal digits; empty in an older book that may only be read."""
    if schema.version(connection) < _SINCE:
        return ""
    row = connection.execute("SELECT value FROM identity").fetchone()
    return row[0] if row else ""
