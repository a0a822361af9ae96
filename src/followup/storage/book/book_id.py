"""The identity of a book: a random number that no other book has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def book_identity(connection: sqlite3.Connection) -> str:
    """Return the book's 24 random hexadecimal digits; empty where a restored book came without them."""
    row = connection.execute("SELECT value FROM identity").fetchone()
    return row[0] if row else ""
