"""The book: private to its owner, and refused in a sentence where it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from followup.errors import BookUnusableError, NotFoundError
from followup.storage.activities.notes import add_note, notes_of
from followup.storage.book import book as storage
from followup.storage.book.book import Book, open_book
from followup.storage.book.rows import update_row
from followup.storage.book.undo import history, undo
from followup.storage.book.unusable import book_error
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.schema import schema
from followup.storage.schema.tables import ContactRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.storage.book.book import Writing

TODAY = date(2026, 11, 27)
NOW = "2026-11-27T09:00"
NOBODY = 65534


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def add_somebody(book: Book, name: str = "张伟") -> None:
    with book.writing(f"Added {name}", at=NOW) as writing:
        writing.insert_many(ContactRow, [{"name": name, "added": TODAY}])


@pytest.fixture
def somebodys(tmp_path: Path) -> Path:
    """A book with somebody in it."""
    path = tmp_path / "somebodys.db"
    with open_book(path, create=True) as book:
        book.connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")
        book.connection.execute("INSERT INTO contact (name, added) VALUES ('张伟', '2026-11-27')")
    return path


def names(book: Book) -> list[str]:
    return [name for (name,) in book.connection.execute("SELECT name FROM contact ORDER BY id")]


def test_a_book_and_the_folders_made_for_it_are_their_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "book.db"
    open_book(path, create=True).connection.close()
    assert [mode(each) for each in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]


def test_a_folder_that_was_there_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_book(tmp_path / "book.db", create=True).connection.close()
    assert mode(tmp_path) == 0o755


def test_a_book_left_open_to_others_is_closed_to_them(somebodys: Path) -> None:
    somebodys.chmod(0o644)
    open_book(somebodys).connection.close()
    assert mode(somebodys) == 0o600


def test_a_question_makes_no_book(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "book.db"
    with open_book(path) as book:
        assert names(book) == []
        with pytest.raises(BookUnusableError), book.writing("x", at=NOW):
            pass
    assert not path.parent.exists()


def test_a_book_keeps_references_and_is_read_while_somebody_writes_from_its_second_command_on(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with open_book(path, create=True) as book:
        assert book.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        add_somebody(book)
        with open_book(path) as other, book.writing("Added 李娜", at=NOW) as writing:
            writing.insert_many(ContactRow, [{"name": "李娜", "added": TODAY}])
            assert names(other) == ["张伟"]
        assert names(book) == ["张伟", "李娜"]
        assert book.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_whoever_makes_a_book_while_another_does_finds_it_made(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    first, second = sqlite3.connect(path, isolation_level=None), sqlite3.connect(path, isolation_level=None)
    first.set_trace_callback(lambda statement: schema.migrate(second) if statement.startswith("BEGIN") else None)
    schema.migrate(first)
    assert schema.version(first) == schema.LATEST
    first.close()
    second.close()


@pytest.mark.parametrize(
    "content", [b"BEGIN:VCARD\nEND:VCARD\n" * 60, b"\x00" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(content)
    with pytest.raises(BookUnusableError, match=r"book\.db") as error:
        open_book(path)
    assert error.value.exit_code == 6
    assert path.read_bytes() == content


def test_a_damaged_book_is_refused_when_the_damage_is_met(somebodys: Path) -> None:
    content = bytearray(somebodys.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    somebodys.write_bytes(content)
    with pytest.raises((BookUnusableError, sqlite3.DatabaseError)) as error, open_book(somebodys) as book:
        names(book)
    known = error.value if isinstance(error.value, BookUnusableError) else book_error(error.value)
    assert known is not None
    assert "damaged" in str(known)
    assert known.exit_code == 6


def test_a_book_of_a_newer_followup_is_refused_and_left_alone(somebodys: Path) -> None:
    connection = sqlite3.connect(somebodys)
    connection.execute(f"PRAGMA user_version = {schema.LATEST + 1}")
    connection.close()
    with pytest.raises(BookUnusableError, match="newer followup") as error:
        open_book(somebodys)
    assert error.value.hint == "update followup"


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BookUnusableError, match="no followup book"):
        open_book(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(BookUnusableError, match="is a folder, not a book"):
        open_book(tmp_path)


def test_a_locked_book_can_be_read_but_not_written(
    somebodys: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(storage, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(storage, "SILENT_SECONDS", 0.02)
    other = sqlite3.connect(somebodys, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_book(somebodys) as book:
        assert names(book) == ["张伟"]
        with pytest.raises(sqlite3.OperationalError) as error:
            add_somebody(book)
        known = book_error(error.value)
        assert known is not None
        assert "in use by another program" in str(known)
        assert caplog.messages == [f"followup: another program is writing to {somebodys}; waiting up to 0.03 s"]
        with pytest.raises(sqlite3.OperationalError), book.noting(patient=False):
            pass
        assert len(caplog.messages) == 1
        other.execute("ROLLBACK")
        add_somebody(book, "李娜")
        assert names(book) == ["张伟", "李娜"]
    other.close()


def note_about_somebody_and_nobody(writing: Writing) -> None:
    for contact in (1, 99):
        add_note(writing, contact, TODAY, "half")


def test_a_command_is_all_or_nothing(somebodys: Path) -> None:
    with open_book(somebodys) as book:
        before = list(book.connection.iterdump())
        with pytest.raises(NotFoundError, match="there is no contact 99"), book.writing("Noted", at=NOW) as writing:
            note_about_somebody_and_nobody(writing)
        assert list(book.connection.iterdump()) == before


class Interrupting:
    """A value that is being handed to SQLite when the person presses Ctrl-C."""

    def __conform__(self, protocol: object) -> object:
        raise KeyboardInterrupt


def test_ctrl_c_within_a_statement_takes_the_command_back_and_leaves_the_book_open(somebodys: Path) -> None:
    with open_book(somebodys) as book:
        before = list(book.connection.iterdump())
        with pytest.raises(KeyboardInterrupt), book.writing("Changed", at=NOW) as writing:
            update_row(writing, ContactRow, 1, {"title": Interrupting()})
        assert list(book.connection.iterdump()) == before


def test_a_dry_run_writes_nothing_and_sees_everything(somebodys: Path) -> None:
    with open_book(somebodys) as book:
        before = list(book.connection.iterdump())
        with book.writing("Noted", at=NOW, keep=False) as writing:
            add_note(writing, 1, TODAY, "seen")
            assert [note.text for note in notes_of(book.connection, 1)] == ["seen"]
        assert list(book.connection.iterdump()) == before


def test_a_command_that_changes_nothing_leaves_no_trace(somebodys: Path) -> None:
    with open_book(somebodys) as book:
        before = history(book.connection)
        with book.writing("Looked", at=NOW):
            pass
        assert history(book.connection) == before


def test_the_words_of_a_command_may_be_found_while_it_writes(book: Book) -> None:
    with book.writing("", at=NOW) as writing:
        writing.insert_many(ContactRow, [{"name": "张伟", "added": TODAY}])
        writing.words = "Added 张伟"
    assert [(at, words) for _, at, words in history(book.connection)] == [(NOW, "Added 张伟")]


@pytest.fixture
def ordinary() -> Iterator[Path]:
    """A folder of an ordinary user, who the test is meanwhile: root may write everywhere."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        is_root = hasattr(os, "setresuid") and os.geteuid() == 0
        if is_root:
            os.chown(path, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield path
        finally:
            if is_root:
                os.setresuid(0, 0, 0)
            path.chmod(0o700)


@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o444, 0o700), (0o400, 0o500), (0o600, 0o500)])
def test_a_book_that_can_only_be_read_answers_and_refuses_to_change(ordinary: Path, file: int, folder: int) -> None:
    path = ordinary / "book.db"
    with open_book(path, create=True) as book:
        add_somebody(book)
    path.chmod(file)
    ordinary.chmod(folder)
    with open_book(path) as book:
        assert book.read_only
        assert names(book) == ["张伟"]
        with pytest.raises(BookUnusableError, match="can only be read"), book.writing("x", at=NOW):
            pass
        with pytest.raises(BookUnusableError, match="can only be read"):
            undo(book, 1)
    assert mode(path) == file & 0o700


def test_an_older_book_that_can_only_be_read_answers_and_stays_as_it_is(ordinary: Path) -> None:
    path = ordinary / "book.db"
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection, 1)
    connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")
    connection.execute("INSERT INTO contact (name, added, search) VALUES ('张伟', '2026-01-01', '张伟')")
    connection.close()
    path.chmod(0o400)
    before = path.read_bytes()
    with open_book(path) as book:
        assert (book.read_only, schema.version(book.connection)) == (True, schema.LATEST)
        assert names(book) == ["张伟"]
        assert find("张", QueryContext(book.connection, date(2026, 6, 2))) == [1]
    assert path.read_bytes() == before


def test_a_book_in_a_folder_that_takes_no_files_says_so(ordinary: Path) -> None:
    ordinary.chmod(0o500)
    with pytest.raises(BookUnusableError, match=r"book\.db"):
        open_book(ordinary / "book.db", create=True)


def test_a_book_that_may_not_be_read_says_so(ordinary: Path) -> None:
    path = ordinary / "book.db"
    open_book(path, create=True).connection.close()
    path.chmod(0o000)
    with pytest.raises(BookUnusableError, match=r"book\.db"):
        open_book(path)
