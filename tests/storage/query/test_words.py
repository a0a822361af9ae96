"""A word finds whom a look at every text would find, whatever happened to the book since the last search."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.core.matching.merge import merge_contacts
from followup.core.model.contact import Contact, Interaction, Phone, Task
from followup.core.model.ids import parse_record_id
from followup.core.text.folding import digits_of, fold
from followup.storage.activities.interactions import add_interaction
from followup.storage.activities.notes import add_note
from followup.storage.activities.records import delete_record
from followup.storage.activities.tasks import add_task
from followup.storage.book.book import open_book
from followup.storage.book.undo import undo
from followup.storage.contacts.reads import load_contact
from followup.storage.contacts.writes import add_contacts, remove_contacts, replace_contact
from followup.storage.matching.merge import merge_into
from followup.storage.query import words as query_words
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find
from followup.storage.schema import schema
from followup.storage.value.grades import set_grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from followup.storage.book.book import Book, Writing

TODAY = date(2026, 6, 1)
NOW = "2026-06-01T09:00"
IDS = (1, 2, 255, 256, 257, 511, 512, 100_000)  # on both sides of where pages end, and far away
TEXTS = ("contact", "note", "interaction", "task")

texts = some.text(some.sampled_from("王伟张aé12ÿ \n\x1f%_"), max_size=6)


@pytest.fixture(autouse=True, scope="module")
def large() -> Iterator[None]:
    """The books here are searched as large ones are, through pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query_words, "PAGED_FROM", 0)
        yield


def looked_at(connection: sqlite3.Connection, word: str) -> list[int]:
    """Whom every single text is asked for: those that hold the word, or in whose own text are its digits."""
    found = set()
    for table in TEXTS:
        key = "id" if table == "contact" else "contact_id"
        for number, text in connection.execute(f"SELECT {key}, search FROM {table}"):
            digits = digits_of(word)
            own = table == "contact" and len(digits) >= 3 and not any(map(str.isalpha, word))
            if fold(word) in text or (own and digits in text):
                found.add(number)
    return sorted(found)


def searched(connection: sqlite3.Connection, word: str) -> list[int]:
    """Whom a search finds through pages; through rows, as in a small book, it finds the same."""
    found = sorted(find(f'"{word}"', QueryContext(connection, TODAY)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query_words, "PAGED_FROM", 10**9)
        assert sorted(find(f'"{word}"', QueryContext(connection, TODAY))) == found
    return found


def pages(connection: sqlite3.Connection) -> list[int]:
    return [number for (number,) in connection.execute("SELECT id FROM search_page ORDER BY id")]


def add(writing: Writing, number: int, text: str) -> None:
    if not there(writing, number):
        add_contacts(writing, [Contact(number, text or "x", added=TODAY, phones=(Phone("", text),))])


def edit(writing: Writing, number: int, text: str) -> None:
    if there(writing, number):
        before = load_contact(writing.connection, number)
        replace_contact(writing, before, before._replace(name=text or "y", fields={"hobby": text}))


def happen(writing: Writing, number: int, text: str) -> None:
    if there(writing, number):
        add_note(writing, number, TODAY, text)
        add_interaction(writing, Interaction(0, number, TODAY, "visit", text[::-1]))
        add_task(writing, Task(0, number, text * 2, TODAY))


def forget(writing: Writing, number: int, _text: str) -> None:
    for kind, table in (("n", "note"), ("i", "interaction"), ("t", "task")):
        for (record,) in writing.connection.execute(
            f"SELECT id FROM {table} WHERE id % 2 = ?", (number % 2,)
        ).fetchall():
            delete_record(writing, parse_record_id(f"{kind}{record}"))


def remove(writing: Writing, number: int, _text: str) -> None:
    if there(writing, number):
        remove_contacts(writing, [number])


def merge(writing: Writing, number: int, _text: str) -> None:
    other = next((each for each in reversed(IDS) if each != number and there(writing, each)), None)
    if there(writing, number) and other is not None:
        kept, gone = load_contact(writing.connection, number), load_contact(writing.connection, other)
        merge_into(writing, kept, gone, merge_contacts(kept, gone).contact)


def there(writing: Writing, number: int) -> bool:
    return writing.connection.execute("SELECT 1 FROM contact WHERE id = ?", (number,)).fetchone() is not None


COMMANDS: dict[str, Callable[[Writing, int, str], None]] = {
    "add": add, "edit": edit, "happen": happen, "forget": forget, "remove": remove, "merge": merge,
}  # fmt: skip
steps = some.tuples(some.sampled_from([*COMMANDS, "undo"]), some.sampled_from(IDS), texts)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(steps, max_size=12), some.lists(texts.filter(str.strip), max_size=4))
def test_a_word_finds_whom_a_look_at_every_text_finds(
    tmp_path: Path, history: list[tuple[str, int, str]], words: list[str]
) -> None:
    path = tmp_path / "book.db"
    path.unlink(missing_ok=True)
    with open_book(path, create=True) as book:
        with book.writing("people", NOW) as writing:
            for number in IDS[::2]:
                add(writing, number, f"王{number}")
                happen(writing, number, f"伟{number}")
        for command, number, text in [("add", 257, "张"), *history]:
            if command == "undo":
                undo(book, 1)
            else:
                with book.writing(command, NOW) as writing:
                    COMMANDS[command](writing, number, text)
            for word in [*words, "王", "伟", "25-5", "伟伟伟"]:
                assert searched(book.connection, word) == looked_at(book.connection, word)


