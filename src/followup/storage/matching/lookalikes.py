"""Contacts that share a name, a number or an e-mail with somebody who is being added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.contacts.phones import phone_key
from followup.core.contacts.search_text import sort_text
from followup.core.text.folding import fold
from followup.storage.contacts.reads import load_contacts

if TYPE_CHECKING:
    import sqlite3

    from followup.core.model.contact import Contact

_MOST_A_QUERY = 20


def contacts_like(connection: sqlite3.Connection, new: Contact) -> list[Contact]:
    """Return contacts with the same name, number or e-mail, at most 20 of each; core decides who is the same person."""
    queries: list[tuple[str, str]] = [("SELECT id FROM contact WHERE sort = ?", sort_text(new.name))]
    for phone in new.phones:
        key = phone_key(phone.value, phone.e164, phone.extension)
        queries.append(("SELECT contact_id FROM phone WHERE key = ?", key))
    queries += [("SELECT contact_id FROM email WHERE folded = ?", fold(email.value)) for email in new.emails]
    ids = {
        contact for sql, value in queries for (contact,) in connection.execute(f"{sql} LIMIT {_MOST_A_QUERY}", (value,))
    }
    return load_contacts(connection, sorted(ids))
