"""When each contact was last met stands beside the interactions, and always says what they say."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.storage.book.book import open_book
from followup.storage.book.undo import history, undo
from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from followup.storage.book.book import Book

CONTACTS = 3
COLUMNS = "contact_id, first, visit, call, message, other, vain"
SORTS = {
    "visit": "visit", "meal": "visit", "meeting": "visit", "call": "call", "message": "message", "email": "message",
    "gift": "other", "ask": "other",
}  # fmt: skip
contacts = some.integers(1, CONTACTS)
days = some.dates(date(2026, 1, 1), date(2026, 1, 9)) | some.dates(date(1000, 1, 1), date(9999, 12, 31))
rows = some.tuples(contacts, days, some.sampled_from(sorted(SORTS)), some.sampled_from(["", "sold", "no-answer"]))
changes = (
    some.tuples(some.just("log"), rows)
    | some.tuples(some.just("amend"), rows)
    | some.tuples(some.just("delete"), contacts)
    | some.tuples(some.just("remove"), contacts)
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One book for all examples: each undoes what it did."""
    with open_book(tmp_path_factory.mktemp("touched") / "book.db", create=True) as book:
        with book.writing("everybody", at="2026-01-01") as writing:
            writing.connection.executemany(
                "INSERT INTO contact (id, name, added) VALUES (?, 'x', '2026-01-01')",
                [(number,) for number in range(1, CONTACTS + 1)],
            )
        yield book


def noted(connection: sqlite3.Connection) -> list[tuple[int, ...]]:
    return connection.execute(f"SELECT {COLUMNS} FROM touched ORDER BY contact_id").fetchall()


def counted(connection: sqlite3.Connection) -> list[tuple[int, ...]]:
    """What the interactions say, counted by Python."""
    found: dict[int, dict[str, int]] = {}
    for contact, day, kind, outcome in connection.execute(
        "SELECT contact_id, day, kind, outcome FROM interaction ORDER BY contact_id"
    ):
        last = found.setdefault(contact, dict.fromkeys(("first", "visit", "call", "message", "other", "vain"), 0))
        number = date.fromisoformat(day).toordinal()
        sort = "vain" if outcome == "no-answer" else SORTS[kind]
        last[sort] = max(last[sort], number)
        if sort != "vain":
            last["first"] = min(last["first"] or number, number)
    return [(contact, *last.values()) for contact, last in found.items()]


def happens(connection: sqlite3.Connection, what: str, value: tuple[int, date, str, str] | int) -> None:
    """Log one, change the oldest, delete a contact's oldest, or remove a contact with all it had."""
    if isinstance(value, int):
        condition = "id = (SELECT min(id) FROM interaction WHERE contact_id = ?)" if what == "delete" else "id = ?"
        connection.execute(
            f"DELETE FROM {'interaction' if what == 'delete' else 'contact'} WHERE {condition}", (value,)
        )
        return
    contact, day, kind, outcome = value
    if not connection.execute("SELECT 1 FROM contact WHERE id = ?", (contact,)).fetchone():
        return
    row = (contact, day.isoformat(), kind, outcome)
    if what == "log":
        connection.execute("INSERT INTO interaction (contact_id, day, kind, outcome) VALUES (?, ?, ?, ?)", row)
    else:
        oldest = "(SELECT min(id) FROM interaction)"
        connection.execute(
            f"UPDATE interaction SET contact_id = ?, day = ?, kind = ?, outcome = ? WHERE id = {oldest}", row
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=some.lists(changes, max_size=12))
def test_whatever_is_done_to_interactions_what_is_noted_is_what_they_say(
    shared: Book, story: list[tuple[str, tuple[int, date, str, str] | int]]
) -> None:
    before = noted(shared.connection)
    for what, value in story:
        with shared.writing(what, at="2026-01-09") as writing:
            happens(writing.connection, what, value)
        assert noted(shared.connection) == counted(shared.connection)
    undo(shared, len(history(shared.connection)) - 1)
    assert noted(shared.connection) == counted(shared.connection) == before


def test_what_was_neither_the_first_nor_the_last_is_deleted_without_a_look_at_the_others(book: Book) -> None:
    today = date(2026, 1, 9)
    with book.writing("a year", at="2026-01-09") as writing:
        writing.connection.execute("INSERT INTO contact (id, name, added) VALUES (1, 'x', '2026-01-01')")
        for ago in range(4):
            happens(writing.connection, "log", (1, today - timedelta(ago), "call", ""))
    with book.writing("the second", at="2026-01-09") as writing:
        writing.connection.execute("DELETE FROM interaction WHERE id = 2")
    last = today.toordinal()
    assert noted(book.connection) == counted(book.connection) == [(1, last - 3, 0, last, 0, 0, 0)]


def test_a_book_from_before_is_looked_through_once(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "book.db", isolation_level=None)
    schema.migrate(old, 4)
    old.executescript(
        """
        INSERT INTO command (at, words, sequences) VALUES ('', '', '{}');
        INSERT INTO contact (id, name, added) VALUES (1, 'x', '2026-01-01'), (2, 'y', '2026-01-01');
        INSERT INTO interaction (contact_id, day, kind, outcome) VALUES
          (1, '2026-01-02', 'meal', ''), (1, '2026-01-03', 'call', 'no-answer'), (1, '2025-12-03', 'email', 'sold');
        """
    )
    old.close()
    with open_book(tmp_path / "book.db") as book:
        assert noted(book.connection) == counted(book.connection) != []
