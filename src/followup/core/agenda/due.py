"""Candidates by cadence and by warning: whom to visit, whom to call. The hot path of a week: thousands of people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from followup.core.cadence.due import dues, earliest_contact
from followup.core.dates.formatting import day_text
from followup.core.scheduling.item import Candidate, Rank, Span
from followup.core.scheduling.priority import (
    MARKED_POINTS,
    MOST_LATE,
    STAGE_POINTS,
    URGENT_LATENESS,
    judged,
    quadrant,
    weight,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.cadence.due import ContactRhythm, Dues
    from followup.core.model.rules import Rules, WeekRules
    from followup.core.retention.warnings import CustomerWarning

WEEK = 7
_made = tuple.__new__
"""Makes a named tuple of all its values in a third of the time that its name needs: a week makes thousands."""


def touches(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterator[Candidate]:
    """Visits and calls due in the week or overdue, those of the week after as fillers, and warnings.

    A visit counts as the call that is due too, which only does instead of it; somebody who is warned about is called
    for that, and not once more.
    """
    offer = _Offer(span, rules)
    warnings = facts.warnings
    for person in facts.people.values():
        due = dues(person, span.start, rules.cadence)
        warned = warnings.get(person.id) if warnings else None
        if warned and person.active and not person.do_not_contact:
            yield offer.warning(person, warned)
        if 0 < due.visit <= offer.filler_by or 0 < due.call <= offer.filler_by:
            found = offer.touch(person, due, warned)
            if found:
                yield found


def is_important(person: ContactRhythm, rules: WeekRules) -> bool:
    """Whether what concerns a contact is important: by grade, or marked."""
    return person.grade in rules.important or person.important


def bonus(person: ContactRhythm, warned: CustomerWarning | None) -> int:
    """The points a contact's warning and mark add to the weight of its items."""
    points = MARKED_POINTS if person.important else 0
    return points + STAGE_POINTS.get(warned.stage, 0) if warned else points


class _Offer:
    """Makes the candidates of one week."""

    def __init__(self, span: Span, rules: Rules) -> None:
        self.span = span
        self.rules = rules
        self.start = span.start
        self.due_by = span.last
        self.filler_by = span.last + WEEK
        self.last_day = max(span.working, default=span.last)
        self.resting = span.start - rules.cadence.rest_days
        self.important = frozenset(rules.week.important)
        self.minutes = {"visit": rules.week.minutes.visit, "call": rules.week.minutes.call}

    def touch(self, person: ContactRhythm, due: Dues, warned: CustomerWarning | None) -> Candidate | None:
        """The visit or the call of a contact: what is due in the week, or else in the week after it."""
        visit = due.visit
        call = 0 if warned or (due.first and due.call > self.last_day) else due.call
        if 0 < visit <= self.due_by:
            return self.visit(person, due, warned, partial(self.call, person, due) if 0 < call <= self.due_by else None)
        if 0 < call <= self.due_by:
            return self.call(person, due)
        if 0 < visit <= self.filler_by:
            return self.visit(person, due, warned)._replace(rank=Rank.FILLER)
        if 0 < call <= self.filler_by:
            return self.call(person, due)._replace(rank=Rank.FILLER)
        return None

    def visit(
        self,
        person: ContactRhythm,
        due: Dues,
        warned: CustomerWarning | None,
        instead: Callable[[], Candidate] | None = None,
    ) -> Candidate:
        return self._touch(person, "visit", due.visit, due.beat.visit or 1, person.last_visit, warned, instead)

    def call(self, person: ContactRhythm, due: Dues) -> Candidate:
        last = max(person.last_call, person.last_visit)
        found = self._touch(person, "call", due.call, due.beat.call or 1, last, None, None)
        if not due.first:
            return found
        why = f"first follow-up after {self.rules.cadence.first_days} days: due {day_text(due.call)}"
        return found._replace(why=why, earliest=max(found.earliest, due.call))

    def warning(self, person: ContactRhythm, warned: CustomerWarning) -> Candidate:
        start = self.span.start
        number = quadrant(important=is_important(person, self.rules.week), urgent=warned.lateness > URGENT_LATENESS)
        return Candidate(
            Rank.DUE,
            -weight(number, person.grade, warned.lateness, bonus(person, warned)),
            start,
            f"w{person.id}",
            "warning",
            person,
            number,
            self.rules.week.minutes.call,
            earliest_contact(person, start, self.span.calendar, self.rules.cadence),
            warned.advice,
            f"{warned.stage}: {warned.why}",
            area=person.area,
            touch=True,
        )

    def _touch(  # noqa: PLR0913, PLR0917 - what is due when, how often, and since when (0: never)
        self,
        person: ContactRhythm,
        way: str,
        due: int,
        interval: int,
        last: int,
        warned: CustomerWarning | None,
        instead: Callable[[], Candidate] | None,
    ) -> Candidate:
        overdue = self.start - due
        if overdue > MOST_LATE * interval:  # beyond the most that counts, all are alike
            overdue = int(MOST_LATE * interval)
        important = person.important or person.grade in self.important
        more = bonus(person, warned) if warned or person.important else 0
        number, heavy = judged(person.grade, more, max(0, overdue), interval, int(important))
        earliest = self.start
        if person.last_touch > self.resting or person.last_attempt:
            earliest = earliest_contact(person, earliest, self.span.calendar, self.rules.cadence)
        return _made(
            Candidate,
            (
                Rank.DUE, -heavy, due, f"{way[0]}{person.id}", way, person, number, self.minutes[way], earliest, "", "",
                "", person.area, False, True, last, interval, None, instead,
            )
        )  # fmt: skip
