"""The week kept: planned by what was planned before, and noted for the next time; for all that show or change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.cli.files.busy_calendars import busy_hours
from followup.core.agenda.keep import keep_week, past_week
from followup.core.scheduling.solver import span_from, span_of
from followup.storage.activities.workdays import load_calendar
from followup.storage.agenda.kept import keep, keep_said, load_kept
from followup.storage.agenda.snapshot import gather
from followup.storage.query.context import QueryContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.core.agenda.kept import Kept
    from followup.core.agenda.snapshot import Facts
    from followup.core.scheduling.item import Plan, Span
    from followup.settings.config import Settings
    from followup.storage.book.book import Book

EDGE = 14
"""How far behind the week, in days, a day off may push a greeting."""


class Week(NamedTuple):
    """A week that is asked for; `meant` says that it is the one that is meant today, and kept."""

    context: QueryContext
    span: Span
    meant: bool

    def facts(self, settings: Settings) -> Facts:
        """What the book tells it."""
        edge = EDGE if settings.occasions.day_off == "before" else 0
        until = date.fromordinal(self.span.last + edge)
        return gather(self.context, date.fromordinal(self.span.start), until, self.span.calendar)


def week_of(book: Book, settings: Settings, today: date, monday: date | None = None) -> Week:
    """The week that begins on `monday`, or the one that is meant today."""
    calendar = load_calendar(book, today, settings.workdays, monday, busy_hours(settings, today, monday))
    meant = span_of(today, calendar)
    span = span_from(monday.toordinal(), today.toordinal(), calendar) if monday else meant
    return Week(QueryContext(book.connection, today, settings.rules), span, span.first == meant.first)


def kept_plan(book: Book, context: QueryContext, facts: Facts, span: Span) -> Plan:
    """The plan of the week that is meant today, as it is kept from the first time it is shown."""
    return _planned(book, context, facts, span)[0]


def past_plan(context: QueryContext, span: Span) -> Plan:
    """A week that is over, as it was kept: what was planned, and what became of it."""
    return past_week(span, context.rules, load_kept(context, date.fromordinal(span.first)))


def change_week(
    book: Book, settings: Settings, today: date, change: Callable[[Plan, Kept], Kept], check: Callable[[Plan], object]
) -> tuple[Plan, list[str]]:
    """Change the week that is meant today as a person says; the plan then, and in sentences what that changed.

    `change` makes what is to be kept of what is; `check` raises where the plan is not as it was wanted, and nothing is
    changed then. Raises BookUnusableError where the book cannot be written.
    """
    week = week_of(book, settings, today)
    facts = week.facts(settings)
    before, kept = _planned(book, week.context, facts, week.span)
    plan, after = keep_week(facts, week.span, settings.rules, change(before, kept))
    check(plan)
    keep_said(book, date.fromordinal(week.span.first), after)
    return plan, [words for words in plan.changes if words not in before.changes]


def _planned(book: Book, context: QueryContext, facts: Facts, span: Span) -> tuple[Plan, Kept]:
    monday = date.fromordinal(span.first)
    before = load_kept(context, monday)
    plan, after = keep_week(facts, span, context.rules, before)
    keep(book, monday, before, after)
    return plan, after
