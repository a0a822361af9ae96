"""A new book appears whole; and what another program is doing to a book is waited for."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from followup.errors import BookUnusableError
from followup.storage.book import book as storage
from followup.storage.book import opening
from followup.storage.book.book import open_book

if TYPE_CHECKING:
    from pathlib import Path

BUSY_WITH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN EXCLUSIVE")
connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")
connection.execute("INSERT INTO contact (id, name, added) VALUES (1, '', '')")
connection.executemany("INSERT INTO note (contact_id, day, text, search) VALUES (1, '', ?, '')", [("x" * 5000,)] * 50)
print("there", flush=True)
sys.stdin.read()
os._exit(0)
"""


@pytest.fixture
def no_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk like a memory card's."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("no_hard_links")
def test_on_a_disk_without_hard_links_a_book_is_made_too(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    opening.make(path)
    with open_book(path) as book:
        assert not book.read_only
    assert (path.stat().st_mode & 0o777, [file.name for file in tmp_path.iterdir()]) == (0o600, ["book.db"])


@pytest.mark.parametrize("links", [True, False])
def test_a_book_that_another_program_made_meanwhile_stays(
    tmp_path: Path, request: pytest.FixtureRequest, links: bool
) -> None:
    if not links:
        request.getfixturevalue("no_hard_links")
    path = tmp_path / "book.db"
    path.write_bytes(b"another's")
    opening.make(path)
    assert (path.read_bytes(), [file.name for file in tmp_path.iterdir()]) == (b"another's", ["book.db"])


def test_a_book_into_which_another_program_is_writing_is_waited_for_and_not_taken_for_a_left_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "BUSY_SECONDS", 0.1)
    path = tmp_path / "book.db"
    open_book(path, create=True).connection.close()
    with subprocess.Popen(
        [sys.executable, "-c", BUSY_WITH, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "there\n"
        assert path.with_name("book.db-journal").stat().st_size
        with pytest.raises(BookUnusableError, match="in use by another program"):
            open_book(path)
        other.communicate()
    with open_book(path) as book:
        assert book.connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    assert [file.name for file in tmp_path.iterdir()] == ["book.db"]
