"""Contacts into the book: many at once for an import, differences for an edit or a merge."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from followup.core.contacts.search_text import contact_search_text, sort_text
from followup.core.model.contact import Contact
from followup.core.text.folding import digits_of, fold
from followup.storage.contacts.groups import group_ids

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from sqlmodel import SQLModel

    from followup.storage.book.book import Writing

_HANGING = Contact._fields.index("groups")
"""Where a contact's own values end, and what hangs on it begins."""
_OWN = Contact._fields[:_HANGING]
_OWN_COLUMNS = (*_OWN[1:], "sort", "search")
# What the table holds in a column that nobody wrote: the same as a contact of whom nobody said it.
_UNTOLD = (*[Contact._field_defaults.get(name) for name in _OWN][1:], "", "")
_DAYS = tuple(_OWN.index(name) - 1 for name in ("graded", "added"))
_Rows = list[dict[str, object]]
_Tuples = list[tuple[object, ...]]
_ContactRows = tuple[tuple[object, ...], list[_Tuples], tuple[str, ...]]
"""What a contact becomes in the tables, without its id: its own row, those of what hangs on it, its groups."""

# What hangs on a contact: the columns of its table behind `contact_id`, with `position` where the order counts.
_COLUMNS = {
    "phones": ("position", "label", "value", "e164", "extension", "digits"),
    "emails": ("position", "label", "value", "folded"),
    "addresses": ("position", "label", "street", "city", "region", "postcode", "country"),
    "urls": ("position", "value"),
    "occasions": ("kind", "year", "month", "day", "calendar", "leap_month"),
    "relations": ("kind", "name", "other_id"),
    "fields": ("name", "value"),
}
_TABLES = {name: name.removesuffix("es" if name == "addresses" else "s") for name in _COLUMNS}
# How what a contact holds becomes rows, behind the contact's id; their columns are in the order of its own parts.
_TUPLES: dict[str, Callable[[Any], _Tuples]] = {
    "phones": lambda phones: [(at, *one, digits_of(one.value)) for at, one in enumerate(phones)],
    "emails": lambda emails: [(at, *one, fold(one.value)) for at, one in enumerate(emails)],
    "addresses": lambda addresses: [(at, *one) for at, one in enumerate(addresses)],
    "urls": lambda urls: [*enumerate(urls)],
    "occasions": lambda occasions: [one[:-1] for one in occasions],
    "relations": lambda relations: [tuple(one) for one in relations],
    "fields": lambda fields: [*fields.items()],
}


def next_id(connection: sqlite3.Connection) -> int:
    """The id that the next new contact gets; ids of removed contacts are never given again."""
    found: int = connection.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'contact'), 0) + 1"
    ).fetchone()[0]
    return found


def _rows_of(contact: Contact) -> _ContactRows:
    """Return the contact's own row behind its id, what hangs on it (behind that id) table by table, and its groups."""
    own = list(contact[1:_HANGING])
    for place in _DAYS:
        own[place] = own[place] and str(own[place])
    hanging = zip(_TUPLES.values(), contact[_HANGING + 1 :], strict=True)
    children = [as_tuples(held) if held else [] for as_tuples, held in hanging]
    return (*own, sort_text(contact.name), contact_search_text(contact)), children, contact.groups


def add_contacts(writing: Writing, contacts: Iterable[Contact]) -> None:
    """Insert contacts under the ids they bear, with everything that hangs on them; missing groups are created."""
    rows = [(contact.id, _rows_of(contact)) for contact in contacts]
    if not rows:
        return
    told = _told([own for _, (own, _, _) in rows])
    pick = itemgetter(*told)
    columns = ("id", *[_OWN_COLUMNS[place] for place in told])
    writing.insert_tuples("contact", columns, [(number, *pick(own)) for number, (own, _, _) in rows])
    for place, (name, columns) in enumerate(_COLUMNS.items()):
        hanging = [(number, *row) for number, (_, children, _) in rows for row in children[place]]
        writing.insert_tuples(_TABLES[name], ("contact_id", *columns), hanging)
    names = {name for _, (_, _, groups) in rows for name in groups}
    if names:
        ids = group_ids(writing, names)
        members = [
            (group, number)
            for number, (_, _, groups) in rows
            for group in dict.fromkeys(ids[fold(name)] for name in groups)
        ]
        writing.insert_tuples("membership", ("group_id", "contact_id"), members)


def _told(rows: Sequence[tuple[object, ...]]) -> list[int]:
    """Return which columns of contacts' own rows say something; the table itself knows what the others hold.

    Most of a card's forty columns are empty, and each that is written costs as much as one that is full.
    """
    return [place for place, values in enumerate(zip(*rows, strict=True)) if values.count(_UNTOLD[place]) < len(values)]


def replace_contact(writing: Writing, before: Contact, after: Contact) -> None:
    """Write what is different in `after`, and nothing else: an occasion that stays keeps its id."""
    replace_contacts(writing, [(before, after)])


def replace_contacts(writing: Writing, pairs: Sequence[tuple[Contact, Contact]]) -> None:
    """Write what is different in each (before, after), all of one table together."""
    if not pairs:
        return
    from followup.storage.schema import tables

    rows: dict[tuple[str, ...], _Rows] = defaultdict(list)
    for before, after in pairs:
        if changed := _changes(before, after):
            rows[tuple(changed)].append({**changed, "this": after.id})
    for same in rows.values():
        _update_many(writing, tables.ContactRow, same)
    for name, table in _child_tables().items():
        _replace_children(writing, table, name, pairs)
    for before, after in pairs:
        if after.groups != before.groups:
            _replace_groups(writing, before, after)


