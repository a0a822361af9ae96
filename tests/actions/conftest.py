"""A book with two contacts, on a Monday."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Contact
from followup.storage.book.book import open_book
from followup.storage.contacts.writes import add_contacts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from followup.storage.book.book import Book

ADDED = date(2026, 1, 5)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Two A customers who were added long ago and never met: a visit to each is due."""
    with open_book(tmp_path / "book.db", create=True) as opened:
        with opened.writing("Added", "2026-01-05") as writing:
            somebody = Contact(1, "张伟", grade="A", added=ADDED, graded=ADDED)
            add_contacts(writing, [somebody, somebody._replace(id=2, name="王芳")])
        yield opened
