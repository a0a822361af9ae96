"""Load contacts: plain SQL, one statement a table."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from followup.core.model.contact import Address, Contact, Email, Occasion, Phone, Relation
from followup.storage.book.meanwhile import contact_gone
from followup.storage.contacts.selection import for_contacts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

_OWN = (
    "id, name, family, given, additional, prefix, suffix, nickname, phonetic, organization, department, title, company,"
    " grade, grade_locked, graded, stage, status, private, important, do_not_contact, area, language, honorific,"
    " gender, best_time, cadence_visit, cadence_call, source, uid, added"
)
_FLAGS = (12, 14, 18, 19, 20)
_DAYS = (15, 30)


def load_contacts(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> list[Contact]:
    """Return the contacts with these ids, in that order; all of them, by name, when `ids` is None."""

    def by_contact(sql: str, make: Callable[..., Any]) -> dict[int, list[Any]]:
        result: dict[int, list[Any]] = defaultdict(list)
        for number, *values in connection.execute(*for_contacts(sql, "contact_id", ids)):
            result[number].append(make(*values))
        return result

    phones = by_contact(
        "SELECT contact_id, label, value, e164, extension FROM phone WHERE {} ORDER BY contact_id, position", Phone
    )
    emails = by_contact("SELECT contact_id, label, value FROM email WHERE {} ORDER BY contact_id, position", Email)
    addresses = by_contact(
        "SELECT contact_id, label, street, city, region, postcode, country FROM address WHERE {}"
        " ORDER BY contact_id, position",
        Address,
    )
    urls = by_contact("SELECT contact_id, value FROM url WHERE {} ORDER BY contact_id, position", str)
    occasions = by_contact(
        "SELECT contact_id, kind, year, month, day, calendar, leap_month, id FROM occasion WHERE {} ORDER BY id",
        lambda kind, year, month, day, calendar, leap, number: Occasion(
            kind, year, month, day, calendar, bool(leap), number
        ),
    )
    relations = by_contact("SELECT contact_id, kind, name, other_id FROM relation WHERE {} ORDER BY id", Relation)
    fields = by_contact("SELECT contact_id, name, value FROM field WHERE {} ORDER BY id", lambda *pair: pair)
    groups = by_contact(
        "SELECT contact_id, groups.name, groups.private FROM membership JOIN groups ON groups.id = group_id"
        " WHERE {} ORDER BY groups.folded",
        lambda *pair: pair,
    )
    order = " ORDER BY sort, id" if ids is None else ""
    contacts = {}
    for row in connection.execute(*for_contacts(f"SELECT {_OWN} FROM contact WHERE {{}}{order}", "id", ids)):
        values: list[Any] = list(row)
        for place in _FLAGS:
            values[place] = bool(values[place])
        for place in _DAYS:
            values[place] = values[place] and date.fromisoformat(values[place])
        number = values[0]
        member = groups.get(number, ())
        values[18] = values[18] or any(private for _, private in member)
        lists: dict[str, Any] = {
            "groups": tuple(name for name, _ in member),
            "phones": tuple(phones.get(number, ())),
            "emails": tuple(emails.get(number, ())),
            "addresses": tuple(addresses.get(number, ())),
            "urls": tuple(urls.get(number, ())),
            "occasions": tuple(occasions.get(number, ())),
            "relations": tuple(relations.get(number, ())),
            "fields": dict(fields.get(number, ())),
        }
        contacts[number] = Contact(*values, **lists)
    return list(contacts.values()) if ids is None else [contacts[number] for number in ids if number in contacts]


def load_contact(connection: sqlite3.Connection, number: int) -> Contact:
    """Return the contact with this id; NotFoundError when there is none, or no longer."""
    for contact in load_contacts(connection, [number]):
        return contact
    raise contact_gone(connection, number)
