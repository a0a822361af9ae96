"""Smart groups asked of the book: who is in one, and whether a query may be a group's."""

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
    """The ids of those in a group, hand-picked or found, by name."""
    return members(context.connection, group) if group.query is None else find(group.query, context)


def smart_groups_of(context: QueryContext, ids: Sequence[int] | None = None) -> dict[int, list[str]]:
    """The names of the smart groups that contacts are in, by id: these contacts, or all without `ids`.

    A group that asks for due, warning or segment, which are computed for everybody at once, is left out, as in `show`.
    """
    alone = QueryContext(context.connection, context.today, context.rules)
    chosen, values = for_contacts("{}", "id", ids)
    found: dict[int, list[str]] = defaultdict(list)
    for group in all_groups(context.connection):
        if group.query is not None:
            with suppress(WrongUsageError):
                condition, parameters = where(group.query, alone)
                sql = f"SELECT id FROM contact WHERE {chosen} AND {condition}"
                for (number,) in context.connection.execute(sql, [*values, *parameters]):
                    found[number].append(group.name)
    return found


def check_group(context: QueryContext, group: Group) -> None:
    """Raise WrongUsageError where a group, new (id 0) or changed, has a query that cannot be, or may not be its own.

    A smart group that asks for it has to stay what it may be as well. The query is asked once, so that a value that
    cannot be is found now and not on the morning it is needed.
    """
    if group.query is not None and not group.query.strip():
        raise WrongUsageError("a smart group needs a query", 'write --query "city:杭州"')
    groups = [other for other in all_groups(context.connection) if other.id != group.id] + [group]
    trees = {fold(each.name): read(each.query, context) for each in groups if each.query is not None}
    for each in groups:
        if each.query is not None:
            cadence = bool(each.cadence_visit or each.cadence_call)
            check_smart_group(each.name, trees[fold(each.name)], trees, cadence=cadence, private=each.private)
    if group.query is not None:
        find(group.query, context)


def groups_that_ask_for(context: QueryContext, group: Group) -> list[str]:
    """The names of the smart groups whose queries ask for a group."""
    smart = [(other.name, other.query) for other in all_groups(context.connection) if other.query is not None]
    return [name for name, query in smart if fold(group.name) in groups_of(read(query, context))]
