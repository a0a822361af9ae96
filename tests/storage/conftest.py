"""A book of its own for a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup.storage.book.book import open_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from followup.storage.book.book import Book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "book.db", create=True) as opened:
        yield opened
