"""Which days are worked: weekends, public holidays, made-up working days and days away, counted by prefix sums.

Days are ordinals (`date.toordinal`), because a week's plan asks for thousands of them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.busy import busy_days, minute_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from followup.core.dates.busy import BusyDay, Stretch
    from followup.core.model.rules import Away, WorkdayRules

WEEKEND = (5, 6)
LAST_DAY = date.max.toordinal()
DAYS_AHEAD = 60
_WEEK = 7


def days_asked_about(today: date, week: date | None, back: int) -> tuple[int, int]:
    """The first and last day that matter to a question: `back` days back, two months ahead, the `week` asked for."""
    now, asked = today.toordinal(), (week or today).toordinal()
    return max(min(now - back, asked), 1), min(max(now + DAYS_AHEAD, asked + _WEEK), LAST_DAY)


class PublicDays(NamedTuple):
    """What a country says about its years, as ordinals: holidays, and weekends worked to make up for them.

    `guessed` are the years whose decree is not out yet.
    """

    holidays: frozenset[int] = frozenset()
    workdays: frozenset[int] = frozenset()
    guessed: tuple[int, ...] = ()


class Calendar:
    """Working days from `first` to `last` (ordinals); beyond them every Monday to Friday counts as worked.

    `guessed` are the years whose holidays are not decreed yet, `taken` what hours off and busy ones take, by day.
    """

    guessed: tuple[int, ...] = ()
    taken: Mapping[int, BusyDay] = {}

    def __init__(self, first: int, last: int, days_off: Collection[int], half_days: Collection[int] = ()) -> None:
        self.first = first
        self.last = last
        self._off = days_off
        self._half = half_days
        worked = 0
        counts = [0]
        for day in range(first, last + 1):
            worked += day not in days_off
            counts.append(worked)
        self._counts = counts

    def is_working(self, day: int) -> bool:
        """Whether the day has any working hours."""
        if self.first <= day <= self.last:
            return day not in self._off
        return (day - 1) % 7 not in WEEKEND

    def share(self, day: int) -> float:
        """How much of a day's capacity the day has: 0, 0.5 or 1."""
        if not self.is_working(day):
            return 0.0
        return 0.5 if day in self._half else 1.0

    def has_hours(self, day: int) -> bool:
        """Whether the day is worked, and its hours are not all taken."""
        return self.is_working(day) and not (day in self.taken and self.taken[day].full)

    def minutes(self, day: int, capacity: int) -> int:
        """How much of a day's capacity (minutes) is left beside hours off and busy ones."""
        minutes = int(capacity * self.share(day))
        return max(0, minutes - self.taken[day].total) if day in self.taken else minutes

    def taken_from(self, day: int, time: str, minutes: int) -> int:
        """How many of the minutes from a time (`14:00`) are off or busy already."""
        if not time or day not in self.taken:
            return 0
        start = minute_of(time)
        return self.taken[day].overlap(start, start + minutes)

    def between(self, after: int, until: int) -> int:
        """Count the working days after `after`, up to and including `until`; 0 when there are none."""
        if until <= after:
            return 0
        return self._before(until + 1) - self._before(after + 1)

    def next_working(self, day: int, within: int = 30) -> int | None:
        """Find the first working day on or after `day`; None when there is none within so many days."""
        return next((each for each in range(day, day + within + 1) if self.is_working(each)), None)

    def last_working(self, day: int, not_before: int) -> int | None:
        """Find the last working day on or before `day`; None when there is none from `not_before` on."""
        return next((each for each in range(day, not_before - 1, -1) if self.is_working(each)), None)

    def _before(self, day: int) -> int:
        """Working days from `first` (negative before it) up to `day`, exclusive."""
        if day < self.first:
            return _weekdays(day) - _weekdays(self.first)
        if day > self.last + 1:
            return self._counts[-1] + _weekdays(day) - _weekdays(self.last + 1)
        return self._counts[day - self.first]


def _weekdays(day: int) -> int:
    """Mondays to Fridays before the ordinal `day`; ordinal 1 is a Monday."""
    weeks, rest = divmod(day - 1, 7)
    return weeks * 5 + min(rest, 5)


def work_calendar(
    first: int, last: int, rules: WorkdayRules, public: PublicDays | None = None, busy: Iterable[Stretch] = ()
) -> Calendar:
    """Put together who decides about a day: days away over own days over the country's over the weekend.

    Hours off and `busy` ones take minutes of a day, and leave it a working day for everything else.
    """
    public = public or PublicDays()
    own_off = {day.toordinal() for day in rules.holidays}
    own_on = {day.toordinal() for day in rules.workdays}
    off = {day for day in range(first, last + 1) if (day - 1) % 7 in WEEKEND}
    off = ((off | public.holidays) - public.workdays | own_off) - own_on
    off |= _days((away for away in rules.away if away.whole), first, last)
    found = Calendar(first, last, off, _days((away for away in rules.away if away.half), first, last))
    found.guessed = public.guessed
    parts = [away for away in rules.away if not (away.whole or away.half)]
    found.taken = busy_days(busy, parts, rules.hours, first, last)
    return found


def _days(stretches: Iterable[Away], first: int, last: int) -> set[int]:
    return {
        day
        for away in stretches
        for day in range(max(first, away.start.toordinal()), min(last, away.end.toordinal()) + 1)
    }
