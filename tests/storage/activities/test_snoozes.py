"""Snoozes: one an item, the last one counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.contact import Contact, Snooze
from followup.core.model.ids import parse_record_id
from followup.storage.activities.snoozes import load_snoozes, put_off
from followup.storage.contacts.writes import add_contacts

if TYPE_CHECKING:
    from followup.storage.book.book import Book

DAY = date(2026, 6, 2)
NOW = "2026-06-02T09:00"


def test_an_item_has_one_snooze_and_a_new_one_replaces_it(book: Book) -> None:
    with book.writing("snooze", NOW) as writing:
        add_contacts(writing, [Contact(1, "张伟", added=DAY)])
        put_off(writing, parse_record_id("v1"), 1, DAY, date(2026, 6, 9))
        put_off(writing, parse_record_id("v1"), 1, DAY, date(2026, 6, 5))
        put_off(writing, parse_record_id("k7"), 1, DAY, date(2026, 6, 8))
    today = DAY.toordinal()
    assert load_snoozes(book.connection) == {"v1": Snooze(today + 3, today), "k7": Snooze(today + 6, today)}
