"""The week's agenda: everything that could be done in it, placed by weight, and what would help."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from followup.core.agenda.dated import promises
from followup.core.agenda.due import touches
from followup.core.agenda.hints import hints
from followup.core.cadence.snooze import snoozed_until
from followup.core.scheduling.solver import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.model.contact import Snooze
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate, Plan, Span


def candidates(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterable[Candidate]:
    """Everything that could be done in the week: what has a date, and whom the cadence or a warning calls for.

    What was put off is not wanted before its day.
    """
    found = chain(promises(facts, span, rules), touches(facts, span, rules))
    return awake(found, facts.snoozed, span) if facts.snoozed else found


def plan_week(facts: WeekSnapshot, span: Span, rules: Rules) -> Plan:
    """Propose the week: the same facts, days and rules give the same plan."""
    plan = place(candidates(facts, span, rules), span, rules)
    return plan._replace(hints=hints(plan, facts, rules))


def awake(found: Iterable[Candidate], snoozed: Mapping[str, Snooze], span: Span) -> Iterator[Candidate]:
    """Leave out what is put off beyond the week, and want the rest not before its day.

    A visit put off leaves the call that is due too; a call put off is not made instead of a visit either.
    """
    for each in found:
        until = snoozed_until(each.person, each.id, snoozed)
        call = snoozed_until(each.person, f"c{each.person.id}", snoozed) if each.instead and each.person else 0
        if until <= span.last:
            kept = each._replace(instead=None) if call > span.start else each
            yield kept._replace(earliest=until) if until > kept.earliest else kept
        elif each.instead and call <= span.last:
            instead = each.instead()
            yield instead._replace(earliest=max(instead.earliest, call))
