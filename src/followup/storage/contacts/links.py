"""Read and write how contacts are related: rows of `relation`, which belong to the contact that they describe.

A card names somebody (`spouse: Li Na`) as text; a link also has the id of that contact.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from followup.core.contacts.links import MUTUAL, REFERRED, End, Link, is_same_link
from followup.core.model.contact import Relation
from followup.core.text.folding import fold
from followup.storage.contacts.reads import load_contact

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from followup.core.model.contact import Contact
    from followup.core.value.referrals import Edges
    from followup.storage.book.book import Writing

_LINKS = (
    "SELECT relation.kind, other_id, coalesce(other.name, relation.name), contact.id, contact.name FROM relation"
    " JOIN contact ON contact.id = contact_id LEFT JOIN contact AS other ON other.id = other_id"
)


def links_of(connection: sqlite3.Connection, contact_id: int) -> list[Link]:
    """Return the links of a contact, from either side, each once, with the names on its card that are not linked."""
    links: list[Link] = []
    for link in _either_side(connection, contact_id):
        if link.who.id is None or not any(is_same_link(link, other) for other in links):
            links.append(link)
    return links


def links_between(connection: sqlite3.Connection, one: int, other: int) -> list[Link]:
    """Return all links between two contacts; one that both cards have comes twice."""
    return [link for link in _either_side(connection, one) if other in {link.who.id, link.of.id}]


def _either_side(connection: sqlite3.Connection, contact_id: int) -> list[Link]:
    rows = connection.execute(
        f"{_LINKS} WHERE contact_id = :id OR other_id = :id ORDER BY relation.id", {"id": contact_id}
    )
    return [Link(kind, End(who, name), End(number, of)) for kind, who, name, number, of in rows]


def referrals(connection: sqlite3.Connection) -> list[Link]:
    """Return who referred whom; a name that is not linked has no id."""
    rows = connection.execute(f"{_LINKS} WHERE relation.kind = ? ORDER BY relation.id", (REFERRED,))
    return [Link(kind, End(who, name), End(number, of)) for kind, who, name, number, of in rows]


def edges(links: list[Link]) -> tuple[Edges, dict[int, str]]:
    """Return who referred whom by id; others than contacts have numbers below 0, with their names."""
    by_referrer: Edges = {}
    numbers: dict[str, int] = {}
    names: dict[int, str] = {}
    for link in links:
        who = link.who.id
        if who is None:
            who = numbers.setdefault(fold(link.who.name), -len(numbers) - 1)
            names.setdefault(who, link.who.name)
        by_referrer.setdefault(who, []).append(link.of.id or 0)
    return by_referrer, names


def people(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    """Return the names and grades of contacts by id."""
    rows = connection.execute(
        "SELECT id, name, grade FROM contact WHERE id IN (SELECT value FROM json_each(?))", (dumps([*ids]),)
    )
    return {number: (name, grade) for number, name, grade in rows}


def add_links(writing: Writing, links: list[Link]) -> None:
    """Store links: a name of that kind that is on the card already is linked, otherwise the link is added.

    A mutual link may be on either card.
    """
    for link in links:
        sides = [link, Link(link.kind, link.of, link.who)] if link.kind in MUTUAL else [link]
        named = (side for side in sides if _is_named(writing.connection, side))
        _change(writing, next(named, link), _linked)


def remove_links(writing: Writing, links: list[Link]) -> None:
    """Remove links, with their names."""
    for link in links:
        _change(writing, link, _unlinked)


def _change(writing: Writing, link: Link, change: Callable[[Contact, Link], list[Relation]]) -> None:
    from followup.storage.contacts.writes import replace_contact

    before = load_contact(writing.connection, link.of.id or 0)
    replace_contact(writing, before, before._replace(relations=tuple(change(before, link))))


def _linked(contact: Contact, link: Link) -> list[Relation]:
    relations = list(contact.relations)
    for place, relation in enumerate(relations):
        if _is_free(relation, link):
            relations[place] = relation._replace(contact_id=link.who.id)
            return relations
    return [*relations, Relation(link.kind, link.who.name, link.who.id)]


def _unlinked(contact: Contact, link: Link) -> list[Relation]:
    return [
        relation for relation in contact.relations if (relation.kind, relation.contact_id) != (link.kind, link.who.id)
    ]


def _is_named(connection: sqlite3.Connection, link: Link) -> bool:
    return any(_is_free(relation, link) for relation in load_contact(connection, link.of.id or 0).relations)


def _is_free(relation: Relation, link: Link) -> bool:
    """Whether a relation names the person of the link, with that kind, and is not linked to anybody."""
    return relation.contact_id is None and relation.kind == link.kind and fold(relation.name) == fold(link.who.name)
