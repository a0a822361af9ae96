"""Smart groups: who is in one, in which ones a contact is, and whether a group may have a query."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

from followup.core.query.smart_groups import check_smart_group, groups_of
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.storage.contacts.groups import all_groups, members
from followup.storage.contacts.selection import for_contacts
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find, read, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.storage.contacts.groups import Group


def group_members(context: QueryContext, group: Group) -> list[int]:
    """Return the ids of a group's members, hand-picked or found by its query, ordered by name."""
    return members(context.connection, group) if group.query is None else find(group.query, context)


def smart_groups_of(context: QueryContext, ids: Sequence[int] | None = None) -> dict[int, list[str]]:
    """Return the names of the smart groups that contacts are in, by contact; without `ids` of all contacts.

    Groups that ask for due, warning or segment are left out, as in `show`: these are computed for everybody at once.
    """
    without_computed = QueryContext(context.connection, context.today, context.rules)
    chosen, values = for_contacts("{}", "id", ids)
    groups_by_contact: dict[int, list[str]] = defaultdict(list)
    for group in all_groups(context.connection):
        if group.query is not None:
            with suppress(WrongUsageError):
                condition, parameters = where(group.query, without_computed)
                sql = f"SELECT id FROM contact WHERE {chosen} AND {condition}"
                for (number,) in context.connection.execute(sql, [*values, *parameters]):
                    groups_by_contact[number].append(group.name)
    return groups_by_contact


def check_group(context: QueryContext, group: Group) -> None:
    """Raise WrongUsageError where a group, new (id 0) or changed, cannot have its query.

    The smart groups that ask for this group are checked with it. The query is run once, so that a value that is wrong
    is reported now and not when the group is used.
    """
    if group.query is not None and not group.query.strip():
        raise WrongUsageError("a smart group needs a query", 'write --query "city:杭州"')
    groups = [other for other in all_groups(context.connection) if other.id != group.id] + [group]
    smart = {fold(smart_group.name): smart_group for smart_group in groups if smart_group.query is not None}
    trees = {name: read(smart_group.query or "", context) for name, smart_group in smart.items()}
    for name, smart_group in smart.items():
        cadence = bool(smart_group.cadence_visit or smart_group.cadence_call)
        check_smart_group(smart_group.name, trees[name], trees, cadence=cadence, private=smart_group.private)
    if group.query is not None:
        find(group.query, context)


def groups_that_ask_for(context: QueryContext, group: Group) -> list[str]:
    """Return the names of the smart groups whose queries ask for a group."""
    smart = [(other.name, other.query) for other in all_groups(context.connection) if other.query is not None]
    return [name for name, query in smart if fold(group.name) in groups_of(read(query, context))]