def _replace_children(
    writing: Writing, table: type[SQLModel], name: str, pairs: Sequence[tuple[Contact, Contact]]
) -> None:
    touched = [pair for pair in pairs if getattr(pair[0], name) != getattr(pair[1], name)]
    if name == "occasions":
        for before, after in touched:
            _replace_occasions(writing, before, after)
    elif touched:
        _delete_children(writing, table, [after.id for _, after in touched])
        rows = [(after.id, *row) for _, after in touched for row in _TUPLES[name](getattr(after, name))]
        writing.insert_tuples(_TABLES[name], ("contact_id", *_COLUMNS[name]), rows)


def _changes(before: Contact, after: Contact) -> dict[str, object]:
    """The contact's own columns that are different, with the texts that follow from them; empty if all is the same."""
    changed = {name: getattr(after, name) for name in _OWN if getattr(after, name) != getattr(before, name)}
    if not changed and all(getattr(after, name) == getattr(before, name) for name in _COLUMNS):
        return {}
    if changed.get("status", "lost") != "lost":  # who is back was not lost
        changed |= {"lost_on": None, "lost_reason": ""}
    return changed | dict(zip(("sort", "search"), _texts(after), strict=True))


def _update_many(writing: Writing, table: Any, rows: _Rows) -> None:  # noqa: ANN401 - SQLAlchemy's table is a table class's secret
    """Set the same columns of many rows; `this` is the id of each."""
    from sqlalchemy import bindparam, update

    columns = table.__table__
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name != "this"}
    statement = update(columns).where(columns.c.id == bindparam("this")).values(values)
    prefixed = [{name if name == "this" else f"new_{name}": value for name, value in row.items()} for row in rows]
    writing.session.connection().execute(statement, prefixed)


def _delete_children(writing: Writing, table: Any, contacts: list[int]) -> None:  # noqa: ANN401 - as above
    """Delete the rows that hang on these contacts."""
    from sqlalchemy import bindparam, delete

    columns = table.__table__
    statement = delete(columns).where(columns.c.contact_id == bindparam("this"))
    writing.session.connection().execute(statement, [{"this": contact} for contact in contacts])


def remove_contacts(writing: Writing, ids: Iterable[int]) -> None:
    """Remove contacts and all that hangs on them; their cards stay known, so that no import brings them back."""
    from sqlmodel import col, delete, update

    from followup.storage.schema import tables

    for number in ids:
        writing.session.execute(
            update(tables.CardRow).where(col(tables.CardRow.contact_id) == number).values(original=b"")
        )
        writing.session.execute(delete(tables.ContactRow).where(col(tables.ContactRow.id) == number))


def refresh_search(writing: Writing, contacts: Sequence[Contact]) -> None:
    """Write the search texts anew, as after the phone region changed."""
    from followup.storage.schema.tables import ContactRow

    rows: _Rows = [{"search": contact_search_text(contact), "this": contact.id} for contact in contacts]
    if rows:
        _update_many(writing, ContactRow, rows)


def _texts(contact: Contact) -> tuple[str, str]:
    return sort_text(contact.name), contact_search_text(contact)


def _child_tables() -> dict[str, type[SQLModel]]:
    from followup.storage.schema import tables

    return {
        "phones": tables.PhoneRow,
        "emails": tables.EmailRow,
        "addresses": tables.AddressRow,
        "urls": tables.UrlRow,
        "occasions": tables.OccasionRow,
        "relations": tables.RelationRow,
        "fields": tables.FieldRow,
    }


def _replace_occasions(writing: Writing, before: Contact, after: Contact) -> None:
    from sqlmodel import col, delete, update

    from followup.storage.schema.tables import OccasionRow

    there = {occasion.id: occasion for occasion in before.occasions}
    gone = there.keys() - {occasion.id for occasion in after.occasions}
    writing.session.execute(delete(OccasionRow).where(col(OccasionRow.id).in_(gone)))
    new = []
    for occasion in after.occasions:
        row = dict(zip(_COLUMNS["occasions"], occasion[:-1], strict=True))
        if occasion.id not in there:
            new.append({"contact_id": after.id, **row})
        elif occasion != there[occasion.id]:
            writing.session.execute(update(OccasionRow).where(col(OccasionRow.id) == occasion.id).values(row))
    writing.insert_many(OccasionRow, new)


def _replace_groups(writing: Writing, before: Contact, after: Contact) -> None:
    from sqlmodel import col, delete

    from followup.storage.schema.tables import MembershipRow

    ids = group_ids(writing, {*before.groups, *after.groups})
    old = {ids[fold(name)] for name in before.groups}
    new = {ids[fold(name)] for name in after.groups}
    writing.session.execute(
        delete(MembershipRow).where(
            col(MembershipRow.contact_id) == after.id, col(MembershipRow.group_id).in_(sorted(old - new))
        )
    )
    writing.insert_many(MembershipRow, [{"group_id": number, "contact_id": after.id} for number in sorted(new - old)])
