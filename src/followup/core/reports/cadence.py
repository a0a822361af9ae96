"""Which cadence applies to a contact and why: what the contact, its groups and its grade say, and when next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence.due import CALLS, MESSAGES, NEVER, NO_ANSWER, VISITS, cadence_of, dues
from followup.core.cadence.snooze import with_snoozes
from followup.core.reports.contact_status import person_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.cadence.due import ContactRhythm
    from followup.core.model.contact import Interaction
    from followup.core.model.rules import Rules
    from followup.core.reports.contact_status import ContactHistory


class Voice(NamedTuple):
    """What one of them says: `by` is own, group or grade; `name` the group's or the grade; `days` None for never."""

    by: str
    name: str
    days: int | None
    applies: bool = False


class Rhythm(NamedTuple):
    """How often a contact is due in one `way`, visit or call (`days`, None: never), and who said what.

    `last` is the last interaction that counts for it, `due` the next day, None: never, for the reason in `why`;
    `put_off` is that day where it was put off until then.
    """

    way: str
    days: int | None
    voices: Sequence[Voice]
    last: Interaction | None
    due: date | None
    why: str
    put_off: date | None = None


class SaidCadence(NamedTuple):
    """A contact's rhythms of visits and of calls."""

    id: int
    name: str
    grade: str | None
    rhythms: Sequence[Rhythm]


def said_cadence(known: ContactHistory, today: date, rules: Rules) -> SaidCadence:
    """Say how often a contact is due; the numbers are those of the week (`core.cadence.due`)."""
    person = person_of(known, today, rules)
    beat, next_dues = cadence_of(person, rules.cadence), dues(person, today.toordinal(), rules.cadence)
    wanted = with_snoozes(next_dues, person, known.snoozed, today.toordinal())
    counts = {"visit": VISITS, "call": (*VISITS, *CALLS, *(MESSAGES if rules.cadence.message_counts else ()))}
    own = {"visit": person.own_visit, "call": person.own_call}
    rhythms = []
    for place, (way, kinds) in enumerate(counts.items()):
        said = [(name, beats[place]) for name, beats in zip(known.beat_groups, known.beats, strict=True)]
        voices = _voices(own[way], said, person.grade, rules.cadence.intervals[person.grade][place])
        last = max(_counting(known, kinds, today), key=lambda each: (each.on, each.id), default=None)
        day, until = (next_dues.call, wanted.call) if place else (next_dues.visit, wanted.visit)
        why = _never(person, beat[place]) if not day else _why(person, way, last, beat[place], first=next_dues.first)
        due = date.fromordinal(until) if until else None
        put_off = due if until > day else None
        why = f"put off until {put_off}; {why}" if put_off else why
        rhythms.append(Rhythm(way, beat[place], voices, last, due, why, put_off))
    return SaidCadence(person.id, person.name, person.grade, rhythms)


def _voices(own: str, groups: Sequence[tuple[str, str]], grade: str | None, days: int | None) -> list[Voice]:
    """Whoever says something, the strongest first; the contact beats its groups, these its grade."""
    voices = [Voice("own", "", _days(own))] if own else []
    heard = sorted(((name, said) for name, said in groups if said), key=lambda each: (_days(each[1]) or 0, each[0]))
    voices += [Voice("group", name, _days(said)) for name, said in heard]
    voices.append(Voice("grade", grade or "", days))
    return [voices[0]._replace(applies=True), *voices[1:]]


def _days(said: str) -> int | None:
    return None if said == NEVER else max(1, int(said))


def _counting(known: ContactHistory, kinds: Sequence[str], today: date) -> list[Interaction]:
    return [
        each for each in known.interactions if each.on <= today and each.kind in kinds and each.outcome != NO_ANSWER
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
