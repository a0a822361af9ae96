"""What a log makes of a book: the same as SQLite makes of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest

from followup.storage.book.opening import in_memory
from followup.storage.book.recovery import recovered

if TYPE_CHECKING:
    from pathlib import Path

PAGE_SIZES = [512, 4096, 65536]


def dump(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())


def as_sqlite_recovers(folder: Path, book: bytes, log: bytes = b"", journal: bytes = b"") -> list[str]:
    path = folder / "killed.db"
    for ending, content in (("", book), ("-wal", log), ("-journal", journal)):
        if content or not ending:
            path.with_name(path.name + ending).write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        return dump(connection)


def as_we_recover(book: bytes, log: bytes = b"", journal: bytes = b"") -> list[str]:
    with closing(in_memory(recovered(book, log, journal))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return dump(connection)


def files(path: Path) -> tuple[bytes, bytes, bytes]:
    """The files as they are at this moment, as a kill would leave them."""
    names = (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal"))
    book, log, journal = (name.read_bytes() if name.exists() else b"" for name in names)
    return book, log, journal


def begun(path: Path, page_size: int, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {page_size}")
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("PRAGMA cache_size = 5")  # so that pages are written before the transaction ends
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("CREATE INDEX by_text ON note (text)")
    change(connection, Random(0), 40)
    return connection


def change(connection: sqlite3.Connection, random: Random, times: int) -> None:
    connection.execute("BEGIN")
    for _ in range(times):
        text = random.choice("abc") * random.randrange(1200)
        statement = random.choice(["INSERT INTO note (text) VALUES (?)"] * 3 + ["DELETE FROM note WHERE text < ?"])
        connection.execute(statement, (text,))
    connection.execute("COMMIT")


@pytest.mark.parametrize("page_size", PAGE_SIZES)
@pytest.mark.parametrize("seed", range(3))
def test_a_write_ahead_log_gives_what_was_committed(tmp_path: Path, page_size: int, seed: int) -> None:
    random = Random(seed)
    with closing(begun(tmp_path / "book.db", page_size, "wal")) as connection:
        for times in (30, 3, 60):
            change(connection, random, times)
        if seed == 1:  # a log that was begun anew stands over the rest of the one before
            connection.execute("PRAGMA wal_checkpoint(RESTART)")
            change(connection, random, 2)
        if seed == 2:  # and a book that was made smaller ends where the last commit says
            connection.execute("DELETE FROM note WHERE id > 3")
            connection.execute("VACUUM")
        expected = dump(connection)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 3000,)] * 200)
        book, log, journal = files(tmp_path / "book.db")
    assert log
    assert not journal
    assert as_we_recover(book, log) == expected == as_sqlite_recovers(tmp_path, book, log)


@pytest.mark.parametrize("page_size", PAGE_SIZES)
def test_a_log_that_breaks_off_or_is_damaged_gives_what_came_before(tmp_path: Path, page_size: int) -> None:
    with closing(begun(tmp_path / "book.db", page_size, "wal")) as connection:
        for seed in range(4):
            change(connection, Random(seed), 10)
        book, log, _ = files(tmp_path / "book.db")
    random = Random(page_size)
    for place in [0, 8, 20, 33, *random.choices(range(len(log)), k=12)]:
        cut, flipped = log[:place], log[:place] + bytes([log[place] ^ 255]) + log[place + 1 :]
        for left in (cut, flipped):
            for other in tmp_path.glob("killed*"):
                other.unlink()
            assert as_we_recover(book, left) == as_sqlite_recovers(tmp_path, book, left)


@pytest.mark.parametrize("page_size", [512, 4096])
def test_a_rollback_journal_gives_what_was_before_the_transaction(tmp_path: Path, page_size: int) -> None:
    with closing(begun(tmp_path / "book.db", page_size, "delete")) as connection:
        expected = dump(connection)
        before, _, _ = files(tmp_path / "book.db")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 3000,)] * 200)
        connection.execute("DELETE FROM note WHERE id % 3")
        connection.executemany("INSERT INTO note (text) VALUES (?)", [("y" * 900,)] * 200)
        book, log, journal = files(tmp_path / "book.db")
    assert book != before
    assert (bool(log), bool(journal)) == (False, True)
    assert as_we_recover(book, b"", journal) == expected == as_sqlite_recovers(tmp_path, book, b"", journal)
    assert as_we_recover(book, b"", journal[:-5] + b"12345") == as_we_recover(book, b"", journal)


@pytest.mark.parametrize("journal", [b"", b"\0" * 600, b"no journal at all" * 60])
def test_what_is_no_journal_changes_nothing(tmp_path: Path, journal: bytes) -> None:
    with closing(begun(tmp_path / "book.db", 512, "delete")):
        book, _, _ = files(tmp_path / "book.db")
    assert recovered(book, b"", journal) == book


def test_a_log_with_pages_of_another_size_is_of_another_book(tmp_path: Path) -> None:
    with closing(begun(tmp_path / "small.db", 512, "wal")), closing(begun(tmp_path / "big.db", 4096, "wal")):
        (book, _, _), (_, log, _) = files(tmp_path / "small.db"), files(tmp_path / "big.db")
    with pytest.raises(sqlite3.DatabaseError):
        recovered(book + bytes(512), log)
