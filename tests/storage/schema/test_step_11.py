"""Step 11: the key of a number is a column, and what files told has columns; in rows, in history, in exported books."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from followup.core.contacts.phones import phone_key
from followup.core.importing.types import ANY_SALE, Fact
from followup.storage.activities.sales import known_fingerprints
from followup.storage.backup.dump import book_lines
from followup.storage.backup.restore import restore_book
from followup.storage.book.book import open_book
from followup.storage.book.undo import undo
from followup.storage.importing.index import BookContactIndex
from followup.storage.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from followup.storage.book.book import Book

DAY = date(2026, 5, 1)
ROWS = [
    (1, 1, "interaction", "2026-05-01", "visit", None),
    (2, 1, "task", "2026-06-10", "follow up", None),
    (3, 1, "task", None, "call  back", None),
    (4, 1, "sale", "2026-05-01", "", -120000),
    (5, 1, "deleted", None, "0a1b", None),
]
OF_STEP_10 = """
INSERT INTO command (at, words, sequences) VALUES ('2026-01-01', 'import', '{}');
INSERT INTO contact (name, added) VALUES ('张伟', '2026-01-01'), ('王芳', '2026-01-01');
INSERT INTO phone (contact_id, position, label, value, e164, extension, digits) VALUES
  (1, 0, '', '138 0013 8000', '+8613800138000', NULL, '13800138000'), (1, 1, '', '95588', NULL, NULL, '95588'),
  (1, 2, '', '010 5555 0123 转 8', '+861055550123', '8', '010555501238'), (2, 0, '', '139', NULL, NULL, '139');
INSERT INTO told (contact_id, fact) VALUES
  (1, '2026-05-01 visit'), (1, 'task 2026-06-10 follow up'), (1, 'task  call  back'), (1, 'sale 2026-05-01 -120000'),
  (1, 'row 0a1b'), (2, '2026-05-01 call');
INSERT INTO command (at, words, sequences) VALUES ('2026-01-02', 'merge', '{}');
UPDATE told SET contact_id = 1 WHERE id = 6;
INSERT INTO command (at, words, sequences) VALUES ('2026-01-03', 'remove', '{}');
DELETE FROM phone WHERE id = 3;
UPDATE phone SET e164 = '+86138', extension = '7' WHERE id = 1;
DELETE FROM told;
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.migrate(connection, 10)
        connection.executescript(OF_STEP_10)
    return path


@pytest.fixture(params=["upgraded", "restored from JSON"])
def book(old: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Book]:
    """The book of step 10, as one of today."""
    if request.param == "upgraded":
        with open_book(old) as upgraded:
            yield upgraded
        return
    with closing(sqlite3.connect(old)) as connection:
        document = StringIO("".join(book_lines(connection)))
    with open_book(tmp_path / "new.db", create=True) as restored:
        restore_book(restored, document)
        yield restored


def keys(book: Book) -> list[str]:
    return [key for (key,) in book.connection.execute("SELECT key FROM phone ORDER BY id")]


def facts(book: Book) -> list[tuple[object, ...]]:
    return book.connection.execute("SELECT * FROM imported_fact ORDER BY id").fetchall()


def test_numbers_have_their_keys_also_those_that_undo_brings_back(book: Book) -> None:
    assert keys(book) == ["+86138;7", "95588", "139"]
    assert undo(book, 1) == ["remove"]
    assert keys(book) == ["+8613800138000", "95588", "+861055550123;8", "139"]


def test_what_files_told_has_columns_also_what_undo_brings_back(book: Book) -> None:
    assert facts(book) == []
    assert undo(book, 1) == ["remove"]
    assert facts(book) == [*ROWS, (6, 1, "interaction", "2026-05-01", "call", None)]
    assert undo(book, 1) == ["merge"]
    assert facts(book) == [*ROWS, (6, 2, "interaction", "2026-05-01", "call", None)]
    assert undo(book, 1) == ["import"]
    assert facts(book) == []


def test_what_was_told_before_the_upgrade_is_known_after_it(book: Book) -> None:
    undo(book, 2)
    assert BookContactIndex(book.connection).facts([1])[1] == {
        Fact("interaction", DAY, "visit"), Fact("interaction", DAY, "message"),
        Fact("task", date(2026, 6, 10), "follow up"), Fact("task", None, "call  back"),
        Fact("sale", DAY, amount=-120000), ANY_SALE,
    }  # fmt: skip
    assert known_fingerprints(book.connection) == {"0a1b"}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=some.text(some.characters(exclude_characters="\0", codec="utf-8"), max_size=15),
    e164=some.sampled_from([None, "", "+8613800138000"]),
    extension=some.sampled_from([None, "", "8", "12,3"]),
)
def test_the_column_and_core_name_the_same_key(
    tables: sqlite3.Connection, value: str, e164: str | None, extension: str | None
) -> None:
    (key,) = tables.execute(
        "INSERT INTO phone (contact_id, position, label, value, e164, extension, digits) VALUES (1, 0, '', ?, ?, ?, ?)"
        " RETURNING key",
        (value, e164, extension, phone_key(value, None, None)),
    ).fetchone()
    assert key == phone_key(value, e164, extension)


@pytest.fixture
def tables() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.start_at(connection, schema.LATEST)
        yield connection
