"""A merge keeps everything of both: what was written down, files, groups, greetings, and whom a file means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.matching.merge import merge_contacts
from followup.core.model.contact import Contact, Occasion, Phone, Relation, Task
from followup.storage.activities.notes import add_note, notes_of
from followup.storage.activities.tasks import add_task, tasks_of
from followup.storage.book.undo import undo
from followup.storage.contacts.reads import load_contact, load_contacts
from followup.storage.contacts.writes import add_contacts
from followup.storage.matching.merge import merge_into
from followup.storage.schema.tables import BatchRow, CardRow, GradeChangeRow, InteractionRow, NotSameRow, PhotoRow

if TYPE_CHECKING:
    from followup.storage.book.book import Book

DAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"
PEOPLE = [
    Contact(
        1, "张伟", added=DAY, groups=("VIP",), phones=(Phone("", "1"),), occasions=(Occasion("birthday", None, 4, 15),),
        relations=(Relation("colleague", "Zhang Wei", 2),),
    ),
    Contact(
        2, "Zhang Wei", added=DAY, groups=("VIP", "Golf"), phones=(Phone("", "2"),), fields={"hobby": "golf"},
        occasions=(Occasion("birthday", 1985, 4, 15), Occasion("wedding", 2010, 5, 5)),
        relations=(Relation("colleague", "张伟", 1), Relation("boss", "李雷", 3)),
    ),
    Contact(3, "李雷", added=DAY, relations=(Relation("assistant", "Zhang Wei", 2),)),
]  # fmt: skip


@pytest.fixture(autouse=True)
def people(book: Book) -> None:
    with book.writing("people", NOW) as writing:
        add_contacts(writing, PEOPLE)
        for number in (1, 2):
            add_note(writing, number, DAY, f"note of {number}")
            add_task(writing, Task(0, number, f"task of {number}"))
            writing.session.add(InteractionRow(contact_id=number, day=DAY, kind="visit", item=f"v{number}"))
            writing.session.add(PhotoRow(contact_id=number, mime="image/png", data=bytes([number])))
            writing.session.add(GradeChangeRow(contact_id=number, day=DAY, new="A", reason="x"))
        writing.session.add(BatchRow(id=1, day=DAY, files="[]"))
        for number in (1, 2):
            writing.session.add(
                CardRow(batch_id=1, contact_id=number, fingerprint=b"f%d" % number, content=b"", original=b"card")
            )
        writing.session.add(NotSameRow(contact_id=2, other_id=3))
        writing.session.add(NotSameRow(contact_id=1, other_id=2))


def merged(book: Book) -> Contact:
    kept, other = load_contacts(book.connection, [1, 2])
    with book.writing("Merged", NOW) as writing:
        merge_into(writing, kept, other, merge_contacts(kept, other).contact)
    return load_contact(book.connection, 1)


def test_the_first_stays_with_the_values_of_both(book: Book) -> None:
    contact = merged(book)
    assert [each.id for each in load_contacts(book.connection)] == [3, 1]
    assert (contact.name, contact.groups) == ("张伟", ("Golf", "VIP"))
    assert [phone.value for phone in contact.phones] == ["1", "2"]
    assert contact.fields["hobby"] == "golf"


def test_what_was_written_down_about_either_is_there(book: Book) -> None:
    merged(book)
    assert {note.text for note in notes_of(book.connection, 1)} == {"note of 1", "note of 2"}
    assert {task.text for task in tasks_of(book.connection, 1)} == {"task of 1", "task of 2"}
    rows = book.connection.execute("SELECT contact_id, item FROM interaction").fetchall()
    assert rows == [(1, "v1"), (1, "v1")]
    assert book.connection.execute("SELECT count(*) FROM grade_change WHERE contact_id = 1").fetchone() == (2,)


def test_both_cards_are_the_one_that_stays_so_that_a_file_comes_again_in_vain(book: Book) -> None:
    merged(book)
    rows = book.connection.execute("SELECT fingerprint, contact_id, original FROM card").fetchall()
    assert rows == [(b"f1", 1, b"card"), (b"f2", 1, b"card")]


def test_the_first_ones_photo_stays_the_first(book: Book) -> None:
    merged(book)
    assert book.connection.execute("SELECT data FROM photo WHERE contact_id = 1 ORDER BY id").fetchall() == [
        (b"\x01",), (b"\x02",),
    ]  # fmt: skip


def test_an_occasion_keeps_its_id_and_a_fuller_date_is_filled_in(book: Book) -> None:
    wedding = next(one for one in load_contact(book.connection, 2).occasions if one.kind == "wedding")
    birthday = load_contact(book.connection, 1).occasions[0]
    assert set(merged(book).occasions) == {wedding, birthday._replace(year=1985)}


def test_who_was_related_to_either_is_related_to_the_one(book: Book) -> None:
    relations = {(one.kind, one.name, one.contact_id) for one in merged(book).relations}
    assert ("boss", "李雷", 3) in relations
    assert all(target != 1 for _, _, target in relations)  # nobody is related to himself
    assert load_contact(book.connection, 3).relations == (Relation("assistant", "Zhang Wei", 1),)


def test_who_is_not_the_same_stays_so(book: Book) -> None:
    merged(book)
    assert book.connection.execute("SELECT contact_id, other_id FROM not_same").fetchall() == [(1, 3)]


def test_when_and_why_one_was_lost_is_kept(book: Book) -> None:
    book.connection.execute("UPDATE contact SET lost_on = '2026-01-01', lost_reason = 'moved' WHERE id = 2")
    merged(book)
    assert book.connection.execute("SELECT lost_on, lost_reason FROM contact WHERE id = 1").fetchone() == (
        "2026-01-01", "moved",
    )  # fmt: skip


def test_a_merge_is_undone_whole(book: Book) -> None:
    before = data(book)
    merged(book)
    assert undo(book, 1) == ["Merged"]
    assert data(book) == before


def data(book: Book) -> list[str]:
    """All that the book holds, but for the day on which its pages were looked at."""
    return [line for line in book.connection.iterdump() if not line.startswith('INSERT INTO "reminded"')]
