"""What SQLite says when a book cannot be used, in words and exit codes of ours."""

from __future__ import annotations

import errno
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.errors import BookUnusableError
from followup.storage.activities.notes import add_note
from followup.storage.book.book import open_book
from followup.storage.book.unusable import book_error, unusable
from followup.storage.matching.duplicates import mark_not_same

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book

TODAY = date(2026, 11, 27)
NOW = "2026-11-27T09:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with a contact."""
    path = tmp_path / "my book.db"
    with open_book(path, create=True) as book:
        book.connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")
        book.connection.execute("INSERT INTO contact (name, added) VALUES ('张伟', '2026-11-27')")
    return path


def change(path: Path, statement: str) -> None:
    """What another program does to the book."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()


def raised(code: int, words: str = "x") -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


def write(book: Book, text: str, at: str = NOW) -> None:
    with book.writing("Noted", at=at, plain=True) as writing:
        add_note(writing, 1, TODAY, text)


def tell_apart(book: Book, one: int, other: int) -> None:
    with book.writing("Told apart", at=NOW) as writing:
        mark_not_same(writing, one, other)


def test_a_full_disk_is_no_fault_of_the_book_and_changes_nothing(path: Path) -> None:
    with open_book(path) as book:
        (pages,) = book.connection.execute("PRAGMA page_count").fetchone()
        book.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(sqlite3.OperationalError) as error:
            write(book, "long " * 10_000)
        assert book.connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    known = book_error(error.value)
    assert known is not None
    assert (known.exit_code, str(known)) == (1, f"{path}: no space left on the disk")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 1, "no space left"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), 1, "no space left"),
        (OSError(errno.EACCES, "Permission denied"), 6, "cannot be used: Permission denied"),
        (raised(sqlite3.SQLITE_FULL), 1, "no space left"),
        (raised(sqlite3.SQLITE_IOERR_WRITE, "disk I/O error"), 1, "cannot be read or written (disk I/O error)"),
        (raised(sqlite3.SQLITE_IOERR_SHORT_READ), 6, "damaged"),
        (raised(sqlite3.SQLITE_CORRUPT_INDEX, "database disk image is malformed"), 6, "damaged"),
        (raised(sqlite3.SQLITE_NOTADB, "file is not a database"), 6, "damaged or no followup book"),
        (raised(sqlite3.SQLITE_BUSY_SNAPSHOT, "database is locked"), 6, "in use by another program"),
        (sqlite3.OperationalError("Could not decode to UTF-8 column 'name' with text"), 6, "damaged"),
        (raised(sqlite3.SQLITE_READONLY, "attempt to write a readonly database"), 6, "cannot be used"),
    ],
)
def test_each_error_names_the_file_and_has_its_exit_code(
    tmp_path: Path, error: Exception, code: int, said: str
) -> None:
    known = unusable(tmp_path / "my book.db", error)
    assert str(tmp_path / "my book.db") in str(known)
    assert said in str(known)
    assert (known.exit_code, bool(known.hint)) == (code, True)


def test_an_error_about_a_folder_that_is_gone_is_still_told(tmp_path: Path) -> None:
    known = unusable(tmp_path / "gone" / "book.db", raised(sqlite3.SQLITE_IOERR_WRITE, "disk I/O error"))
    assert (known.exit_code, "disk I/O error" in str(known)) == (1, True)


def test_a_mistake_of_ours_is_not_blamed_on_a_sound_book(path: Path) -> None:
    with open_book(path) as book, pytest.raises(sqlite3.OperationalError) as error:
        book.connection.execute("SELECT no_such FROM contact")
    assert book_error(error.value) is None
    assert book_error(ValueError("x")) is None


def test_a_book_that_is_not_there_is_not_damaged(tmp_path: Path) -> None:
    with open_book(tmp_path / "none.db"):
        assert book_error(TypeError("x")) is None


def test_a_row_about_somebody_who_is_gone_is_told_in_words(path: Path) -> None:
    with open_book(path) as book, pytest.raises(Exception, match="FOREIGN KEY") as error:
        tell_apart(book, 1, 99)
    known = book_error(error.value)
    assert known is not None
    assert (known.exit_code, "removed or merged meanwhile" in str(known)) == (3, True)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE contact SET added = 'soon'", "contact 1: its added"),
        ("UPDATE contact SET sort = x'00ff'", "contact 1: its sort"),
        ("UPDATE contact SET name = CAST(x'ff80' AS TEXT)", "UTF-8"),
        ("UPDATE command SET sequences = '{'", "command 1: its sequences"),
        ("UPDATE contact SET company = 'odd'", "contact 1: its company"),
        ("INSERT INTO change (command_id, tab, row, op) VALUES (1, 'odd', 1, 'i')", "the history"),
        ("DROP TABLE search_page", "the table search_page is missing"),
        ("ALTER TABLE reminded RENAME COLUMN channel TO way", "reminded.channel is missing"),
        ("DROP TRIGGER undo_contact_update", "undo_contact_update is missing"),
    ],
)
def test_what_is_damaged_is_found_when_a_command_could_not_go_on(path: Path, damage: str, said: str) -> None:
    with open_book(path):
        change(path, damage)
        known = book_error(TypeError("x"))
    assert isinstance(known, BookUnusableError)
    assert str(path) in str(known)
    assert said in str(known)
    assert "back-up.md" in known.hint


def test_a_damaged_book_is_not_written_into_on_a_new_day(path: Path) -> None:
    with open_book(path) as book:
        write(book, "first")
        change(path, "DROP INDEX note_contact")
        write(book, "the same day")
        with pytest.raises(BookUnusableError, match="note_contact is missing"):
            write(book, "the next", at="2026-11-28")
        assert book.connection.execute("SELECT count(*) FROM note").fetchone() == (2,)
