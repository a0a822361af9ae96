"""Two contacts become one, as `merge` and `duplicates --ask` do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.field_options import region_for
from followup.cli.options import stamp
from followup.core.merging import merge_contacts

if TYPE_CHECKING:
    from datetime import date

    from followup.core.contact import Contact
    from followup.core.merging import Merged
    from followup.settings import Settings
    from followup.storage.book import Book


def joined(book: Book, kept: Contact, other: Contact, settings: Settings, today: date) -> Merged:
    """Make one contact of two, their numbers understood as the settings say by now; what became of them."""
    from followup.storage.merging import merge_into
    from followup.storage.phone_region import numbers_anew, settle_region

    region = region_for(book.connection, settings, [])
    first, second = numbers_anew(kept, region), numbers_anew(other, region)
    merged = merge_contacts(first, second)
    with book.writing(f"Merged {other.name} into {kept.name}", at=stamp(today)) as writing:
        settle_region(writing, settings.phone_region)
        merge_into(writing, first, second, merged.contact)
    return merged
