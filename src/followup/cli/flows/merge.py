"""Two contacts become one, as `merge` and `duplicates --ask` do it."""

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
    """Show two contacts side by side with what they would become, which is returned."""
    from followup.render.matching.merge import merge_text

    records = tuple(record_counts(book.connection, contact.id) for contact in (kept, other))
    would_be = merge_contacts(kept, other).contact
    say_table(merge_text(kept, other, would_be, records))
    return would_be


def joined(book: Book, kept: Contact, other: Contact, settings: Settings, today: date) -> Merged:
    """Make one contact of two, their numbers understood as the settings say by now; what became of them."""
    from followup.storage.contacts.phone_region import numbers_anew, settle_region
    from followup.storage.matching.merge import merge_into

    region = region_for(book.connection, settings, [])
    first, second = numbers_anew(kept, region), numbers_anew(other, region)
    merged = merge_contacts(first, second)
    with book.writing(f"Merged {other.name} into {kept.name}", at=stamp(today)) as writing:
        for contact in (kept, other):
            check_unchanged(contact.name, contact, load_contact(book.connection, contact.id))
        settle_region(writing, settings.phone_region)
        merge_into(writing, first, second, merged.contact)
    return merged
