"""As many commands are taken back as were asked for, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup.actions.undo import undo
from followup.errors import NotFoundError
from followup.storage.book.book import open_book

if TYPE_CHECKING:
    from pathlib import Path

    from followup.storage.book.book import Book


def test_the_last_command_is_taken_back_and_named(book: Book) -> None:
    assert undo(book, 1) == ["Added"]
    assert book.connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)


def test_more_than_there_are_is_refused_and_changes_nothing(book: Book) -> None:
    with pytest.raises(NotFoundError, match="only 1 can be taken back"):
        undo(book, 2)
    assert book.connection.execute("SELECT count(*) FROM contact").fetchone() == (2,)


def test_what_is_no_longer_kept_is_named_with_its_day(book: Book) -> None:
    book.connection.execute("INSERT INTO forgotten (commands, at) VALUES (3, '2026-01-02T09:00')")
    with pytest.raises(NotFoundError, match="only 1 can be taken back: what was done until 2026-01-02 is no longer"):
        undo(book, 2)
    undo(book, 1)
    with pytest.raises(NotFoundError, match="nothing can be taken back any more: what was done until 2026-01-02"):
        undo(book, 1)


def test_a_book_to_which_nothing_was_done_says_so(tmp_path: Path) -> None:
    with open_book(tmp_path / "new.db", create=True) as empty, pytest.raises(NotFoundError, match="nothing was done"):
        undo(empty, 1)
