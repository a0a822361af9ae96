"""Which cadence applies to a contact: its own, a group's or its grade's; and when the next visit and call are due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence.due import CALLS, MESSAGES, NEVER, NO_ANSWER, VISITS, cadence_of, dues
from followup.core.cadence.snooze import with_snoozes
from followup.core.reports.contact_status import rhythm_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.cadence.due import ContactRhythm
    from followup.core.model.contact import Interaction
    from followup.core.model.rules import Rules
    from followup.core.reports.contact_status import ContactHistory


class CadenceSource(NamedTuple):
    """A cadence and where it comes from: `by` is own, group or grade, `name` which of them; `days` None is never."""

    by: str
    name: str
    days: int | None
    applies: bool = False


class TouchCadence(NamedTuple):
    """How often a visit or a call (`way`) is due, in `days` (None: never), and all cadences that were considered.

    `last` is the last interaction that counts for it, `due` the next day (None: never) for the reason in `why`, and
    `put_off` the same day if it was snoozed until then.
    """

    way: str
    days: int | None
    sources: Sequence[CadenceSource]
    last: Interaction | None
    due: date | None
    why: str
    put_off: date | None = None


class CadenceReport(NamedTuple):
    """The cadence of a contact's visits, and that of its calls."""

    id: int
    name: str
    grade: str | None
    cadences: Sequence[TouchCadence]


def cadence_report(history: ContactHistory, today: date, rules: Rules) -> CadenceReport:
    """Report how often a contact is due, by the rules of the week (`core.cadence.due`)."""
    person = rhythm_of(history, today, rules)
    beat, next_dues = cadence_of(person, rules.cadence), dues(person, today.toordinal(), rules.cadence)
    wanted = with_snoozes(next_dues, person, history.snoozed, today.toordinal())
    counts = {"visit": VISITS, "call": (*VISITS, *CALLS, *(MESSAGES if rules.cadence.message_counts else ()))}
    own = {"visit": person.own_visit, "call": person.own_call}
    cadences = []
    for place, (way, kinds) in enumerate(counts.items()):
        by_group = [(name, beats[place]) for name, beats in zip(history.beat_groups, history.beats, strict=True)]
        sources = _sources(own[way], by_group, person.grade, rules.cadence.intervals[person.grade][place])
        last = max(
            _counting(history, kinds, today), key=lambda interaction: (interaction.on, interaction.id), default=None
        )
        day, until = (next_dues.call, wanted.call) if place else (next_dues.visit, wanted.visit)
        why = _never(person, beat[place]) if not day else _why(person, way, last, beat[place], first=next_dues.first)
        due = date.fromordinal(until) if until else None
        put_off = due if until > day else None
        why = f"put off until {put_off}; {why}" if put_off else why
        cadences.append(TouchCadence(way, beat[place], sources, last, due, why, put_off))
    return CadenceReport(person.id, person.name, person.grade, cadences)


def _sources(own: str, groups: Sequence[tuple[str, str]], grade: str | None, days: int | None) -> list[CadenceSource]:
    """All cadences of a contact, the one that applies first: its own, then its groups', then its grade's."""
    sources = [CadenceSource("own", "", _days(own))] if own else []
    set_by_group = [(name, cadence) for name, cadence in groups if cadence]
    set_by_group.sort(key=lambda group: (_days(group[1]) or 0, group[0]))
    sources += [CadenceSource("group", name, _days(cadence)) for name, cadence in set_by_group]
    sources.append(CadenceSource("grade", grade or "", days))
    return [sources[0]._replace(applies=True), *sources[1:]]


def _days(cadence: str) -> int | None:
    return None if cadence == NEVER else max(1, int(cadence))


def _counting(history: ContactHistory, kinds: Sequence[str], today: date) -> list[Interaction]:
    return [
        interaction
        for interaction in history.interactions
        if interaction.on <= today and interaction.kind in kinds and interaction.outcome != NO_ANSWER
    ]


def _never(person: ContactRhythm, days: int | None) -> str:
    if person.private:
        return "private people are only greeted"
    if person.do_not_contact:
        return "not to be contacted"
    if not person.active:
        return "lost or archived"
    return "" if days else "the cadence is never"


def _why(person: ContactRhythm, way: str, last: Interaction | None, days: int | None, *, first: bool) -> str:
    if first and way == "call" and not days:
        return "a first follow-up after meeting"
    if last:
        return f"{last.kind} {last.on}, and {days} days"
    since = date.fromordinal(max(person.added, person.graded))
    how = "graded" if person.graded > person.added else "added"
    return f"no {way} yet: {how} {since}, spread over {days} days"
