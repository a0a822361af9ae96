"""What is compared of every contact to find duplicates, and the pairs that a person said are two people."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from followup.core.contacts.phones import SHORTEST_NUMBER
from followup.core.matching.duplicates import Person
from followup.core.text.folding import fold

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

_COMPLETE = "kind = 'birthday' AND calendar = 'solar' AND year IS NOT NULL AND month IS NOT NULL AND day IS NOT NULL"


def people_to_compare(connection: sqlite3.Connection) -> list[Person]:
    """Return every contact with what is compared of it: to load whole contacts would take four times as long."""
    numbers = _by_contact(
        connection,
        f"SELECT contact_id, key FROM phone WHERE e164 IS NOT NULL OR length(key) >= {SHORTEST_NUMBER}",
    )
    emails = _by_contact(connection, "SELECT contact_id, folded FROM email")
    birthdays = dict(
        connection.execute(
            f"SELECT contact_id, printf('%04d-%02d-%02d', year, month, day) FROM occasion WHERE {_COMPLETE}"
        )
    )
    return [
        Person(
            contact,
            name,
            nickname,
            fold(organization) if organization else "",
            bool(company),
            tuple(numbers.get(contact, ())),
            tuple(emails.get(contact, ())),
            birthdays.get(contact, ""),
        )
        for contact, name, nickname, organization, company in connection.execute(
            "SELECT id, name, nickname, organization, company FROM contact ORDER BY id"
        )
    ]


def not_same_pairs(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """Return the pairs (ids, the lower one first) that a person said are two people."""
    return {
        (min(pair), max(pair)) for pair in connection.execute("SELECT contact_id, other_id FROM not_same").fetchall()
    }


def mark_not_same(writing: Writing, one: int, other: int) -> None:
    """Remember that two contacts are two people, unless it is remembered already."""
    from followup.storage.schema.tables import NotSameRow

    pair = (min(one, other), max(one, other))
    if pair not in not_same_pairs(writing.connection):
        writing.insert_many(NotSameRow, [{"contact_id": pair[0], "other_id": pair[1]}])


def _by_contact(connection: sqlite3.Connection, sql: str) -> dict[int, list[str]]:
    by_contact: dict[int, list[str]] = defaultdict(list)
    for contact, value in connection.execute(sql):
        if value:
            by_contact[contact].append(value)
    return by_contact
