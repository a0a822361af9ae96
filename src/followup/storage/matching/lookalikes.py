"""Contacts that share a name, a number or an e-mail with somebody who is being added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.contacts.phones import key_of
from followup.core.contacts.search_text import sort_text
from followup.core.text.folding import fold
from followup.storage.contacts.reads import load_contacts

if TYPE_CHECKING:
    import sqlite3

    from followup.core.model.contact import Contact

_MOST = 20


def sharing(connection: sqlite3.Connection, new: Contact) -> list[Contact]:
    """Contacts with the same name, number or e-mail, at most 20 for each: who of them is the same, core decides."""
    asked: list[tuple[str, str]] = [("SELECT id FROM contact WHERE sort = ?", sort_text(new.name))]
    for phone in new.phones:
        key, _ = key_of(phone.value, phone.e164, phone.extension)
        asked.append(("SELECT contact_id FROM phone WHERE key = ?", key))
    asked += [("SELECT contact_id FROM email WHERE folded = ?", fold(email.value)) for email in new.emails]
    ids = {number for sql, value in asked for (number,) in connection.execute(f"{sql} LIMIT {_MOST}", (value,))}
    return load_contacts(connection, sorted(ids))
