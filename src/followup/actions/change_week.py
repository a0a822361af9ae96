"""Changes that a person makes to the plan of the current week: an item pinned to a day, items skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.agenda import pin as rules
from followup.storage.agenda.kept import store_decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.actions.week import StoredPlan, Week
    from followup.core.scheduling.item import Change, Plan


class ChangedPlan(NamedTuple):
    """The plan after a change, and what is different from before."""

    plan: Plan
    changes: Sequence[Change]


def pin(week: Week, item: str, day: date) -> ChangedPlan:
    """Put an item on a day of the week where nothing moves it; others make room.

    Raises WrongUsageError for a day that cannot be, FollowupError where it has no room, NotFoundError for an item that
    is not on the agenda, BookUnusableError where the book cannot be written. Nothing is changed then.
    """
    before = week.stored_plan()
    after = week.plan_from(rules.pin(before.plan, before.kept, item, day))
    rules.check_pinned(after.plan, item, day)
    return _store(week, before, after)


def skip(week: Week, items: Iterable[str], reason: str) -> ChangedPlan:
    """Leave items out of the week.

    Raises FollowupError for what is done, NotFoundError for an item that is not on the agenda, BookUnusableError where
    the book cannot be written. Nothing is changed then.
    """
    before = week.stored_plan()
    kept = before.kept
    for item in items:
        kept = rules.skip(before.plan, kept, item, reason)
    return _store(week, before, week.plan_from(kept))


def _store(week: Week, before: StoredPlan, after: StoredPlan) -> ChangedPlan:
    store_decision(week.book, week.monday, after.kept)
    return ChangedPlan(after.plan, [change for change in after.plan.changes if change not in before.plan.changes])
