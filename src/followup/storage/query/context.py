"""What the answer to a QUERY depends on besides its text: the book, the day, the rules, and what core computes."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Protocol, TypeAlias

from followup.core.model.rules import Rules
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.storage.contacts.groups import all_groups

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from followup.storage.contacts.groups import Group

Sql: TypeAlias = tuple[str, list[object]]
"""A condition on the table contact, and its parameters in their order."""


class Computed(Protocol):
    """What core computes about all contacts, by id, when a query first asks for it."""

    def warnings(self) -> Mapping[int, str]:
        """The warning stage of each customer: fine, watch, early, acute, lost."""

    def segments(self) -> Mapping[int, str]:
        """The segment of each customer: top, core, tail, new."""

    def dues(self) -> Mapping[int, Collection[date]]:
        """The days on which each contact is next due for a visit and for a call."""


class QueryContext:
    """The book, the day and the rules of a query. Without `computed`, fields that need it raise WrongUsageError."""

    def __init__(
        self, connection: sqlite3.Connection, today: date, rules: Rules | None = None, computed: Computed | None = None
    ) -> None:
        self.connection = connection
        self.today = today
        self.rules = rules or Rules()
        self._computed = computed
        self._open: list[Group] = []
        self._members: dict[int, str] = {}
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.create_function("numeric", 1, numeric, deterministic=True)

    def computed(self, field: str) -> Computed:
        """Return what core computes for a field; WrongUsageError where this context has none of it."""
        if self._computed is None:
            raise WrongUsageError(f"{field}: cannot be asked for here", "leave it out of the query")
        return self._computed

    def members(self, group: Group, search: Callable[[str], Iterable[int]]) -> str:
        """Return the ids of a smart group's members as JSON; WrongUsageError for a group that asks for itself.

        `search` returns the ids that match a query; it is called once for each group.
        """
        if group.id in self._members:
            return self._members[group.id]
        if group in self._open:
            names = " -> ".join(asking.name for asking in [*self._open[self._open.index(group) :], group])
            raise WrongUsageError(f"The smart group {group.name} asks for itself: {names}", "change one of the queries")
        self._open.append(group)
        try:
            self._members[group.id] = dumps(list(search(group.query or "")))
        finally:
            self._open.pop()
        return self._members[group.id]

    def private_groups(self) -> list[Group]:
        """Return the smart groups that are private."""
        return [group for group in all_groups(self.connection) if group.private and group.query is not None]


def in_ids(ids: Iterable[int]) -> Sql:
    """Return the condition that a contact is one of these, however many they are."""
    return "id IN (SELECT value FROM json_each(?))", [dumps(list(ids))]


def numeric(text: str | None) -> float | None:
    """Return a custom field's value as a number (`12万`, `1,200.50`), or None where it is none."""
    if not text:
        return None
    from followup.core.model.money import parse_money

    try:
        return parse_money(text) / 100
    except WrongUsageError:
        pass
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
