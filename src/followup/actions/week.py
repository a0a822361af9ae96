"""A week of the book: loaded with everything it is planned from, and planned.

The plan of the current week is stored when it is first shown; from then on it is kept up, and not planned anew.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from followup.actions.working_days import load_working_days
from followup.core.agenda.keep import keep_week, past_week
from followup.core.agenda.plan import plan_week
from followup.core.dates.periods import monday as monday_of
from followup.core.scheduling.solver import span_from, span_of
from followup.storage.agenda.kept import load_kept, store_plan
from followup.storage.agenda.snapshot import load_snapshot
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.agenda.kept import KeptWeek
    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Plan, Span
    from followup.settings.config import Settings
    from followup.storage.book.book import Book

DAYS_AFTER = 14
"""So many days after the week, a greeting may still be brought forward into it: over the longest run of days off."""


class StoredPlan(NamedTuple):
    """The plan of a week, and what the book keeps of it."""

    plan: Plan
    kept: KeptWeek


class Week:
    """A week of the book. `problems` are sentences about calendars of `agenda.busy` that could not be read.

    `is_current` is true of the week that is planned today: its plan is stored. `occasions` are the first and the last
    day (ordinals, at most a month apart) of which birthdays and festivals are read.
    """

    def __init__(
        self,
        book: Book,
        context: QueryContext,
        span: Span,
        *,
        occasions: tuple[int, int],
        is_current: bool = True,
        problems: Sequence[str] = (),
    ) -> None:
        self.book = book
        self.context = context
        self.span = span
        self.is_current = is_current
        self.problems = problems
        self.occasions = occasions

    @property
    def rules(self) -> Rules:
        """The settings that the plan depends on."""
        return self.context.rules

    @property
    def is_over(self) -> bool:
        """Whether its last day was before today."""
        return self.span.last < self.span.today

    @cached_property
    def snapshot(self) -> WeekSnapshot:
        """What it is planned from, read when first asked for: a week that is over needs none of it."""
        first, last = map(date.fromordinal, self.occasions)
        return load_snapshot(self.context, first, last, self.span.calendar)

    def plan(self) -> Plan:
        """Return its plan: of a week that is over as it was, of a week to come as it looks now."""
        if self.is_over:
            return past_week(self.span, self.rules, self.load_kept())
        if self.is_current:
            return self.stored_plan().plan
        return plan_week(self.snapshot, self.span, self.rules)

    def stored_plan(self) -> StoredPlan:
        """Bring the stored plan up to date, store it as far as it changed, and return it."""
        before = self.load_kept()
        stored = self.plan_from(before)
        store_plan(self.book, self.monday, before, stored.kept)
        return stored

    def plan_from(self, kept: KeptWeek) -> StoredPlan:
        """Return the plan that follows from what is kept of it; nothing is stored."""
        return StoredPlan(*keep_week(self.snapshot, self.span, self.rules, kept))

    def load_kept(self) -> KeptWeek:
        """Return what the book keeps of its plan."""
        return load_kept(self.context, self.monday)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromordinal(self.span.first)


def load_week(book: Book, settings: Settings, today: date, monday: date | None = None) -> Week:
    """Load the week that begins on `monday`, or the current one.

    The current one is the week of today, or the next where no working day is left in it.
    """
    calendar, problems = load_working_days(book, settings, today, monday)
    current = span_of(today, calendar)
    span = span_from(monday.toordinal(), today.toordinal(), calendar) if monday else current
    context = QueryContext(book.connection, today, settings.rules)
    days_after = DAYS_AFTER if settings.occasions.day_off == "before" else 0
    return Week(
        book,
        context,
        span,
        occasions=(span.start, span.last + days_after),
        is_current=span.first == current.first,
        problems=problems,
    )


def load_calendar_week(book: Book, settings: Settings, today: date, *, days_back: int, days_ahead: int) -> Week:
    """Load the week that today is in, even if no working day is left in it, with the occasions of the days around."""
    calendar, problems = load_working_days(book, settings, today)
    now = today.toordinal()
    span = span_from(monday_of(today).toordinal(), now, calendar)
    context = QueryContext(book.connection, today, settings.rules)
    return Week(book, context, span, occasions=(now - days_back, now + days_ahead), problems=problems)
