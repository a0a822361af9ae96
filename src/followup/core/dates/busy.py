"""What is taken of working days, by the clock or not: stretches are united, so that what overlaps counts once.

A `Stretch` is local time from a minute to another, counted from the first day there is (ordinal x 1440 + minute of the
day); the end is not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.core.model.rules import Away

DAY = 1440
Stretch: TypeAlias = tuple[int, int]


class BusyDay(NamedTuple):
    """What is taken of one day: `clock` are stretches of its working hours (minutes of the day), apart and in order.

    `minutes` come on top, of hours off without a clock time. `full`: nothing is left of the working hours.
    """

    clock: tuple[Stretch, ...] = ()
    minutes: int = 0
    full: bool = False

    @property
    def total(self) -> int:
        """The minutes that are taken."""
        return self.minutes + sum(end - start for start, end in self.clock)

    def overlap(self, start: int, end: int) -> int:
        """How many minutes from `start` to `end` (of the day) are taken already."""
        return sum(max(0, min(end, to) - max(start, since)) for since, to in self.clock)


def busy_days(
    stretches: Iterable[Stretch], away: Iterable[Away], hours: Stretch, first: int, last: int
) -> dict[int, BusyDay]:
    """Return by day (ordinal, `first` to `last`) what is taken of its working `hours` (minutes of the day)."""
    of_day: dict[int, list[Stretch]] = {}
    loose: dict[int, int] = {}
    for day, start, end in _by_day(stretches, first, last):
        of_day.setdefault(day, []).append((start, end))
    for each in away:
        for day in range(max(first, each.start.toordinal()), min(last, each.end.toordinal()) + 1):
            if each.time:
                start = minute_of(each.time)
                of_day.setdefault(day, []).append((start, DAY if each.minutes is None else start + each.minutes))
            else:
                loose[day] = loose.get(day, 0) + max(0, each.minutes or 0)
    found = {}
    for day in sorted(of_day.keys() | loose.keys()):
        clock = _united(of_day.get(day, ()), hours)
        taken = BusyDay(clock, loose.get(day, 0))
        if taken.total:
            found[day] = taken._replace(full=clock == (hours,))
    return found


def minute_of(time: str) -> int:
    """Return the minute of the day of `14:00`."""
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def _by_day(stretches: Iterable[Stretch], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    for start, end in stretches:
        for day in range(max(first, start // DAY), min(last, (end - 1) // DAY) + 1):
            yield day, max(0, start - day * DAY), min(DAY, end - day * DAY)


def _united(stretches: Iterable[Stretch], hours: Stretch) -> tuple[Stretch, ...]:
    """Cut stretches to the working hours, and make one of those that meet."""
    found: list[Stretch] = []
    for since, to in sorted(stretches):
        start, end = max(since, hours[0]), min(to, hours[1])
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
