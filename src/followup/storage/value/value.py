"""Sales summed up by customer in SQL, for value and grading."""

from __future__ import annotations

from datetime import date
from json import dumps
from typing import TYPE_CHECKING, NamedTuple

from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.core.value.segments import CustomerSales
from followup.errors import NotFoundError
from followup.storage.contacts.groups import all_groups
from followup.storage.query.fields.presence import custom_names
from followup.storage.query.profit import BY_CONTACT, PROFIT
from followup.storage.query.search import private_people
from followup.storage.query.smart_groups import group_members

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.storage.query.context import QueryContext


_MAX_SUGGESTIONS = 5


class NameAndGrade(NamedTuple):
    """The name and the grade of a customer, shown beside the numbers."""

    name: str
    grade: str | None


# The first sale of each is read off the index alone.
_CUSTOMERS = (
    f"SELECT contact_id, sum({PROFIT}), sum(amount), max(day),"
    f" (SELECT min(day) FROM sale AS early WHERE early.contact_id = sale.contact_id), count(*) {BY_CONTACT}"
)


def load_customers(context: QueryContext, since: date, until: date) -> list[CustomerSales]:
    """Return who has a sale in the window (both ends included) and is not private, in the order of ids."""
    rows = context.connection.execute(
        _CUSTOMERS,
        {"margin": context.rules.value.margin, "since": since.isoformat(), "until": until.isoformat()},
    ).fetchall()
    days = {day: date.fromisoformat(day).toordinal() for row in rows for day in row[3:5]}
    hidden = private_people(context)
    return [
        CustomerSales(number, profit, revenue, days[latest], days[first], sales)
        for number, profit, revenue, latest, first, sales in rows
        if number not in hidden
    ]


def load_names_and_grades(context: QueryContext, ids: Iterable[int]) -> dict[int, NameAndGrade]:
    """Return the names and grades of some contacts."""
    rows = context.connection.execute(
        "SELECT id, name, grade FROM contact WHERE id IN (SELECT value FROM json_each(?))", (dumps(list(ids)),)
    )
    return {number: NameAndGrade(name, grade) for number, name, grade in rows}


def load_grades(context: QueryContext) -> dict[int, str | None]:
    """Return everybody's grade by id."""
    return dict(context.connection.execute("SELECT id, grade FROM contact").fetchall())


def load_firms(context: QueryContext) -> dict[int, tuple[str, str]]:
    """Return everybody's organisation and name by id."""
    rows = context.connection.execute("SELECT id, organization, name FROM contact")
    return {number: (organization, name) for number, organization, name in rows}


def load_group_members(context: QueryContext) -> dict[str, frozenset[int]]:
    """Return who is in each group that is not private, by the name of the group."""
    groups = [group for group in all_groups(context.connection) if not group.private]
    return {group.name: frozenset(group_members(context, group)) for group in groups}


def field_numbers(context: QueryContext, name: str) -> dict[int, float]:
    """Return the numbers in a custom field by contact, without private people and values that are no number.

    Raises NotFoundError, with the nearest names, where nobody has such a field.
    """
    hidden = private_people(context)
    rows = context.connection.execute(
        "SELECT contact_id, numeric(value) FROM field WHERE fold(name) = ?", (fold(name),)
    ).fetchall()
    if not rows:
        known = custom_names(context)
        near = suggest(name, known) or known[:_MAX_SUGGESTIONS]
        hint = f"did you mean {' or '.join(near)}?" if near else "followup edit WHO --set name=value sets one"
        raise NotFoundError(f"nobody has a field {name}", hint)
    return {number: value for number, value in rows if value is not None and number not in hidden}
