"""What the query of a smart group may ask for: neither itself, nor what depends on the cadence or privacy it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.query.syntax import And, Field, Not, Or, fields_of
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.core.query.syntax import Node

_FOLLOWS_FROM_CADENCE = ("due", "warning", "segment")
_FOLLOWS_FROM_PRIVACY = (*_FOLLOWS_FROM_CADENCE, "private", "value", "stage")


def check_smart_group(
    name: str, tree: Node, others: Mapping[str, Node], *, cadence: bool = False, private: bool = False
) -> None:
    """Raise WrongUsageError where a query asks, itself or through other smart groups, for what its group may not.

    `others` are the queries of all smart groups by folded name. Private people are never due, in no segment, at no
    stage, and have no value: a private group that asked for these would depend on its own members. So would a group
    with a cadence that asked for what is due, or for warnings and segments, which follow from cadences.
    """
    forbidden = _FOLLOWS_FROM_PRIVACY if private else _FOLLOWS_FROM_CADENCE if cadence else ()
    kind, options = ("private smart group", "--private")
    if not private:
        kind, options = ("smart group with a cadence", "--visit and --call")
    trees, seen = [tree], {fold(name)}
    while trees:
        tree = trees.pop()
        wrong = [field for field in forbidden if field in fields_of(tree)]
        if wrong:
            raise WrongUsageError(
                f"a {kind} may not ask for {wrong[0]}:, which depends on who is in it",
                f"leave {options} away, or ask for something else",
            )
        for group in groups_of(tree):
            if group == fold(name):
                raise WrongUsageError(f"the smart group {name} may not ask for itself", "leave group: out of its query")
            if group in others and group not in seen:
                seen.add(group)
                trees.append(others[group])


def groups_of(tree: Node) -> Iterator[str]:
    """Return the folded names of the groups a query asks for."""
    match tree:
        case Field(name="group", custom=False):
            yield from (fold(comparison.value) for comparison in tree.comparisons)
        case Not(term=term):
            yield from groups_of(term)
        case And(terms=terms) | Or(terms=terms):
            for term in terms:
                yield from groups_of(term)
        case _:
            return
