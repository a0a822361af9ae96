"""The week's agenda: everything that could be done in it, placed by weight, and what would help."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from followup.core.agenda.dated import promises
from followup.core.agenda.due import touches
from followup.core.agenda.hints import hints
from followup.core.cadence.snooze import awake
from followup.core.scheduling.solver import place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.core.agenda.snapshot import Facts
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate, Plan, Span


def candidates(facts: Facts, span: Span, rules: Rules) -> Iterable[Candidate]:
    """Everything that could be done in the week: what has a date, and whom the cadence or a warning calls for.

    What was put off is not wanted before its day.
    """
    found = chain(promises(facts, span, rules), touches(facts, span, rules))
    return awake(found, facts.snoozed, span) if facts.snoozed else found


def plan_week(facts: Facts, span: Span, rules: Rules) -> Plan:
    """Propose the week: the same facts, days and rules give the same plan."""
    plan = place(candidates(facts, span, rules), span, rules)
    return plan._replace(hints=hints(plan, facts, rules))
