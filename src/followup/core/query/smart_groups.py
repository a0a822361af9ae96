"""What a smart group may ask for: never itself, and nothing that depends on the cadence or privacy that it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.query.syntax import And, Field, Not, Or, fields_of
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.core.query.syntax import Node

_OF_CADENCE = ("due", "warning", "segment")
_WITH_CADENCE = "smart group with a cadence"
_OF_PRIVACY = (*_OF_CADENCE, "private", "value", "stage")


def check_smart_group(
    name: str, tree: Node, others: Mapping[str, Node], *, cadence: bool = False, private: bool = False
) -> None:
    """Raise WrongUsageError where a query asks, itself or through other smart groups, for what its group may not.

    `others` are the queries of the smart groups that there are, by folded name. Private people are due for nothing, in
    no segment and at no stage, and have no value; a segment has to be known before the cadences that follow from it.
    """
    barred = _OF_PRIVACY if private else _OF_CADENCE if cadence else ()
    asked, seen = [tree], {fold(name)}
    while asked:
        tree = asked.pop()
        wrong = [field for field in barred if field in fields_of(tree)]
        if wrong:
            kind, options = ("private smart group", "--private") if private else (_WITH_CADENCE, "--visit and --call")
            raise WrongUsageError(
                f"a {kind} may not ask for {wrong[0]}:, which depends on who is in it",
                f"leave {options} away, or ask for something else",
            )
        for group in groups_of(tree):
            if group == fold(name):
                raise WrongUsageError(f"the smart group {name} may not ask for itself", "leave group: out of its query")
            if group in others and group not in seen:
                seen.add(group)
                asked.append(others[group])


def groups_of(tree: Node) -> Iterator[str]:
    """Return the groups a query asks for, folded."""
    match tree:
        case Field(name="group", custom=False):
            yield from (fold(value.value) for value in tree.values)
        case Not(term=term):
            yield from groups_of(term)
        case And(terms=terms) | Or(terms=terms):
            for term in terms:
                yield from groups_of(term)
        case _:
            return
