"""A QUERY asked of the book: the tree becomes one SQL condition on contacts.

Whatever a person typed is a parameter, never SQL. Every condition is true or false, never NULL, so that `not` is its
opposite for everybody. What each field means stands in `fields/`; here stand the fields that ask other queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.stages import PROSPECT, STAGES
from followup.core.query.syntax import And, Comparison, Field, Node, Not, Or, Word, parse
from followup.core.text.yes_no import is_yes
from followup.errors import WrongUsageError
from followup.storage.contacts.groups import group_named
from followup.storage.query.context import in_ids
from followup.storage.query.fields import amounts, contact, customer, days, presence
from followup.storage.query.fields.condition import one_of
from followup.storage.query.fields.custom import custom_field
from followup.storage.query.fields.presence import custom_names
from followup.storage.query.stages import load_stages
from followup.storage.query.words import word_condition

if TYPE_CHECKING:
    from followup.storage.contacts.groups import Group
    from followup.storage.query.context import QueryContext, Sql
    from followup.storage.query.fields.condition import Condition


def find(text: str, context: QueryContext) -> list[int]:
    """Return the ids of the contacts that match a query, by name (Chinese ones by their pinyin)."""
    condition, parameters = where(text, context)
    # +sort: sorting the few matches takes half as long as going through all contacts in order.
    rows = context.connection.execute(f"SELECT id FROM contact WHERE {condition} ORDER BY +sort, id", parameters)
    return [number for (number,) in rows]


def where(text: str, context: QueryContext) -> Sql:
    """Return a query as a condition on the table contact, and its parameters. Raises WrongUsageError, NotFoundError."""
    return _condition(read(text, context), context)


def read(text: str, context: QueryContext) -> Node:
    """Return a query's tree; custom fields are looked up only where a name is not a built-in field's."""
    try:
        return parse(text)
    except WrongUsageError:
        return parse(text, custom_names(context))


def private_people(context: QueryContext) -> set[int]:
    """Return the ids of the contacts that are marked private, or in a private group."""
    condition, parameters = _private(_YES, context)
    return {number for (number,) in context.connection.execute(f"SELECT id FROM contact WHERE {condition}", parameters)}


def _condition(node: Node, context: QueryContext) -> Sql:
    match node:
        case Word(text):
            return word_condition(text, context)
        case Field():
            return _joined([_field(node, comparison, context) for comparison in node.comparisons], " OR ")
        case Not(term):
            condition, parameters = _condition(term, context)
            return f"NOT {condition}", parameters
        case And(terms):
            return _joined([_condition(term, context) for term in terms], " AND ") if terms else ("1", [])
        case Or(terms):
            return _joined([_condition(term, context) for term in terms], " OR ")


def _joined(conditions: list[Sql], operator: str) -> Sql:
    parameters = [parameter for _, parameters in conditions for parameter in parameters]
    return f"({operator.join(condition for condition, _ in conditions)})", parameters


def _field(field: Field, comparison: Comparison, context: QueryContext) -> Sql:
    if field.custom:
        condition, parameters = custom_field(field.name, comparison)
    else:
        condition, parameters = CONDITIONS[field.name](comparison, context)
    return f"coalesce({condition}, 0)", parameters


def _group(comparison: Comparison, context: QueryContext) -> Sql:
    return _in_group(group_named(context.connection, comparison.value), context)


def _in_group(group: Group, context: QueryContext) -> Sql:
    if group.query is None:
        return "id IN (SELECT contact_id FROM membership WHERE group_id = ?)", [group.id]
    return "id IN (SELECT value FROM json_each(?))", [context.members(group, lambda text: find(text, context))]


def _private(comparison: Comparison, context: QueryContext) -> Sql:
    """A contact is marked private, or in a private group, smart ones included."""
    wanted = is_yes(comparison.value)
    if wanted is None:
        raise WrongUsageError(f'"{comparison.value}" is neither yes nor no', "write private:yes or private:no")
    members = "SELECT contact_id FROM membership WHERE group_id IN (SELECT id FROM groups WHERE private)"
    stored: Sql = (f"(private OR id IN ({members}))", [])
    smart = [_in_group(group, context) for group in context.private_groups()]
    condition, parameters = _joined([stored, *smart], " OR ")
    return (condition if wanted else f"NOT {condition}"), parameters


def _stage(comparison: Comparison, context: QueryContext) -> Sql:
    """How far a contact has come as a customer: as somebody set it, else as sales and referrals say."""
    wanted = one_of("stage", STAGES, comparison)
    stages = load_stages(context)
    computed, parameters = in_ids(number for number, stage in stages.items() if stage == wanted)
    if wanted == PROSPECT:
        bought, others = in_ids(stages)
        computed, parameters = f"NOT {bought}", others
    private, more = _private(_YES, context)
    return f"(stage = ? OR stage IS NULL AND {computed} AND NOT {private})", [wanted, *parameters, *more]


def _value(comparison: Comparison, context: QueryContext) -> Sql:
    return amounts.value(comparison, context, private_people(context))


_YES = Comparison("", "yes")
CONDITIONS: dict[str, Condition] = {
    **contact.CONDITIONS, **customer.CONDITIONS, **presence.CONDITIONS, **days.CONDITIONS, **amounts.CONDITIONS,
    "group": _group, "private": _private, "stage": _stage, "value": _value,
}  # fmt: skip
