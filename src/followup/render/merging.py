"""Two contacts side by side with what they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.differences import stated
from followup.render.table import table

if TYPE_CHECKING:
    from followup.core.contact import Contact


def merge_text(kept: Contact, other: Contact, merged: Contact) -> str:
    """A table: each thing one of the two says, and what the merged contact says."""
    sides = [stated(contact) for contact in (kept, other, merged)]
    names = dict.fromkeys(name for side in sides for name in side)
    rows = [(name, *("; ".join(side.get(name, ())) for side in sides)) for name in names]
    return table(("", f"id {kept.id} (stays)", f"id {other.id} (goes)", "together"), rows)
