"""Fields about sums over a contact: value and balance."""

from __future__ import annotations

from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING

from followup.core.dates.periods import window_ending
from followup.core.model.money import parse_money
from followup.errors import WrongUsageError
from followup.storage.query.context import in_ids, numeric
from followup.storage.query.fields.condition import operands
from followup.storage.query.profit import profits

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import QueryContext, Sql
    from followup.storage.query.fields.condition import Condition

_WITH_ACCOUNT = "SELECT contact_id FROM interaction UNION SELECT contact_id FROM task WHERE due IS NOT NULL"
_COMPARISONS = {"": ge, ">=": ge, ">": gt, "<=": le, "<": lt, "=": eq}


def value(comparison: Comparison, context: QueryContext, private: Collection[int]) -> Sql:
    """Profit over the window; without sales it is 0, and `private` people have none. An amount alone is the least."""
    limits = [parse_money(text) for text in operands(comparison)]
    rules = context.rules.value
    by_contact = profits(context.connection, *window_ending(context.today, rules.window), rules.margin)
    sums = {number: profit for number, profit in by_contact.items() if number not in private}
    return _sum_condition(sums, comparison, limits)


def _balance(comparison: Comparison, context: QueryContext) -> Sql:
    """The account with a contact today; somebody never met has 0. A number alone is the least."""
    from followup.storage.query.balances import load_balances

    texts = operands(comparison)
    limits = [number for number in map(numeric, texts) if number is not None]
    if len(limits) < len(texts):
        raise WrongUsageError(f'"{comparison.value}" is no number', "write balance:<0, balance:>=10 or balance:0..5")
    contacts = [number for (number,) in context.connection.execute(_WITH_ACCOUNT)]
    balances = load_balances(context.connection, contacts, context.today, context.rules)
    sums = {number: round(balance.points, 1) for number, balance in balances.items()}
    return _sum_condition(sums, comparison, limits)


def _sum_condition(sums: Mapping[int, float], comparison: Comparison, limits: Sequence[float]) -> Sql:
    """Return the condition that a contact's sum compares so with the limits; a contact without a sum has 0."""

    def matches(amount: float) -> bool:
        if comparison.op == "..":
            return min(limits) <= amount <= max(limits)
        return bool(_COMPARISONS[comparison.op](amount, limits[0]))

    if matches(0):
        condition, others = in_ids(number for number, amount in sums.items() if not matches(amount))
        return f"NOT {condition}", others
    return in_ids(number for number, amount in sums.items() if matches(amount))


CONDITIONS: dict[str, Condition] = {"balance": _balance}
