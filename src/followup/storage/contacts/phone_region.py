"""The country of numbers without a country code: it is stored in the book, and all its numbers are parsed under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.core.contacts.phones import parse_phone
from followup.core.model.contact import Phone

if TYPE_CHECKING:
    import sqlite3

    from followup.core.model.contact import Contact
    from followup.storage.book.book import Writing

_NAME = "phone.region"
_VOTERS = 2000


def remembered_region(connection: sqlite3.Connection) -> str:
    """Return the ISO country under which the book's numbers are parsed; empty while it is not known."""
    row = connection.execute("SELECT value FROM remembered WHERE name = ?", (_NAME,)).fetchone()
    return str(row[0]) if row else ""


def numbers_with_country(connection: sqlite3.Connection) -> list[str]:
    """Return some of the book's numbers with a country code, to vote on the region."""
    rows = connection.execute("SELECT value FROM phone WHERE value GLOB '+*' OR value GLOB '00*' LIMIT ?", (_VOTERS,))
    return [value for (value,) in rows]


def settle_region(writing: Writing, region: str) -> None:
    """Store the region; where it is another than before, all numbers of the book are parsed anew."""
    before = remembered_region(writing.connection)
    if not region or region == before:
        return
    if before:
        from sqlmodel import col, delete

        from followup.storage.schema.tables import RememberedRow

        writing.session.execute(delete(RememberedRow).where(col(RememberedRow.name) == _NAME))
    from followup.storage.contacts.reads import load_contacts
    from followup.storage.contacts.writes import refresh_search

    writing.insert_tuples("remembered", ("name", "value"), [(_NAME, region)])
    contacts, changed = set(), []
    rows = writing.connection.execute("SELECT id, contact_id, value, e164, extension FROM phone").fetchall()
    for number, contact, value, *was in rows:
        now = parse_phone(value, region)
        if now != tuple(was):
            changed.append({"this": number, "new_e164": now[0], "new_extension": now[1]})
            contacts.add(contact)
    if changed:
        writing.session.connection().execute(_set_numbers(), changed)
        refresh_search(writing, load_contacts(writing.connection, sorted(contacts)))


def _set_numbers() -> Any:  # noqa: ANN401 - SQLAlchemy's statement is its secret
    """Return the statement that sets the parsed forms of numbers, many rows at once."""
    from sqlalchemy import bindparam, update

    from followup.storage.schema.tables import PhoneRow

    columns: Any = PhoneRow.__table__  # type: ignore[attr-defined]  # a table class has one
    values: dict[str, Any] = {"e164": bindparam("new_e164"), "extension": bindparam("new_extension")}
    return update(columns).where(columns.c.id == bindparam("this")).values(values)


def parse_phones_anew(contact: Contact, region: str) -> Contact:
    """Return the contact with its numbers parsed under this region."""
    phones = tuple(Phone(one.label, one.value, *parse_phone(one.value, region)) for one in contact.phones)
    return contact if phones == contact.phones else contact._replace(phones=phones)
