"""A contact on its way out of the book, with all that a file of contacts can take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.contact import Contact, Photo


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A contact, the texts of its notes (oldest first), its newest photo, and the cards it once came from (bytes).

    `note_days` are those of the notes, one for one; empty where nobody knows them.
    `uid` is the contact's own, or the one that the book gives it; never empty but in an old book that is only read.
    """

    contact: Contact
    uid: str = ""
    notes: tuple[str, ...] = ()
    note_days: tuple[date, ...] = ()
    photo: Photo | None = None
    cards: tuple[bytes, ...] = ()
