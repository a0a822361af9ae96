"""Two contacts become one, as `merge` and `duplicates --ask` do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.field_options import region_for
from followup.cli.options import stamp
from followup.core.merging import merge_contacts
from followup.render.output import say_table
from followup.storage.contacts import load_contact
from followup.storage.meanwhile import check_unchanged
from followup.storage.records import record_counts

if TYPE_CHECKING:
    from datetime import date

    from followup.core.contact import Contact
    from followup.core.merging import Merged
    from followup.settings import Settings
    from followup.storage.book import Book


def show_together(book: Book, kept: Contact, other: Contact) -> Contact:
    """Show two contacts side by side with what they would become, which is returned."""
    from followup.render.merging import merge_text

    records = tuple(record_counts(book.connection, contact.id) for contact in (kept, other))
    would_be = merge_contacts(kept, other).contact
    say_table(merge_text(kept, other, would_be, records))
    return would_be


def joined(book: Book, kept: Contact, other: Contact, settings: Settings, today: date) -> Merged:
    """Make one contact of two, their numbers understood as the settings say by now; what became of them."""
    from followup.storage.merging import merge_into
    from followup.storage.phone_region import numbers_anew, settle_region

    region = region_for(book.connection, settings, [])
    first, second = numbers_anew(kept, region), numbers_anew(other, region)
    merged = merge_contacts(first, second)
    with book.writing(f"Merged {other.name} into {kept.name}", at=stamp(today)) as writing:
        for contact in (kept, other):
            check_unchanged(contact.name, contact, load_contact(book.connection, contact.id))
        settle_region(writing, settings.phone_region)
        merge_into(writing, first, second, merged.contact)
    return merged
