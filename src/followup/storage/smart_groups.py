"""Smart groups asked of the book: who is in one, and whether a new one's query may be what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.folding import fold
from followup.core.smart_groups import check_smart_group, groups_of
from followup.errors import WrongUsageError
from followup.storage.groups import all_groups, members
from followup.storage.query import find, read

if TYPE_CHECKING:
    from followup.core.query import Node
    from followup.storage.asking import Asking
    from followup.storage.groups import Group


def group_members(asking: Asking, group: Group) -> list[int]:
    """The ids of those in a group, hand-picked or found, by name."""
    return members(asking.connection, group) if group.query is None else find(group.query, asking)


def new_query(asking: Asking, name: str, text: str, *, cadence: bool) -> str:
    """The query of a smart group that is made; WrongUsageError for one that cannot be, or may not be a group's.

    It is asked once, so that a value that cannot be is found now and not on the morning it is needed.
    """
    text = text.strip()
    if not text:
        raise WrongUsageError("a smart group needs a query", 'write --query "city:杭州"')
    check_smart_group(name, read(text, asking), _queries(asking), cadence=cadence)
    find(text, asking)
    return text


def asking_for(asking: Asking, group: Group) -> list[str]:
    """The names of the smart groups whose queries ask for a group."""
    names = {fold(other.name): other.name for other in all_groups(asking.connection)}
    return [names[other] for other, tree in _queries(asking).items() if fold(group.name) in groups_of(tree)]


def _queries(asking: Asking) -> dict[str, Node]:
    groups = all_groups(asking.connection)
    return {fold(group.name): read(group.query, asking) for group in groups if group.query is not None}
