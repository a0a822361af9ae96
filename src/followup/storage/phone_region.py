"""The country of numbers without a country code: remembered in the book, whose numbers are compared under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.phones import normalise

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book import Writing

_NAME = "phone.region"
_VOTERS = 2000


def remembered_region(connection: sqlite3.Connection) -> str:
    """The ISO country that the book's numbers were understood under; empty while nobody knows it."""
    row = connection.execute("SELECT value FROM remembered WHERE name = ?", (_NAME,)).fetchone()
    return str(row[0]) if row else ""


def numbers_with_country(connection: sqlite3.Connection) -> list[str]:
    """Some of the book's numbers that carry a country code, to vote on the region."""
    rows = connection.execute("SELECT value FROM phone WHERE value GLOB '+*' OR value GLOB '00*' LIMIT ?", (_VOTERS,))
    return [value for (value,) in rows]


def settle_region(writing: Writing, region: str) -> None:
    """Remember the region; where it is another than before, all numbers of the book are understood anew."""
    before = remembered_region(writing.connection)
    if not region or region == before:
        return
    from sqlmodel import col, delete, update

    from followup.storage.contact_writes import refresh_search
    from followup.storage.contacts import load_contacts
    from followup.storage.tables import PhoneRow, RememberedRow

    writing.session.execute(delete(RememberedRow).where(col(RememberedRow.name) == _NAME))
    writing.insert_many(RememberedRow, [{"name": _NAME, "value": region}])
    touched = set()
    rows = writing.connection.execute("SELECT id, contact_id, value, e164, extension FROM phone").fetchall()
    for number, contact, value, *was in rows:
        now = normalise(value, region)
        if now != tuple(was):
            columns = dict(zip(("e164", "extension"), now, strict=True))
            writing.session.execute(update(PhoneRow).where(col(PhoneRow.id) == number).values(columns))
            touched.add(contact)
    for contact in load_contacts(writing.connection, sorted(touched)) if touched else ():
        refresh_search(writing, contact)