@pytest.fixture
def full(book: Book) -> Book:
    """Two pages of people, of whom 1 and 300 have notes."""
    with book.writing("people", NOW) as writing:
        add_contacts(writing, [Contact(number, f"Person {number}", added=TODAY) for number in range(1, 401)])
        add_note(writing, 1, TODAY, "likes barometers")
        add_note(writing, 300, TODAY, "likes tea")
    return book


def test_a_search_keeps_the_pages_that_it_made(full: Book) -> None:
    assert pages(full.connection) == []
    assert searched(full.connection, "likes") == [1, 300]
    assert pages(full.connection) == [0, 1]


def test_a_changed_text_costs_the_page_that_it_stands_in_and_no_other(full: Book) -> None:
    searched(full.connection, "likes")
    with full.writing("a note", NOW) as writing:
        add_note(writing, 2, TODAY, "likes wine")
    assert pages(full.connection) == [1]
    assert searched(full.connection, "likes") == [1, 2, 300]


def test_a_note_that_moves_is_found_with_whom_it_moved_to(full: Book) -> None:
    searched(full.connection, "likes")
    with full.writing("a move", NOW) as writing:
        writing.connection.execute("UPDATE note SET contact_id = 2 WHERE contact_id = 300")
    assert searched(full.connection, "likes") == [1, 2]
    assert pages(full.connection) == [0, 1]


def test_a_grade_costs_no_page(full: Book) -> None:
    searched(full.connection, "likes")
    with full.writing("grades", NOW) as writing:
        set_grade(writing, [1, 300], "A", locked=False, day=TODAY, reason="")
    assert pages(full.connection) == [0, 1]


def test_a_search_leaves_no_trace_in_the_history(full: Book) -> None:
    before = full.connection.execute("SELECT count(*), max(id) FROM change").fetchall()
    searched(full.connection, "likes")
    assert full.connection.execute("SELECT count(*), max(id) FROM change").fetchall() == before


def test_a_book_that_is_being_written_is_searched_without_waiting(full: Book) -> None:
    patience = full.connection.execute("PRAGMA busy_timeout").fetchone()
    writer = sqlite3.connect(full.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert searched(full.connection, "likes") == [1, 300]
    assert pages(full.connection) == []
    assert full.connection.execute("PRAGMA busy_timeout").fetchone() == patience
    writer.rollback()
    writer.close()


def test_a_search_within_a_command_finds_what_it_wrote_and_is_taken_back_with_it(full: Book) -> None:
    with full.writing("a rehearsal", NOW, keep=False) as writing:
        add_note(writing, 2, TODAY, "likes wine")
        assert searched(full.connection, "likes") == [1, 2, 300]
    assert searched(full.connection, "likes") == [1, 300]


def test_a_book_that_can_only_be_read_is_searched(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection)
    connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")
    connection.execute("INSERT INTO contact (name, added, search) VALUES ('王芳', '2026-01-01', '王芳')")
    connection.close()
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    assert searched(reader, "王") == [1]
    reader.close()


def test_marks_that_nobody_sees_are_in_everything(full: Book) -> None:
    assert len(searched(full.connection, "\u200b")) == 400
