"""A book stays small: history keeps what changed, for a while, and the file gives back what it no longer needs."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from old_books import data, write_old_book

from followup.core.model.contact import Contact
from followup.storage.activities.notes import add_note
from followup.storage.book.book import open_book
from followup.storage.book.growth import KEPT_COMMANDS, KEPT_DAYS
from followup.storage.book.undo import forgotten, history, undo
from followup.storage.contacts.reads import load_contacts
from followup.storage.contacts.writes import add_contacts, remove_contacts
from followup.storage.value.grades import set_grade

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from followup.storage.book.book import Book

TODAY = date(2026, 11, 27)
LONG_AGO = TODAY - timedelta(days=KEPT_DAYS + 1)
MANY = 500


def add(book: Book, count: int, day: date = TODAY) -> None:
    people = [Contact(number, f"Somebody {number} {'x' * 200}", added=day) for number in range(1, count + 1)]
    with book.writing("Added", at=day.isoformat()) as writing:
        add_contacts(writing, people)


def note(book: Book, day: date, times: int = 1) -> None:
    for number in range(times):
        with book.writing(f"Noted {number}", at=f"{day}T09:00") as writing:
            writing.insert_tuples("note", ("contact_id", "day", "text", "search"), [(1, str(day), "tea", "tea")])


def written(book: Book) -> list[tuple[str, Any]]:
    """The changes of the last command: (what, old)."""
    rows = book.connection.execute(
        "SELECT op, old FROM change WHERE command_id = (SELECT max(id) FROM command) ORDER BY id"
    ).fetchall()
    return [(operation, json.loads(old) if old else old) for operation, old in rows]


def pages(connection: sqlite3.Connection, what: str = "page_count") -> int:
    count: int = connection.execute(f"PRAGMA {what}").fetchone()[0]
    return count


def test_history_keeps_the_columns_that_changed_with_what_they_were(book: Book) -> None:
    add(book, 1)
    with book.writing("Changed", at="2026-11-27") as writing:
        writing.connection.execute("UPDATE contact SET nickname = 'a \"b\" 张', grade = 'A', company = 0")
    assert written(book) == [("u", {"nickname": "", "grade": None})]
    with book.writing("Changed", at="2026-11-27") as writing:
        writing.connection.execute("UPDATE contact SET nickname = '', grade = NULL")
    assert written(book) == [("u", {"nickname": 'a "b" 张', "grade": "A"})]
    before = data(book.connection)
    undo(book, 1)
    assert book.connection.execute("SELECT nickname, grade FROM contact").fetchall() == [('a "b" 张', "A")]
    assert data(book.connection) != before


def test_a_photo_that_changes_comes_back_and_its_owner_stays(book: Book) -> None:
    add(book, 1)
    with book.writing("Photo", at="2026-11-27") as writing:
        writing.connection.execute("INSERT INTO photo (contact_id, mime, data) VALUES (1, 'image/png', x'00ff')")
    with book.writing("Photo", at="2026-11-27") as writing:
        writing.connection.execute("UPDATE photo SET data = x''")
    assert written(book) == [("u", {"data": "00FF"})]
    undo(book, 1)
    assert book.connection.execute("SELECT contact_id, mime, data FROM photo").fetchall() == [
        (1, "image/png", b"\0\xff")
    ]


def test_an_update_that_changes_nothing_is_no_change(book: Book) -> None:
    add(book, 1)
    with book.writing("Changed", at="2026-11-27") as writing:
        writing.connection.execute("UPDATE contact SET name = name, grade = NULL")
    assert [words for _, _, words in history(book.connection)] == ["Added"]


def test_grading_many_again_and_again_grows_the_book_by_little(book: Book) -> None:
    add(book, MANY)
    before = pages(book.connection)
    for grade in "ABCDAB":
        with book.writing("Graded", at="2026-11-27") as writing:
            set_grade(writing, range(1, MANY + 1), grade, locked=True, day=TODAY, reason="")
    assert pages(book.connection) < 2 * before


def test_history_keeps_the_last_commands_whatever_their_age(book: Book) -> None:
    add(book, 1, LONG_AGO - timedelta(days=400))
    note(book, LONG_AGO - timedelta(days=300), KEPT_COMMANDS - 1)
    assert len(history(book.connection)) == KEPT_COMMANDS
    note(book, TODAY)
    assert len(history(book.connection)) == KEPT_COMMANDS
    assert forgotten(book.connection) == (1, (LONG_AGO - timedelta(days=400)).isoformat())
    note(book, TODAY, 3)
    assert len(history(book.connection)) == KEPT_COMMANDS
    assert forgotten(book.connection)[0] == 4
    assert book.connection.execute("SELECT min(command_id) FROM change").fetchone() == (5,)


def test_history_keeps_the_last_days_however_much_was_done(book: Book) -> None:
    add(book, 1, TODAY - timedelta(days=KEPT_DAYS))
    note(book, TODAY - timedelta(days=KEPT_DAYS), KEPT_COMMANDS)
    note(book, TODAY)
    assert len(history(book.connection)) == KEPT_COMMANDS + 2
    assert forgotten(book.connection) == (0, "")
    note(book, TODAY + timedelta(days=1))
    assert len(history(book.connection)) == KEPT_COMMANDS
    assert forgotten(book.connection)[0] == 3


def test_what_is_kept_is_undone_to_the_row_when_older_commands_were_forgotten(book: Book) -> None:
    add(book, 1, LONG_AGO)
    note(book, LONG_AGO, KEPT_COMMANDS + 9)
    note(book, TODAY)
    kept = len(history(book.connection))
    assert kept == KEPT_COMMANDS
    before = data(book.connection)
    with book.writing("Removed", at="2026-11-27") as writing:
        remove_contacts(writing, [1])
    undo(book, 1)
    rows = [row for row in before if '"command"' not in row and '"change"' not in row and '"forgotten"' not in row]
    now = set(data(book.connection))
    assert now.issuperset(rows)
    undo(book, len(history(book.connection)))
    assert history(book.connection) == []
    assert [contact.id for contact in load_contacts(book.connection)] == [1]  # who added it was forgotten
    assert forgotten(book.connection)[0] > 0


def test_a_dry_run_forgets_nothing(book: Book) -> None:
    add(book, 1, LONG_AGO)
    note(book, LONG_AGO, KEPT_COMMANDS)
    there = len(history(book.connection))
    with book.writing("Noted", at="2026-11-27", keep=False) as writing:
        add_note(writing, 1, TODAY, "tea")
    assert len(history(book.connection)) == there


def test_the_file_shrinks_a_step_a_command(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with open_book(path, create=True) as book:
        add(book, 1)
        note(book, TODAY)
    small = path.stat().st_size
    with open_book(path) as book, book.writing("Added", at="2026-11-27") as writing:
        writing.connection.execute(
            "INSERT INTO photo (contact_id, mime, data) VALUES (1, 'image/png', zeroblob(3000000))"
        )
    assert path.stat().st_size > small + 3_000_000
    with open_book(path) as book:
        undo(book, 1)
    sizes = [path.stat().st_size]
    while sizes[-1] > small + 50_000:
        with open_book(path) as book:
            note(book, TODAY)
        sizes.append(path.stat().st_size)
        assert 0 < sizes[-2] - sizes[-1] < 1_100_000  # 256 pages, and what accounts for them
    assert len(sizes) > 3
    with closing(sqlite3.connect(path)) as connection:
        assert pages(connection, "freelist_count") == 0
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_older_book_whose_vacuum_is_hindered_gets_it_with_a_later_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.db"
    write_old_book(path, 9)
    full = os.statvfs_result((4096, 4096, 0, 0, 0, 0, 0, 0, 0, 255))
    with monkeypatch.context() as disk:
        disk.setattr(os, "statvfs", lambda _: full)
        with open_book(path) as book:
            note(book, TODAY)
            assert pages(book.connection, "auto_vacuum") == 0
    with open_book(path) as book:
        assert pages(book.connection, "auto_vacuum") == 0  # a question does not try
        with book.writing("Noted", at="2026-11-27") as writing:
            add_note(writing, 1, TODAY, "tea")
        assert pages(book.connection, "auto_vacuum") == 2
        assert len(history(book.connection)) == 15
