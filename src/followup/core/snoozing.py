"""Putting something off: a visit, a call, a complaint is not wanted before a day, whatever the cadence says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from followup.core.cadence import Person
    from followup.core.facts import Snooze
    from followup.core.item import Candidate, Span

SNOOZED = "vcwky"
"""The letters of what can be put off besides tasks, whose due day moves: a greeting has its day."""


def awake(found: Iterable[Candidate], snoozed: Mapping[str, Snooze], span: Span) -> Iterator[Candidate]:
    """Leave out what is put off beyond the week, and want the rest not before its day.

    A visit put off leaves the call that is due too; a call put off is not made instead of a visit either.
    """
    for each in found:
        until = _until(each, each.id, snoozed)
        call = _until(each, f"c{each.person.id}", snoozed) if each.instead and each.person else 0
        if until <= span.last:
            kept = each._replace(instead=None) if call > span.start else each
            yield kept._replace(earliest=until) if until > kept.earliest else kept
        elif each.instead and call <= span.last:
            instead = each.instead()
            yield instead._replace(earliest=max(instead.earliest, call))


def _until(candidate: Candidate, name: str, snoozed: Mapping[str, Snooze]) -> int:
    """The day that something is put off to; 0 where it is not, or where it was done since."""
    found = snoozed.get(name)
    if found is None or (candidate.person and _touched(candidate.person, name) >= found.on):
        return 0
    return found.until


def _touched(person: Person, name: str) -> int:
    """The last day on which somebody got what was put off: a visit does for a call; what has a date is not touched."""
    last = {"v": person.last_visit, "c": max(person.last_visit, person.last_call), "w": person.last_touch}
    return last.get(name[0], 0)
