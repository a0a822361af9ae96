"""Grade contacts: by hand, and by a policy that judges what they are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.periods import window_ending
from followup.core.value.grading import by_profit, by_rfm, by_threshold, grade_moves, protect_new
from followup.core.value.segments import rank
from followup.storage.query.search import private_people
from followup.storage.value.grades import Regrade, load_current_grades, regrade, set_grade
from followup.storage.value.value import field_numbers, load_customers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followup.core.model.rules import GradeRules
    from followup.core.value.grading import Grading
    from followup.storage.book.book import Book
    from followup.storage.query.context import QueryContext

_HUNDREDTHS = 100


class GradeByHand(NamedTuple):
    """A grade that a person gives (None takes it away), whether policies leave it alone, and why."""

    grade: str | None
    locked: bool
    reason: str


def grade_by_hand(book: Book, ids: Sequence[int], given: GradeByHand, history: str, today: date, at: str) -> int:
    """Give contacts a grade, as one command of the history made `at` a time; how many had another grade or lock."""
    with book.writing(history, at=at) as writing:
        return set_grade(writing, ids, given.grade, locked=given.locked, day=today, reason=given.reason)


def grade_by_policy(context: QueryContext, policy: GradeRules) -> Grading:
    """Return what a policy would change in the book; nothing is changed."""
    value = context.rules.value
    customers = load_customers(context, *window_ending(context.today, value.window))
    ranking = rank(customers, context.today, value)
    held = load_current_grades(context.connection)
    for number in private_people(context):
        del held[number]
    match policy.policy:
        case "rfm":
            verdicts = by_rfm(customers, context.today)
        case "threshold" if policy.field:
            verdicts = by_threshold(field_numbers(context, policy.field), policy.limits, policy.field)
        case "threshold":
            profits = {customer.id: customer.profit / _HUNDREDTHS for customer in customers}
            verdicts = by_threshold(profits, policy.limits, "profit")
        case _:
            verdicts = by_profit(ranking)
    return grade_moves(protect_new(verdicts, ranking.new, held, context.today), held)


def apply_grading(book: Book, grading: Grading, history: str, today: date, at: str) -> None:
    """Give everybody who moves the new grade, with the reason, as one command of the history made `at` a time."""
    changes = [Regrade(move.id, move.old, move.verdict.grade, move.verdict.reason) for move in grading.moves]
    with book.writing(history, at=at) as writing:
        regrade(writing, changes, today)
