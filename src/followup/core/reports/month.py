"""The month: the visits and calls that each grade requires against the hours there are, week by week.

What is required is what the cadences add up to (a contact every 14 days is half a visit a week), not what happens to be
due: so the month says whether the grades can be kept at all.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from followup.core.agenda.dated import tasks
from followup.core.cadence.due import cadence_of
from followup.core.cadence.workload import (
    HOUR,
    WEEK,
    lowering_hint,
    minutes_per_contact,
    subject_need,
    touches_per_contact,
)
from followup.core.scheduling.item import Rank, Span
from followup.core.scheduling.schedule import Board

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import Intervals, Rules


class GradeNeed(NamedTuple):
    """What the contacts of a grade require in the month: visits, calls beside them, and minutes, travel included."""

    grade: str | None
    contacts: int
    visits: float
    calls: float
    minutes: float


class MonthWeek(NamedTuple):
    """The days of a week that are in the month (ordinals), those worked, the minutes there are and those required."""

    first: int
    last: int
    working: int
    minutes: int
    need: float


class Month(NamedTuple):
    """A month (ordinals of its first and last day), what its grades require, its weeks, and what would help."""

    first: int
    last: int
    needs: Sequence[GradeNeed]
    weeks: Sequence[MonthWeek]
    hints: Sequence[str] = ()

    @property
    def minutes(self) -> int:
        """The minutes there are, appointments and busy hours taken off."""
        return sum(week.minutes for week in self.weeks)

    @property
    def need(self) -> float:
        """The minutes that are required."""
        return sum(need.minutes for need in self.needs)


def month_of(facts: WeekSnapshot, first: int, last: int, calendar: Calendar, rules: Rules) -> Month:
    """Add up the month from `first` to `last` (ordinals); contacts whose cadence is never are not in it."""
    span = Span(first, last, first, calendar, first)
    appointments = [each for each in tasks(facts, span, rules) if each.rank == Rank.APPOINTMENT]
    rooms = Board(span, appointments, rules).minutes
    counts = _counts(facts, rules)
    weeks_long = (last - first + 1) / WEEK
    needs = [_need(grade, counts[grade], weeks_long, rules) for grade in sorted(counts, key=lambda grade: grade or "~")]
    a_week = sum(need.minutes for need in needs) / weeks_long
    weeks = []
    for monday in range(first - (first - 1) % WEEK, last + 1, WEEK):
        start, end = max(first, monday), min(last, monday + WEEK - 1)
        days = [day for day in rooms if start <= day <= end]
        need = a_week * (end - start + 1) / WEEK
        weeks.append(MonthWeek(start, end, len(days), sum(rooms[day] for day in days), need))
    month = Month(first, last, needs, weeks)
    return month._replace(hints=_hints(month, counts, weeks_long, rules))


def _counts(facts: WeekSnapshot, rules: Rules) -> Mapping[str | None, Counter[Intervals]]:
    """How many contacts of each grade have which cadence."""
    counts: dict[str | None, Counter[Intervals]] = {}
    for person in facts.people.values():
        if person.active and not (person.private or person.do_not_contact):
            beat = cadence_of(person, rules.cadence)
            if any(beat):
                counts.setdefault(person.grade, Counter())[beat] += 1
    return counts


def _need(grade: str | None, beats: Mapping[Intervals, int], weeks: float, rules: Rules) -> GradeNeed:
    visits = sum(count * touches_per_contact(beat)[0] for beat, count in beats.items()) * weeks
    calls = sum(count * touches_per_contact(beat)[1] for beat, count in beats.items()) * weeks
    minutes = sum(count * minutes_per_contact(beat, rules.week) for beat, count in beats.items()) * weeks
    return GradeNeed(grade, sum(beats.values()), visits, calls, minutes)


def _hints(month: Month, counts: Mapping[str | None, Counter[Intervals]], weeks: float, rules: Rules) -> list[str]:
    """What to lower: of the important grades where they alone are too much, else of all."""
    if not month.needs:
        return ["Nobody has a cadence yet: followup grade set QUERY GRADE"]
    important = [need for need in month.needs if need.grade in rules.week.important]
    for needs in (important, month.needs):
        need = sum(each.minutes for each in needs)
        if need > month.minutes:
            # Only those who go by their grade follow when its cadence is changed.
            by_grade = {each.grade: counts[each.grade][rules.cadence.intervals[each.grade]] for each in needs}
            sentence = (
                f"{subject_need(each.grade for each in needs)} {need / HOUR:.0f} h of your {month.minutes / HOUR:.0f}"
            )
            return [f"{sentence}: {lowering_hint(by_grade, (need - month.minutes) / weeks, rules)}"]
    return []
