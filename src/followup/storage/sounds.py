"""After an import: the new contacts that somebody in the book sounds like, for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.import_report import PossibleDuplicate
from followup.core.sounds import alike_by_sound

if TYPE_CHECKING:
    import sqlite3

    from followup.core.import_report import ImportReport


def last_contact(connection: sqlite3.Connection) -> int:
    """The highest id of a contact; 0 in an empty book."""
    found: int = connection.execute("SELECT coalesce(max(id), 0) FROM contact").fetchone()[0]
    return found


def add_sounding_alike(report: ImportReport, connection: sqlite3.Connection, before: int) -> None:
    """Add to the report who of those with an id above `before` may be somebody else by the sound of the name.

    Pairs that were said not to be the same, and those that are told already, are left out.
    """
    new = range(before + 1, last_contact(connection) + 1)
    if not new:
        return
    told = {frozenset((pair.contact, pair.other)) for pair in report.possible_duplicates}
    told |= {frozenset(pair) for pair in connection.execute("SELECT contact_id, other_id FROM not_same")}
    people = connection.execute("SELECT id, name FROM contact ORDER BY id").fetchall()
    for number, other, why in alike_by_sound(people, new):
        if frozenset((number, other)) not in told:
            told.add(frozenset((number, other)))
            report.possible_duplicates.append(PossibleDuplicate(number, other, why))
