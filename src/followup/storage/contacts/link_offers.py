"""Names on cards (`spouse: Li Na`) that are contacts themselves: which they are, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from followup.core.contacts.links import End, Link, without_circles
from followup.core.matching.names import parse_name
from followup.core.text.folding import fold
from followup.storage.contacts.links import referrals

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

_NAMED = (
    "SELECT relation.id, kind, relation.name, contact.id, contact.name FROM relation"
    " JOIN contact ON contact.id = contact_id WHERE other_id IS NULL ORDER BY relation.id"
)
_CALLED = (
    "SELECT id, name, name FROM contact UNION ALL SELECT id, name, uid FROM contact WHERE uid <> ''"
    " UNION ALL SELECT contact.id, name, value FROM email JOIN contact ON contact.id = contact_id"
)
_TOGETHER = (
    "SELECT 1 FROM card AS one JOIN batch ON batch.id = one.batch_id, json_each(batch.files) AS file WHERE"
    " one.contact_id = ? AND EXISTS (SELECT 1 FROM card AS two JOIN batch AS other ON other.id = two.batch_id,"
    " json_each(other.files) AS same WHERE two.contact_id = ? AND same.value = file.value) LIMIT 1"
)


class Offer(NamedTuple):
    """A name on a card as a link; `row` is the relation's.

    `sure`: it is a UID or an address, or the full name of somebody out of the same file. Thousands are called 李娜:
    that the only one in the book is the one on a card out of another file is for a person to say.
    """

    link: Link
    row: int
    sure: bool


def offers(connection: sqlite3.Connection) -> list[Offer]:
    """The names on cards that are, in full, the name, UID or e-mail of exactly one other contact."""
    named = connection.execute(_NAMED).fetchall()
    wanted = {_called(name) for _, _, name, _, _ in named}
    found: dict[str, set[End]] = defaultdict(set)
    for number, name, called in connection.execute(_CALLED) if wanted else ():
        if _called(called) in wanted:
            found[_called(called)].add(End(number, name))
    links: dict[Link, tuple[int, bool]] = {}
    for row, kind, name, number, of in named:
        match [*found[_called(name)]]:
            case [who] if who.id != number:
                links[Link(kind, who, End(number, of))] = (row, _is_sure(connection, name, who, number))
    return [Offer(link, *links[link]) for link in without_circles(links, referrals(connection) if links else ())]


def link_the_sure(writing: Writing) -> tuple[list[Link], int]:
    """Link the names of which it is sure who they are; return these links, and how many are left to a person."""
    found = offers(writing.connection)
    sure = [offer for offer in found if offer.sure]
    if sure:
        from sqlmodel import col, update

        from followup.storage.schema.tables import RelationRow

        for offer in sure:
            row = update(RelationRow).where(col(RelationRow.id) == offer.row)
            writing.session.execute(row.values(other_id=offer.link.who.id))
    return [offer.link for offer in sure], len(found) - len(sure)


def _is_sure(connection: sqlite3.Connection, name: str, who: End, number: int) -> bool:
    if _called(name) != fold(who.name):
        return True
    return parse_name(name).full and connection.execute(_TOGETHER, (number, who.id)).fetchone() is not None


def _called(text: str) -> str:
    """A name as it is compared, a UID and an address without what a card's URI has before them."""
    return fold(text).removeprefix("urn:uuid:").removeprefix("mailto:")
