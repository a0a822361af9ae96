"""Merge two contacts, for `merge` and `duplicates --ask`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.input.field_options import region_for
from followup.cli.input.options import stamp
from followup.core.matching.merge import merge_contacts
from followup.render.formats.output import say_table
from followup.storage.activities.records import record_counts
from followup.storage.book.meanwhile import check_unchanged
from followup.storage.contacts.reads import load_contact

if TYPE_CHECKING:
    from datetime import date

    from followup.core.matching.merge import Merged
    from followup.core.model.contact import Contact
    from followup.settings.config import Settings
    from followup.storage.book.book import Book


def show_together(book: Book, kept: Contact, other: Contact) -> Contact:
    """Show two contacts side by side with the one that they would become; return that one."""
    from followup.render.matching.merge import merge_text

    records = tuple(record_counts(book.connection, contact.id) for contact in (kept, other))
    would_be = merge_contacts(kept, other).contact
    say_table(merge_text(kept, other, would_be, records))
    return would_be


def merge_in_book(book: Book, kept: Contact, other: Contact, settings: Settings, today: date) -> Merged:
    """Merge the second contact into the first, with their numbers parsed under the region of the settings."""
    from followup.storage.contacts.phone_region import parse_phones_anew, settle_region
    from followup.storage.matching.merge import merge_into

    region = region_for(book.connection, settings, [])
    first, second = parse_phones_anew(kept, region), parse_phones_anew(other, region)
    merged = merge_contacts(first, second)
    with book.writing(f"Merged {other.name} into {kept.name}", at=stamp(today)) as writing:
        for contact in (kept, other):
            check_unchanged(contact.name, contact, load_contact(book.connection, contact.id))
        settle_region(writing, settings.phone_region)
        merge_into(writing, first, second, merged.contact)
    return merged
