"""A run of a grading policy: the book's numbers gathered, judged by core, and written as one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.periods import window_ending
from followup.core.model.money import parse_money
from followup.core.value.grading import by_profit, by_rfm, by_threshold, grade_moves, protect_new
from followup.core.value.segments import rank
from followup.errors import WrongUsageError
from followup.settings.kinds import MOST_LIMITS
from followup.storage.query.search import private_people
from followup.storage.value.grades import Regrade, held_grades, regrade
from followup.storage.value.value import field_numbers, load_customers

if TYPE_CHECKING:
    from datetime import date

    from followup.core.model.rules import GradeRules
    from followup.core.value.grading import Grading
    from followup.storage.book.book import Writing
    from followup.storage.query.context import QueryContext

_HUNDREDTHS = 100
_SEPARATORS = "/;；、|"


def graded_by(context: QueryContext, policy: GradeRules) -> Grading:
    """Return what the policy changes in the book."""
    value = context.rules.value
    customers = load_customers(context, *window_ending(context.today, value.window))
    ranking = rank(customers, context.today, value)
    held = held_grades(context.connection)
    for number in private_people(context):
        del held[number]
    match policy.policy:
        case "rfm":
            verdicts = by_rfm(customers, context.today)
        case "threshold" if policy.field:
            verdicts = by_threshold(field_numbers(context, policy.field), policy.limits, policy.field)
        case "threshold":
            profits = {each.id: each.profit / _HUNDREDTHS for each in customers}
            verdicts = by_threshold(profits, policy.limits, "profit")
        case _:
            verdicts = by_profit(ranking)
    return grade_moves(protect_new(verdicts, ranking.new, held, context.today), held)


def write_moves(writing: Writing, found: Grading, day: date) -> None:
    """Give everybody who moves the new grade, with the reason."""
    changes = [Regrade(move.id, move.old, move.verdict.grade, move.verdict.reason) for move in found.moves]
    regrade(writing, changes, day)


def read_limits(text: str) -> tuple[float, ...]:
    """Return the limits of `100000,200000,300000`; with commas inside the numbers, `/` goes between: 10万/20万/30万.

    Raises WrongUsageError for what is no amount, for more than four, and for two that are the same.
    """
    for sign in _SEPARATORS:
        text = text.replace(sign, "\n")
    parts = text.split("\n") if "\n" in text else text.split(",")
    limits = tuple(parse_money(part.strip()) / _HUNDREDTHS for part in parts if part.strip())
    if not 1 <= len(limits) <= MOST_LIMITS or len(set(limits)) < len(limits):
        raise WrongUsageError(
            f"--limits takes one to {MOST_LIMITS} different numbers", "write 100000,200000,300000, or 10万/20万/30万"
        )
    return tuple(sorted(limits))
