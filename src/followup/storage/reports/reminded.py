"""On which mornings a page was shown: stored outside of history and undo."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followup.storage.book.book import Book

PAGE = "page"
"""The channel of the page that `followup remind` prints."""


def last_shown(connection: sqlite3.Connection, today: date, channel: str = PAGE) -> date | None:
    """The last morning before today that a page went out on a channel; None when there was none."""
    (day,) = connection.execute(
        "SELECT max(day) FROM reminded WHERE channel = ? AND day < ?", (channel, today.isoformat())
    ).fetchone()
    return date.fromisoformat(day) if day else None


def mark_shown(book: Book, today: date, channel: str = PAGE) -> None:
    """Note that today's page went out. A book that cannot be written, or is being written, is left as it is."""
    row = (today.isoformat(), channel)
    noted = book.connection.execute("SELECT 1 FROM reminded WHERE day = ? AND channel = ?", row).fetchone()
    if noted or book.read_only:
        return
    try:
        with book.noting(patient=False) as connection:
            connection.execute("INSERT OR IGNORE INTO reminded (day, channel) VALUES (?, ?)", row)
    except sqlite3.OperationalError:
        return
