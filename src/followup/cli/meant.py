"""Which contact is meant: asked on a terminal where more than one answers to a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.storage.records import contact_names
from followup.storage.who import one

if TYPE_CHECKING:
    import sqlite3


def chosen(connection: sqlite3.Connection, who: str) -> tuple[int, str]:
    """The id and the name of the contact that WHO means; as `one` raises."""
    number = one(connection, who)
    return number, contact_names(connection, [number])[number]
