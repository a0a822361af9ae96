"""The week kept: planned by what was planned before, and noted for the next time; for all that show or change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.kept_week import keep_week, past_week
from followup.storage.kept import keep, load_kept

if TYPE_CHECKING:
    from followup.core.facts import Facts
    from followup.core.item import Plan, Span
    from followup.storage.asking import Asking
    from followup.storage.book import Book


def kept_plan(book: Book, asking: Asking, facts: Facts, span: Span) -> Plan:
    """The plan of the week that is meant today, as it is kept from the first time it is shown."""
    monday = date.fromordinal(span.first)
    before = load_kept(asking, monday)
    plan, after = keep_week(facts, span, asking.rules, before)
    keep(book, monday, before, after)
    return plan


def past_plan(asking: Asking, span: Span) -> Plan:
    """A week that is over, as it was kept: what was planned, and what became of it."""
    return past_week(span, load_kept(asking, date.fromordinal(span.first)))
