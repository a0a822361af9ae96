"""Names on cards (`spouse: Li Na`) that are contacts of the book: which contacts, and whether that is sure."""

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

_UNLINKED_NAMES = (
    "SELECT relation.id, kind, relation.name, contact.id, contact.name FROM relation"
    " JOIN contact ON contact.id = contact_id WHERE other_id IS NULL ORDER BY relation.id"
)
_CONTACT_NAMES = (
    "SELECT id, name, name FROM contact UNION ALL SELECT id, name, uid FROM contact WHERE uid <> ''"
    " UNION ALL SELECT contact.id, name, value FROM email JOIN contact ON contact.id = contact_id"
)
_FROM_SAME_FILE = (
    "SELECT 1 FROM card AS one JOIN batch ON batch.id = one.batch_id, json_each(batch.files) AS file WHERE"
    " one.contact_id = ? AND EXISTS (SELECT 1 FROM card AS two JOIN batch AS other ON other.id = two.batch_id,"
    " json_each(other.files) AS same WHERE two.contact_id = ? AND same.value = file.value) LIMIT 1"
)


class Offer(NamedTuple):
    """A link that a name on a card can become; `row` is the id of the relation.

    `sure`: the name is a UID or an e-mail, or the full name of a contact from the same file. Thousands are called 李娜:
    whether the only one in the book is the one on a card from another file, a person has to decide.
    """

    link: Link
    row: int
    sure: bool


def link_offers(connection: sqlite3.Connection) -> list[Offer]:
    """Return a link for each name on a card that equals the name, UID or e-mail of exactly one other contact."""
    named = connection.execute(_UNLINKED_NAMES).fetchall()
    wanted = {_comparable(name) for _, _, name, _, _ in named}
    by_name: dict[str, set[End]] = defaultdict(set)
    for number, name, called in connection.execute(_CONTACT_NAMES) if wanted else ():
        if _comparable(called) in wanted:
            by_name[_comparable(called)].add(End(number, name))
    links: dict[Link, tuple[int, bool]] = {}
    for row, kind, name, number, of in named:
        match [*by_name[_comparable(name)]]:
            case [who] if who.id != number:
                links[Link(kind, who, End(number, of))] = (row, _is_sure(connection, name, who, number))
    return [Offer(link, *links[link]) for link in without_circles(links, referrals(connection) if links else ())]


def link_sure_offers(writing: Writing) -> tuple[list[Link], int]:
    """Make the links that are sure; return them, and how many are left for a person to decide."""
    all_offers = link_offers(writing.connection)
    sure = [offer for offer in all_offers if offer.sure]
    if sure:
        from sqlmodel import col, update

        from followup.storage.schema.tables import RelationRow

        for offer in sure:
            row = update(RelationRow).where(col(RelationRow.id) == offer.row)
            writing.session.execute(row.values(other_id=offer.link.who.id))
    return [offer.link for offer in sure], len(all_offers) - len(sure)


def _is_sure(connection: sqlite3.Connection, name: str, who: End, number: int) -> bool:
    if _comparable(name) != fold(who.name):
        return True
    return parse_name(name).full and connection.execute(_FROM_SAME_FILE, (number, who.id)).fetchone() is not None


def _comparable(text: str) -> str:
    """Return a name, UID or e-mail as it is compared: folded, and without the prefix of a URI."""
    return fold(text).removeprefix("urn:uuid:").removeprefix("mailto:")
