"""Which days are worked, by weekends, public holidays, worked weekends and days away; and how many lie between two.

Days are ordinals (`date.toordinal`), because planning a week needs thousands of them.
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
    """Return the first and last day of the calendar to load: from `back` days ago to two months ahead, with `week`."""
    now, start = today.toordinal(), (week or today).toordinal()
    return max(min(now - back, start), 1), min(max(now + DAYS_AHEAD, start + _WEEK), LAST_DAY)


class PublicDays(NamedTuple):
    """The public holidays of a country, and the weekends worked to make up for them, as ordinals.

    `guessed` are the years whose holidays are not decreed yet.
    """

    holidays: frozenset[int] = frozenset()
    workdays: frozenset[int] = frozenset()
    guessed: tuple[int, ...] = ()


class Calendar:
    """The working days from `first` to `last` (ordinals); before and after them, Monday to Friday are worked.

    `guessed` are the years whose holidays are not decreed yet, `taken` the hours off and the busy hours by day.
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
        """Whether the day is worked, in whole or in part."""
        if self.first <= day <= self.last:
            return day not in self._off
        return (day - 1) % 7 not in WEEKEND

    def share(self, day: int) -> float:
        """Return the share of a full day's capacity that the day has: 0, 0.5 or 1."""
        if not self.is_working(day):
            return 0.0
        return 0.5 if day in self._half else 1.0

    def has_hours(self, day: int) -> bool:
        """Whether the day is worked and not all of its hours are busy."""
        return self.is_working(day) and not (day in self.taken and self.taken[day].full)

    def minutes(self, day: int, capacity: int) -> int:
        """Return the minutes of a day's capacity that hours off and busy hours leave."""
        minutes = int(capacity * self.share(day))
        return max(0, minutes - self.taken[day].total) if day in self.taken else minutes

    def taken_from(self, day: int, time: str, minutes: int) -> int:
        """Return how many of the minutes that begin at a time (`14:00`) are off or busy."""
        if not time or day not in self.taken:
            return 0
        start = minute_of(time)
        return self.taken[day].overlap(start, start + minutes)

    def between(self, after: int, until: int) -> int:
        """Return the number of working days after `after`, up to and including `until`."""
        if until <= after:
            return 0
        return self._before(until + 1) - self._before(after + 1)

    def next_working(self, day: int, within: int = 30) -> int | None:
        """Return the first working day on or after `day`; None where there is none within so many days."""
        return next(filter(self.is_working, range(day, day + within + 1)), None)

    def last_working(self, day: int, not_before: int) -> int | None:
        """Return the last working day on or before `day`; None where there is none from `not_before` on."""
        return next(filter(self.is_working, range(day, not_before - 1, -1)), None)

    def _before(self, day: int) -> int:
        """Return the working days from `first` up to `day`, excluding `day`; negative for a day before `first`."""
        if day < self.first:
            return _weekdays(day) - _weekdays(self.first)
        if day > self.last + 1:
            return self._counts[-1] + _weekdays(day) - _weekdays(self.last + 1)
        return self._counts[day - self.first]


def _weekdays(day: int) -> int:
    """Return the number of Mondays to Fridays before the ordinal `day`; ordinal 1 is a Monday."""
    weeks, rest = divmod(day - 1, 7)
    return weeks * 5 + min(rest, 5)


def work_calendar(
    first: int, last: int, rules: WorkdayRules, public: PublicDays | None = None, busy: Iterable[Stretch] = ()
) -> Calendar:
    """Return the calendar: days away override own holidays and workdays, these public holidays, these the weekend.

    Hours off and `busy` hours reduce the minutes of a day; it stays a working day.
    """
    public = public or PublicDays()
    own_off = {day.toordinal() for day in rules.holidays}
    own_on = {day.toordinal() for day in rules.workdays}
    off = {day for day in range(first, last + 1) if (day - 1) % 7 in WEEKEND}
    off = ((off | public.holidays) - public.workdays | own_off) - own_on
    off |= _days((away for away in rules.away if away.whole), first, last)
    calendar = Calendar(first, last, off, _days((away for away in rules.away if away.half), first, last))
    calendar.guessed = public.guessed
    parts = [away for away in rules.away if not (away.whole or away.half)]
    calendar.taken = busy_days(busy, parts, rules.hours, first, last)
    return calendar


def _days(stretches: Iterable[Away], first: int, last: int) -> set[int]:
    return {
        day
        for away in stretches
        for day in range(max(first, away.start.toordinal()), min(last, away.end.toordinal()) + 1)
    }
