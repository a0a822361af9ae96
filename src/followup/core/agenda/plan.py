"""The plan of a week: all candidates, placed by weight, with hints."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from followup.core.agenda.dated import dated_candidates
from followup.core.agenda.due import cadence_candidates
from followup.core.agenda.hints import hints
from followup.core.cadence.snooze import snoozed_until
from followup.core.scheduling.solver import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.model.contact import Snooze
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate, Plan, Span


def candidates(snapshot: WeekSnapshot, span: Span, rules: Rules) -> Iterable[Candidate]:
    """Everything that could be done in the week: what has a date, and whom the cadence or a warning calls for.

    What was put off is not wanted before its day.
    """
    everything = chain(dated_candidates(snapshot, span, rules), cadence_candidates(snapshot, span, rules))
    return without_snoozed(everything, snapshot.snoozed, span) if snapshot.snoozed else everything


def plan_week(snapshot: WeekSnapshot, span: Span, rules: Rules) -> Plan:
    """Propose the week: the same snapshot, days and rules give the same plan."""
    plan = place(candidates(snapshot, span, rules), span, rules)
    return plan._replace(hints=hints(plan, snapshot, rules))


def without_snoozed(wanted: Iterable[Candidate], snoozed: Mapping[str, Snooze], span: Span) -> Iterator[Candidate]:
    """Leave out what is put off beyond the week, and want the rest not before its day.

    A visit put off leaves the call that is due too; a call put off is not made instead of a visit either.
    """
    for candidate in wanted:
        until = snoozed_until(candidate.person, candidate.id, snoozed)
        call = (
            snoozed_until(candidate.person, f"c{candidate.person.id}", snoozed)
            if candidate.instead and candidate.person
            else 0
        )
        if until <= span.last:
            awake = candidate._replace(instead=None) if call > span.start else candidate
            yield awake._replace(earliest=until) if until > awake.earliest else awake
        elif candidate.instead and call <= span.last:
            instead = candidate.instead()
            yield instead._replace(earliest=max(instead.earliest, call))
