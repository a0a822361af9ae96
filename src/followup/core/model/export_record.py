"""A contact as it is exported, with all that a file of contacts can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.contact import Contact, Photo


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A contact, the texts of its notes (oldest first), its newest photo, and the vCards it was imported from (bytes).

    `note_days` are the days of the notes in the same order, or empty where they are unknown. `uid` is the contact's
    own or one that the book gave it; it is empty only in an old book that is opened read-only.
    """

    contact: Contact
    uid: str = ""
    notes: tuple[str, ...] = ()
    note_days: tuple[date, ...] = ()
    photo: Photo | None = None
    cards: tuple[bytes, ...] = ()
