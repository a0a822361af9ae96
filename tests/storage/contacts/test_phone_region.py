"""The country of numbers without a country code: remembered, and changing it understands all numbers anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.contact import Contact, Phone
from followup.storage.book.undo import history, undo
from followup.storage.contacts.phone_region import parse_phones_anew, remembered_region, settle_region
from followup.storage.contacts.reads import load_contacts
from followup.storage.contacts.writes import add_contacts

if TYPE_CHECKING:
    from followup.storage.book.book import Book

BRITISH = Phone("", "020 7946 0958", "+442079460958")


def written(book: Book, region: str, *phones: Phone) -> None:
    from datetime import date

    with book.writing("add", at="2026-06-02") as writing:
        settle_region(writing, region)
        if phones:
            add_contacts(writing, [Contact(1, "Anna Berg", added=date(2026, 6, 2), phones=phones)])


def numbers(book: Book) -> list[str | None]:
    return [phone.e164 for contact in load_contacts(book.connection) for phone in contact.phones]


def test_a_new_region_understands_the_numbers_anew_and_they_are_found_by_it(book: Book) -> None:
    written(book, "CN", Phone("", "020 7946 0958"), Phone("", "13800138000", "+8613800138000"))
    written(book, "GB")
    assert numbers(book) == ["+442079460958", "+8613800138000"]
    assert "442079460958" in book.connection.execute("SELECT search FROM contact").fetchone()[0]
    assert remembered_region(book.connection) == "GB"


def test_it_is_part_of_the_command_that_saw_it_and_undone_with_it(book: Book) -> None:
    written(book, "CN", Phone("", "020 7946 0958"))
    before = load_contacts(book.connection)
    written(book, "GB")
    assert len(history(book.connection)) == 2
    undo(book, 1)
    assert (load_contacts(book.connection), remembered_region(book.connection)) == (before, "CN")


def test_the_same_region_and_none_change_nothing(book: Book) -> None:
    written(book, "GB", BRITISH)
    for region in ("GB", ""):
        written(book, region)
    assert len(history(book.connection)) == 1


def test_a_contact_that_is_being_changed_has_its_numbers_anew_too() -> None:
    contact = Contact(1, "Anna Berg", phones=(Phone("work", "020 7946 0958"),))
    assert parse_phones_anew(contact, "GB").phones == (Phone("work", "020 7946 0958", "+442079460958"),)
    known = Contact(1, "Anna Berg", phones=(BRITISH,))
    assert parse_phones_anew(known, "GB") is known
