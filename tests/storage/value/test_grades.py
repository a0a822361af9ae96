"""Grades: each change keeps its day, the old grade, the new one and the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Contact
from followup.storage.contacts.reads import load_contact
from followup.storage.contacts.writes import add_contacts
from followup.storage.value.grades import GradeChange, grade_history, set_grade

if TYPE_CHECKING:
    from followup.storage.book.book import Book

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 2)
NOW = "2026-06-02T09:00"


@pytest.fixture(autouse=True)
def people(book: Book) -> None:
    with book.writing("people", NOW) as writing:
        add_contacts(writing, [Contact(number, f"Person {number}", added=MAY) for number in range(1, 1203)])


def grade(book: Book, ids: list[int], new: str | None, day: date, *, locked: bool = True) -> int:
    with book.writing("grade", NOW) as writing:
        return set_grade(writing, ids, new, locked=locked, day=day, reason="by hand")


def test_a_grade_is_kept_with_its_history(book: Book) -> None:
    assert grade(book, [1], "B", MAY) == 1
    assert grade(book, [1], "A", JUNE) == 1
    contact = load_contact(book.connection, 1)
    assert (contact.grade, contact.grade_locked, contact.graded) == ("A", True, JUNE)
    assert grade_history(book.connection, 1) == [
        GradeChange(JUNE, "B", "A", "by hand"), GradeChange(MAY, None, "B", "by hand"),
    ]  # fmt: skip


def test_the_same_grade_again_changes_nothing(book: Book) -> None:
    grade(book, [1], "A", MAY)
    before = list(book.connection.iterdump())
    assert grade(book, [1], "A", JUNE) == 0
    assert list(book.connection.iterdump()) == before


def test_a_lock_alone_is_no_change_of_the_grade(book: Book) -> None:
    grade(book, [1], "A", MAY)
    assert grade(book, [1], "A", JUNE, locked=False) == 1
    contact = load_contact(book.connection, 1)
    assert (contact.grade_locked, contact.graded) == (False, MAY)
    assert len(grade_history(book.connection, 1)) == 1


def test_a_grade_is_taken_away(book: Book) -> None:
    grade(book, [1], "A", MAY)
    grade(book, [1], None, JUNE, locked=False)
    contact = load_contact(book.connection, 1)
    assert (contact.grade, contact.grade_locked, contact.graded) == (None, False, None)
    assert grade_history(book.connection, 1)[0] == GradeChange(JUNE, "A", None, "by hand")


def test_many_are_graded_at_once(book: Book) -> None:
    ids = list(range(1, 1203))
    assert grade(book, ids, "C", JUNE) == 1202
    assert book.connection.execute("SELECT count(*), max(day) FROM grade_change").fetchone() == (1202, "2026-06-02")
