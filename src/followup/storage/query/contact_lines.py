"""Contacts as `list` shows them: as JSON that SQLite itself makes, and as the cells of a table.

Loading 10,000 contacts as values and then writing JSON takes five times as long. `render.contacts.listing.contact_json`
writes single contacts; a test compares the keys and values of both.
"""

from __future__ import annotations

from json import dumps, loads
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.core.model.stages import PROSPECT
from followup.core.text.folding import fold
from followup.storage.contacts.selection import for_contacts
from followup.storage.query.stages import load_stages

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from followup.storage.query.context import QueryContext

# Written as a join, SQLite would go through all memberships, which is half of the time of a short list.
_PRIVATE = (
    "private OR id IN (SELECT contact_id FROM membership WHERE group_id IN (SELECT id FROM groups WHERE private))"
    " OR id IN (SELECT value FROM json_each(?))"
)
_HEAD = (
    "SELECT id, json_object('id', id, 'name', name, 'family', family, 'given', given, 'nickname', nickname,"
    " 'organization', organization, 'department', department, 'title', title, 'area', area, 'grade', grade,"
    " 'grade_locked', json(iif(grade_locked, 'true', 'false')),"
    f" 'stage', coalesce(stage, iif({_PRIVATE}, NULL, loyalty(id))), 'status', status,"
    f" 'private', json(iif({_PRIVATE}, 'true', 'false')), 'important', json(iif(important, 'true', 'false')),"
    " 'do_not_contact', json(iif(do_not_contact, 'true', 'false')), 'added', added, 'source', source, 'uid', uid)"
    " FROM contact WHERE {} ORDER BY sort, id"
)
_LISTS = {
    "groups": "SELECT contact_id, json_quote(groups.name) FROM membership JOIN groups ON groups.id = group_id"
    " WHERE {} ORDER BY groups.folded",
    "phones": "SELECT contact_id, json_object('label', label, 'value', value, 'e164', e164, 'extension', extension)"
    " FROM phone WHERE {} ORDER BY id",  # rows are written in the order of their positions
    "emails": "SELECT contact_id, json_object('label', label, 'value', value) FROM email WHERE {} ORDER BY id",
    "addresses": "SELECT contact_id, json_object('label', label, 'street', street, 'city', city, 'region', region,"
    " 'postcode', postcode, 'country', country) FROM address WHERE {} ORDER BY id",
    "occasions": "SELECT contact_id, json_object('id', id, 'kind', kind, 'year', year, 'month', month, 'day', day,"
    " 'calendar', calendar, 'leap_month', json(iif(leap_month, 'true', 'false'))) FROM occasion WHERE {} ORDER BY id",
    "fields": "SELECT contact_id, json_quote(name) || ':' || json_quote(value) FROM field WHERE {} ORDER BY id",
    "urls": "SELECT contact_id, json_quote(value) FROM url WHERE {} ORDER BY id",
}
_CELLS = (
    "SELECT id, name, coalesce(grade, ''), organization,"
    " coalesce((SELECT value FROM phone WHERE contact_id = contact.id ORDER BY position LIMIT 1), ''),"
    " coalesce((SELECT city FROM address WHERE contact_id = contact.id AND city <> '' ORDER BY position LIMIT 1), area)"
    " FROM contact WHERE {} ORDER BY sort, id"
)


class ListRow(NamedTuple):
    """A contact as a row of the table: with its first phone, its first city (or its area) and its groups."""

    id: int
    name: str
    grade: str
    organization: str
    phone: str
    city: str
    groups: str


def contact_json_lines(
    context: QueryContext,
    ids: Sequence[int] | None = None,
    private: Iterable[int] = (),
    smart: Mapping[int, Sequence[str]] | None = None,
) -> Iterator[str]:
    """Yield contacts as lines of JSON: those with these ids, in their order; without `ids` all, by name.

    `private` are the members of private smart groups, `smart` are the names of the smart groups by contact.
    """
    connection = context.connection
    stages = load_stages(context, ids)
    connection.create_function("loyalty", 1, lambda number: stages.get(number, PROSPECT), deterministic=True)
    lists = {name: _by_contact(connection, sql, ids) for name, sql in _LISTS.items()}
    for number, names in (smart or {}).items():
        names_of_all = [*loads(f"[{lists['groups'].get(number, '')}]"), *names]
        lists["groups"][number] = dumps(sorted(names_of_all, key=fold), ensure_ascii=False, separators=(",", ":"))[1:-1]
    groups, phones, emails, addresses, occasions, fields, urls = (texts.get for texts in lists.values())
    hidden = dumps([*private])
    for number, head in _in_order(connection, _HEAD, ids, hidden, hidden):
        yield (
            f'{head[:-1]},"groups":[{groups(number, "")}],"phones":[{phones(number, "")}],'
            f'"emails":[{emails(number, "")}],"addresses":[{addresses(number, "")}],'
            f'"occasions":[{occasions(number, "")}],"fields":{{{fields(number, "")}}},"urls":[{urls(number, "")}]}}'
        )


def list_rows(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> list[ListRow]:
    """Return the rows of the table: of the contacts with these ids, in their order; without `ids` of all, by name."""
    groups = _by_contact(
        connection,
        "SELECT contact_id, groups.name FROM membership JOIN groups ON groups.id = group_id"
        " WHERE {} ORDER BY groups.folded",
        ids,
        ", ",
    )
    return [ListRow._make((*row, groups.get(row[0], ""))) for row in _in_order(connection, _CELLS, ids)]


def _by_contact(
    connection: sqlite3.Connection, sql: str, ids: Sequence[int] | None, separator: str = ","
) -> dict[int, str]:
    """Return the texts of each contact joined with the separator; the SQL yields pairs of a contact and a text."""
    texts: dict[int, str] = {}
    for number, text in connection.execute(*for_contacts(sql, "contact_id", ids)):
        before = texts.get(number)
        texts[number] = text if before is None else f"{before}{separator}{text}"
    return texts


def _in_order(
    connection: sqlite3.Connection, sql: str, ids: Sequence[int] | None, *parameters: str
) -> list[tuple[Any, ...]]:
    sql, more = for_contacts(sql, "id", ids)
    rows = connection.execute(sql, [*parameters, *more]).fetchall()
    if ids is None:
        return rows
    by_id = {row[0]: row for row in rows}
    return [by_id[number] for number in ids if number in by_id]
