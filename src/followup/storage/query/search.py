"""A QUERY asked of the book: the tree becomes one SQL condition on contacts.

Whatever a person typed is a parameter, never SQL. Every condition is true or false, never NULL, so that `not` is its
opposite for everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.stages import PROSPECT, STAGES
from followup.core.query.syntax import And, Comparison, Field, Node, Not, Or, Word, parse
from followup.core.text.folding import fold
from followup.errors import WrongUsageError
from followup.storage.contacts.groups import group_named
from followup.storage.query import day_fields as days
from followup.storage.query.context import in_ids
from followup.storage.query.fields import FIELDS, custom_field, custom_names, one_of, word
from followup.storage.query.stages import load_stages

if TYPE_CHECKING:
    from followup.storage.contacts.groups import Group
    from followup.storage.query.context import QueryContext, Sql

_YES = frozenset({"yes", "true", "1", "是"})
_NO = frozenset({"no", "false", "0", "否"})


def find(text: str, context: QueryContext) -> list[int]:
    """Return the ids of the contacts that answer to a query, by name (Chinese ones by their pinyin)."""
    condition, parameters = where(text, context)
    # +sort: sorting the few that are found is half the work of going through all of them in order.
    rows = context.connection.execute(f"SELECT id FROM contact WHERE {condition} ORDER BY +sort, id", parameters)
    return [number for (number,) in rows]


def where(text: str, context: QueryContext) -> Sql:
    """Return a query as a condition on the table contact, and its parameters. Raises WrongUsageError, NotFoundError."""
    return _compile(read(text, context), context)


def read(text: str, context: QueryContext) -> Node:
    """Return a query's tree; the book's own fields are looked up only where a name is not a built-in one's."""
    try:
        return parse(text)
    except WrongUsageError:
        return parse(text, custom_names(context))


def _compile(node: Node, context: QueryContext) -> Sql:
    match node:
        case Word(text):
            return word(text, context)
        case Field():
            return _either([_test(node, value, context) for value in node.values], " OR ")
        case Not(term):
            condition, parameters = _compile(term, context)
            return f"NOT {condition}", parameters
        case And(terms):
            return _either([_compile(term, context) for term in terms], " AND ") if terms else ("1", [])
        case Or(terms):
            return _either([_compile(term, context) for term in terms], " OR ")


def _either(conditions: list[Sql], sign: str) -> Sql:
    parameters = [parameter for _, parameters in conditions for parameter in parameters]
    return f"({sign.join(condition for condition, _ in conditions)})", parameters


def _test(field: Field, value: Comparison, context: QueryContext) -> Sql:
    if field.custom:
        condition, parameters = custom_field(field.name, value)
    elif field.name == "group":
        condition, parameters = _in_group(group_named(context.connection, value.value), context)
    elif field.name == "private":
        condition, parameters = _private(value, context)
    elif field.name == "value":
        condition, parameters = days.value(value, context, private_people(context))
    elif field.name == "stage":
        condition, parameters = _stage(value, context)
    else:
        condition, parameters = FIELDS[field.name](value, context)
    return f"coalesce({condition}, 0)", parameters


def _in_group(group: Group, context: QueryContext) -> Sql:
    if group.query is None:
        return "id IN (SELECT contact_id FROM membership WHERE group_id = ?)", [group.id]
    return "id IN (SELECT value FROM json_each(?))", [context.members(group, lambda text: find(text, context))]


def _private(value: Comparison, context: QueryContext) -> Sql:
    """Whether a contact is private: marked so, or in a private group, smart ones included."""
    typed = fold(value.value)
    if typed not in _YES | _NO:
        raise WrongUsageError(f'"{value.value}" is neither yes nor no', "write private:yes or private:no")
    groups = [_in_group(group, context) for group in context.private_groups()]
    members = "SELECT contact_id FROM membership WHERE group_id IN (SELECT id FROM groups WHERE private)"
    plain: Sql = (f"(private OR id IN ({members}))", [])
    condition, parameters = _either([plain, *groups], " OR ")
    return (condition if typed in _YES else f"NOT {condition}"), parameters


def private_people(context: QueryContext) -> set[int]:
    """Return the ids of those who are marked private, or in a private group."""
    condition, parameters = _private(Comparison("", "yes"), context)
    return {number for (number,) in context.connection.execute(f"SELECT id FROM contact WHERE {condition}", parameters)}


def _stage(value: Comparison, context: QueryContext) -> Sql:
    """How far a contact has come as a customer: as somebody said, else as sales and referrals say."""
    wanted = one_of("stage", STAGES, value)
    customers = load_stages(context)
    said, parameters = in_ids(number for number, stage in customers.items() if stage == wanted)
    if wanted == PROSPECT:
        bought, others = in_ids(customers)
        said, parameters = f"NOT {bought}", others
    private, more = _private(Comparison("", "yes"), context)
    return f"(stage = ? OR stage IS NULL AND {said} AND NOT {private})", [wanted, *parameters, *more]
