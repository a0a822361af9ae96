"""An import into an empty book makes some indexes last, and leaves out columns that say nothing: nobody can tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from followup.core.importing.draft import Draft, Reading
from followup.core.importing.types import Choices
from followup.core.model.contact import (
    Address,
    Email,
    Interaction,
    Occasion,
    Phone,
    Photo,
    Relation,
    Sale,
    Task,
)  # fmt: skip
from followup.storage.book.book import Book, open_book
from followup.storage.book.undo import undo
from followup.storage.contacts.reads import load_contacts
from followup.storage.contacts.writes import add_contacts
from followup.storage.importing.write import import_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2026, 6, 2)
CHOICES = Choices(DAY, "CN")
ONE = 7


def drafts(count: int) -> Iterator[Draft]:
    """Cards with a row for every table: what all of them have, and what one has."""
    for place in range(count):
        original = f"card {place}".encode()
        phones, emails = [Phone("mobile", f"138 0000 {place:04}")], [Email("work", f"p{place}@example.com")]
        draft = Draft(
            place, place, f"Person {place}", phones=phones, emails=emails, original=original, content=original
        )
        draft.groups, draft.notes = [f"group {place % 3}"], [f"note {place}"]
        if place == ONE:
            draft.addresses, draft.urls, draft.fields = [Address(city="上海")], ["https://example.com"], {"茶": "龙井"}
            draft.occasions, draft.relations = [Occasion("birthday", None, 5, 3)], [Relation("spouse", "王芳")]
            draft.photo, draft.grade = Photo("image/png", b"face"), "A"
            draft.interactions, draft.tasks = [Interaction(0, 0, DAY, "call", "tea")], [Task(0, 0, "send tea", DAY)]
            draft.sales = [Sale(0, 0, DAY, 120_00)]
        yield draft


def bring(book: Book, cards: Iterator[Draft], *, keep: bool = True) -> None:
    with book.writing("import", at="2026-06-02", keep=keep) as writing:
        import_files(writing, [("f.vcf", Reading("vcard", "utf-8", cards))], CHOICES)


def shape(book: Book) -> list[Any]:
    """What a dump says of tables, indexes and triggers, in its order."""
    return book.connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type <> 'table', rowid"
    ).fetchall()


def failing() -> Iterator[Draft]:
    yield from drafts(600)  # more than one piece, so that something has been written
    raise OSError("the disk is gone")


@pytest.mark.parametrize("keep", [True, False])
def test_an_import_leaves_everything_where_it_was(tmp_path: Path, *, keep: bool) -> None:
    with open_book(tmp_path / "book.db", create=True) as book:
        before = shape(book)
        bring(book, drafts(300), keep=keep)
        assert shape(book) == before
        assert book.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_import_that_fails_leaves_everything_where_it_was(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db", create=True) as book:
        before = shape(book)
        with pytest.raises(OSError, match="the disk is gone"):
            bring(book, failing())
        assert shape(book) == before


def test_an_import_taken_back_leaves_no_trace_in_a_dump(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db", create=True) as book:
        before = [*book.connection.iterdump()]
        bring(book, drafts(300))
        tables = (
            "contact",
            "note",
            "photo",
            "interaction",
            "task",
            "sale",
            "occasion",
            "membership",
            "groups",
            "batch",
        )
        assert all(book.connection.execute(f"SELECT 1 FROM {table}").fetchone() for table in tables)
        undo(book, 1)
        assert [*book.connection.iterdump()] == before


def test_columns_left_out_are_read_as_they_would_have_been(tmp_path: Path) -> None:
    with open_book(tmp_path / "one.db", create=True) as together, open_book(tmp_path / "two.db", create=True) as alone:
        bring(together, drafts(30))
        found = load_contacts(together.connection)
        with alone.writing("add", at="2026-06-02") as writing:
            add_contacts(writing, found)
        assert load_contacts(alone.connection) == found
        rows = "SELECT * FROM contact ORDER BY id"
        assert alone.connection.execute(rows).fetchall() == together.connection.execute(rows).fetchall()
        assert {(person.status, person.grade, person.language) for person in found} == {
            ("active", None, ""),
            ("active", "A", ""),
        }
