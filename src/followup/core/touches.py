"""Candidates by cadence and by warning: whom to visit, whom to call. The hot path of a week: thousands of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.cadence import dues, rested
from followup.core.item import Candidate, ContactRef, Item, Span, day_of, day_text
from followup.core.weight import (
    MARKED_POINTS,
    STAGE_POINTS,
    URGENT_LATENESS,
    lateness,
    quadrant,
    weight,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.cadence import Due, Person
    from followup.core.drift import Warned
    from followup.core.facts import Facts
    from followup.core.rules import Rules, WeekRules

WEEK = 7


def touches(facts: Facts, span: Span, rules: Rules) -> Iterator[Candidate]:
    """Visits and calls due in the week or overdue, those of the week after as fillers, and warnings.

    A visit counts as the call that is due too, which only does instead of it; somebody who is warned about is called
    for that, and not once more.
    """
    filler_until = span.last + WEEK
    last_day = max(span.working, default=span.last)
    for person in facts.people.values():
        visit, call = dues(person, span.start, rules.cadence)
        warned = facts.warnings.get(person.id)
        if visit and visit.day > filler_until:
            visit = None
        if call and (call.day > filler_until or warned or (call.first and call.day > last_day)):
            call = None
        if warned and person.active and not person.do_not_contact:
            yield _warning(person, warned, span, rules)
        if visit and visit.day <= span.last:
            instead = _touch(person, call, warned, span, rules) if call and call.day <= span.last else None
            yield _touch(person, visit, warned, span, rules)._replace(instead=instead)
        elif call and call.day <= span.last:
            yield _touch(person, call, warned, span, rules)
        elif next_one := visit or call:
            yield _touch(person, next_one, warned, span, rules)._replace(filler=True)


def is_important(person: Person, rules: WeekRules) -> bool:
    """Whether what concerns a contact is important: by grade, or marked."""
    return person.important or person.grade in rules.important


def bonus(person: Person, warned: Warned | None) -> int:
    """The points a contact's warning and mark add to the weight of its items."""
    return (STAGE_POINTS.get(warned.stage, 0) if warned else 0) + (MARKED_POINTS if person.important else 0)


def _touch(person: Person, due: Due, warned: Warned | None, span: Span, rules: Rules) -> Candidate:
    late = lateness(span.start - due.day, due.interval)
    important = is_important(person, rules.week)
    urgent = late > URGENT_LATENESS
    number = quadrant(important=important, urgent=urgent)
    visit = due.way == "visit"
    item = Item(
        f"{'v' if visit else 'c'}{person.id}",
        ContactRef(person.id, person.name, person.grade),
        due.way,
        f"Visit {person.name}" if visit else f"Call {person.name}",
        _why(due, span),
        number,
        important,
        urgent,
        day_of(due.day),
        None,
        "",
        rules.week.minutes.visit if visit else rules.week.minutes.call,
        person.area,
        weight(number, person.grade, late, bonus(person, warned)),
    )
    earliest = rested(person, span.start, span.calendar, rules.cadence)
    if due.first:
        earliest = max(earliest, due.day)
    return Candidate(item, due.day, earliest, touch=person.id, organization=person.organization)


def _why(due: Due, span: Span) -> str:
    overdue = span.start - due.day
    when = f"{overdue} {'day' if overdue == 1 else 'days'} overdue" if overdue > 0 else f"due {day_text(due.day)}"
    if due.first:
        return f"first follow-up, {when}"
    last = f"last {due.way} {day_text(due.last)}" if due.last else f"no {due.way} yet"
    return f"{when}: {last}, every {due.interval} days"


def _warning(person: Person, warned: Warned, span: Span, rules: Rules) -> Candidate:
    important = is_important(person, rules.week)
    urgent = warned.lateness > URGENT_LATENESS
    number = quadrant(important=important, urgent=urgent)
    item = Item(
        f"w{person.id}",
        ContactRef(person.id, person.name, person.grade),
        "warning",
        warned.advice,
        f"{warned.stage}: {warned.why}",
        number,
        important,
        urgent,
        day_of(span.start),
        None,
        "",
        rules.week.minutes.call,
        person.area,
        weight(number, person.grade, warned.lateness, bonus(person, warned)),
    )
    earliest = rested(person, span.start, span.calendar, rules.cadence)
    return Candidate(item, span.start, earliest, touch=person.id, organization=person.organization)
