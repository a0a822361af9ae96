"""Two contacts side by side with the one that they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.contacts.diff import field_texts
from followup.render.formats.table import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.model.contact import Contact


def merge_text(kept: Contact, other: Contact, merged: Contact, records: tuple[Mapping[str, int], ...]) -> str:
    """Return a table of the fields of both contacts and of the merged one, and of how many `records` they have."""
    sides = [field_texts(contact) for contact in (kept, other, merged)]
    names = dict.fromkeys(name for side in sides for name in side)
    rows = [(name, *("; ".join(side.get(name, ())) for side in sides)) for name in names]
    mine, theirs = records
    rows += [
        (name, str(count or ""), str(theirs[name] or ""), str(count + theirs[name]))
        for name, count in mine.items()
        if count + theirs[name]
    ]
    return table(("", f"id {kept.id} (stays)", f"id {other.id} (goes)", "together"), rows)
