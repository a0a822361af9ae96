"""What a cadence takes: minutes a week for contacts of each grade, and what to lower where that is too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.core.model.rules import Intervals, Rules, WeekRules

WEEK = 7
HOUR = 60
LONGER = (14, 21, *range(30, 365, 5))
"""The intervals, in days, that a hint would suggest."""


def minutes_a_week(people: Mapping[str | None, int], rules: Rules) -> dict[str | None, float]:
    """What a number of contacts of each grade takes in a week, in minutes, travel included; visits count as calls."""
    return {grade: count * minutes_of(rules.cadence.intervals[grade], rules.week) for grade, count in people.items()}


def minutes_of(beat: Intervals, rules: WeekRules) -> float:
    """What one contact takes in a week, in minutes; a visit counts as a call."""
    visits, calls = touches_of(beat)
    return visits * (rules.minutes.visit + rules.minutes.travel) + calls * rules.minutes.call


def touches_of(beat: Intervals) -> tuple[float, float]:
    """How many visits one contact takes in a week, and how many calls beside them."""
    visits = WEEK / beat.visit if beat.visit else 0.0
    calls = WEEK / beat.call if beat.call else 0.0
    return visits, max(0.0, calls - visits)


def who_need(grades: Iterable[str | None]) -> str:
    """Grades as a sentence begins with them: `A needs`, `A and B need`, `A, B and C need`."""
    *first, last = sorted(grade or "those without a grade" for grade in grades)
    return f"{', '.join(first)} and {last} need" if first else f"{last} need{'s' * (len(last) == 1)}"


def lowered(counts: Mapping[str | None, int], excess: float, rules: Rules) -> str:
    """What to lower so that so many minutes a week less are needed: the least change of the lowest grade that does.

    Where visits become fewer, the calls that they counted as are made; where that is too much, both become fewer.
    """
    for grade in sorted((grade for grade in counts if grade), reverse=True):
        beat = rules.cadence.intervals[grade]
        for ways in (("visit",), ("visit", "call")) if beat.visit else (("call",),):
            longest = max(getattr(beat, way) or 0 for way in ways)
            for days in (days for days in LONGER if longest and days > longest):
                longer = beat._replace(**dict.fromkeys(ways, days))
                if counts[grade] * (minutes_of(beat, rules.week) - minutes_of(longer, rules.week)) >= excess:
                    names = ", ".join(f"cadence.{grade}.{way}" for way in ways)
                    return f"{'ing and '.join(ways)}ing {grade} every {days} days fits ({names} in the settings)"
    return "fewer of them would get their due: followup grade set QUERY C"
