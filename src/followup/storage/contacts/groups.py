"""Groups: hand-picked ones have members, smart ones a saved query."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.errors import NotFoundError, WrongUsageError
from followup.storage.book.rows import insert_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from followup.storage.book.book import Writing


class Group(NamedTuple):
    """A group; `query` is None for a hand-picked one. `members` counts those, and is None for a smart one."""

    id: int
    name: str
    query: str | None
    private: bool
    cadence_visit: str
    cadence_call: str
    members: int | None


_ALL = (
    "SELECT id, name, query, private, cadence_visit, cadence_call,"
    " CASE WHEN query IS NULL THEN (SELECT count(*) FROM membership WHERE group_id = groups.id) END"
    " FROM groups"
)


def all_groups(connection: sqlite3.Connection) -> list[Group]:
    """Return all groups, by name."""
    rows = connection.execute(f"{_ALL} ORDER BY folded")
    return [Group(number, name, query, bool(private), *rest) for number, name, query, private, *rest in rows]


def group_named(connection: sqlite3.Connection, name: str) -> Group:
    """Return the group with this name, in any case or width; NotFoundError names a similar one."""
    groups = all_groups(connection)
    for group in groups:
        if fold(group.name) == fold(name):
            return group
    near = suggest(name, [group.name for group in groups], 1)
    hint = f"did you mean {near[0]}?" if near else "followup group list shows them, followup group create makes one"
    raise NotFoundError(f"there is no group {name}", hint)


def hand_picked(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, Group | None]:
    """Return hand-picked groups by their names as stored; None for a group that would be new.

    Raises WrongUsageError for a smart group: nobody can be put into it.
    """
    known = {fold(group.name): group for group in all_groups(connection)}
    found: dict[str, Group | None] = {}
    for name in names:
        group = known.get(fold(name))
        if group and group.query is not None:
            raise smart_group_error(group.name, group.query)
        found[group.name if group else name.strip()] = group
    return found


def smart_group_error(name: str, query: str) -> WrongUsageError:
    """Return the error that nobody can be put into a smart group, or taken out of it."""
    return WrongUsageError(
        f"{name} is a smart group: its members are found by {query}", f'followup group edit "{name}" --query'
    )


def members(connection: sqlite3.Connection, group: Group) -> list[int]:
    """Return the ids of a hand-picked group's members, by name."""
    rows = connection.execute(
        "SELECT contact.id FROM membership JOIN contact ON contact.id = contact_id WHERE group_id = ?"
        " ORDER BY sort, contact.id",
        (group.id,),
    )
    return [number for (number,) in rows]


def group_ids(writing: Writing, names: Collection[str]) -> dict[str, int]:
    """Return the ids of hand-picked groups by folded name; missing groups are made. WrongUsageError for a smart one."""
    found = {
        folded: (number, query)
        for folded, number, query in writing.connection.execute("SELECT folded, id, query FROM groups")
    }
    result = {}
    for name in sorted(names):
        folded = fold(name)
        if folded not in found:
            writing.insert_tuples("groups", ("name", "folded"), [(name, folded)])
            found[folded] = (writing.connection.execute("SELECT max(id) FROM groups").fetchone()[0], None)
        number, query = found[folded]
        if query is not None:
            raise smart_group_error(name, query)
        result[folded] = number
    return result


def create_group(
    writing: Writing, name: str, *, query: str | None, private: bool, cadence_visit: str = "", cadence_call: str = ""
) -> None:
    """Make a group; WrongUsageError when one of that name is there."""
    _check_free(writing, name)
    insert_row(writing, "groups", {
        "name": name, "folded": fold(name), "query": query, "private": private,
        "cadence_visit": cadence_visit, "cadence_call": cadence_call,
    })  # fmt: skip


def add_members(writing: Writing, group: Group, ids: Iterable[int]) -> int:
    """Put contacts into a hand-picked group; return how many were not in it before."""
    from followup.storage.schema.tables import MembershipRow

    if group.query is not None:
        raise smart_group_error(group.name, group.query)
    new = sorted(set(ids) - set(members(writing.connection, group)))
    writing.insert_many(MembershipRow, [{"group_id": group.id, "contact_id": number} for number in new])
    return len(new)


def drop_members(writing: Writing, group: Group, ids: Iterable[int]) -> int:
    """Take contacts out of a hand-picked group; return how many were in it."""
    from sqlmodel import col, delete

    from followup.storage.schema.tables import MembershipRow

    if group.query is not None:
        raise smart_group_error(group.name, group.query)
    leaving = sorted(set(ids) & set(members(writing.connection, group)))
    for number in leaving:
        writing.session.execute(
            delete(MembershipRow).where(
                col(MembershipRow.group_id) == group.id, col(MembershipRow.contact_id) == number
            )
        )
    return len(leaving)


def change_group(writing: Writing, group: Group, **values: object) -> None:
    """Change columns of a group: name, query, private, cadence_visit, cadence_call."""
    from sqlmodel import col, update

    from followup.storage.schema.tables import GroupRow

    if "name" in values:
        values["folded"] = fold(str(values["name"]))
        _check_free(writing, str(values["name"]), group.id)
    writing.session.execute(update(GroupRow).where(col(GroupRow.id) == group.id).values(values))


def _check_free(writing: Writing, name: str, own: int | None = None) -> None:
    row = writing.connection.execute(
        "SELECT name FROM groups WHERE folded = ? AND id IS NOT ?", (fold(name), own)
    ).fetchone()
    if row:
        raise WrongUsageError(f"there is a group {row[0]} already", "followup group list shows them")


def delete_group(writing: Writing, group: Group) -> None:
    """Delete a group; its contacts stay."""
    from sqlmodel import col, delete

    from followup.storage.schema.tables import GroupRow

    writing.session.execute(delete(GroupRow).where(col(GroupRow.id) == group.id))
