"""Which mornings were shown."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from followup.storage.book.book import open_book
from followup.storage.reports.reminded import last_shown, mark_shown

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

TODAY = date(2026, 11, 23)


def test_the_last_morning_before_today_is_remembered_by_channel(book: Book) -> None:
    assert last_shown(book.connection, TODAY) is None
    for day in (20, 22, 23, 23, 24):
        mark_shown(book, date(2026, 11, day))
    mark_shown(book, date(2026, 11, 21), "mail")
    assert last_shown(book.connection, TODAY) == date(2026, 11, 22)
    assert last_shown(book.connection, TODAY, "mail") == date(2026, 11, 21)


def test_a_book_that_cannot_be_written_is_left_as_it_is(book: Book, tmp_path: Path) -> None:
    with open_book(tmp_path / "none.db") as empty:
        mark_shown(empty, TODAY)
        assert last_shown(empty.connection, date(2026, 12, 1)) is None
    book.connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    mark_shown(book, TODAY)
    other.execute("ROLLBACK")
    other.close()
    assert last_shown(book.connection, date(2026, 12, 1)) is None
