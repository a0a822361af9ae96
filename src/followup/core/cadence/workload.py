"""The workload of a cadence: minutes a week for the contacts of each grade, and what to lower if that is too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.core.model.rules import Intervals, Rules, WeekRules

WEEK = 7
HOUR = 60
_SUGGESTED_INTERVALS = (14, 21, *range(30, 365, 5))
"""The intervals, in days, that a hint may suggest."""


def minutes_by_grade(counts: Mapping[str | None, int], rules: Rules) -> dict[str | None, float]:
    """Return the minutes a week, travel included, that so many contacts of each grade take."""
    return {
        grade: count * minutes_per_contact(rules.cadence.intervals[grade], rules.week)
        for grade, count in counts.items()
    }


def minutes_per_contact(beat: Intervals, rules: WeekRules) -> float:
    """Return the minutes a week, travel included, that one contact takes; a visit counts as a call."""
    visits, calls = touches_per_contact(beat)
    return visits * (rules.minutes.visit + rules.minutes.travel) + calls * rules.minutes.call


def touches_per_contact(beat: Intervals) -> tuple[float, float]:
    """Return the visits a week to one contact, and the calls beside them."""
    visits = WEEK / beat.visit if beat.visit else 0.0
    calls = WEEK / beat.call if beat.call else 0.0
    return visits, max(0.0, calls - visits)


def subject_need(grades: Iterable[str | None]) -> str:
    """Return grades as the subject of a sentence: `A needs`, `A and B need`, `A, B and C need`."""
    *first, last = sorted(grade or "those without a grade" for grade in grades)
    return f"{', '.join(first)} and {last} need" if first else f"{last} need{'s' * (len(last) == 1)}"


def lowering_hint(counts: Mapping[str | None, int], excess: float, rules: Rules) -> str:
    """Return which interval to make longer to save the excess, in minutes a week: the least change that is enough.

    The lowest grade is tried first; visits alone (calls then replace them), and visits and calls together.
    """
    for grade in sorted((grade for grade in counts if grade), reverse=True):
        beat = rules.cadence.intervals[grade]
        minutes = minutes_per_contact(beat, rules.week)
        for ways in (("visit",), ("visit", "call")) if beat.visit else (("call",),):
            longest = max(getattr(beat, way) or 0 for way in ways)
            for days in (days for days in _SUGGESTED_INTERVALS if longest and days > longest):
                longer = beat._replace(**dict.fromkeys(ways, days))
                if counts[grade] * (minutes - minutes_per_contact(longer, rules.week)) >= excess:
                    names = ", ".join(f"cadence.{grade}.{way}" for way in ways)
                    return f"{'ing and '.join(ways)}ing {grade} every {days} days fits ({names} in the settings)"
    return "fewer of them would get their due: followup grade set QUERY C"
