"""How much of working days is busy or off; overlapping times count once.

A `Stretch` is a span of local time in minutes (ordinal of the day x 1440 + minute of the day); its end is excluded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.core.model.rules import Away

DAY = 1440
Stretch: TypeAlias = tuple[int, int]


class BusyDay(NamedTuple):
    """The busy time of one day: `clock` are stretches of its working hours (minutes of the day), separate and in order.

    `minutes` are hours off without a clock time, in addition. With `full`, no working hour is left.
    """

    clock: tuple[Stretch, ...] = ()
    minutes: int = 0
    full: bool = False

    @property
    def total(self) -> int:
        """The busy minutes."""
        return self.minutes + sum(end - start for start, end in self.clock)

    def overlap(self, start: int, end: int) -> int:
        """Return how many minutes from `start` to `end` (minutes of the day) are busy by the clock."""
        return sum(max(0, min(end, busy_end) - max(start, busy_start)) for busy_start, busy_end in self.clock)


def busy_days(
    stretches: Iterable[Stretch], away: Iterable[Away], hours: Stretch, first: int, last: int
) -> dict[int, BusyDay]:
    """Return the busy time of the working `hours` by day (ordinals from `first` to `last`); free days are left out."""
    by_clock: dict[int, list[Stretch]] = {}
    without_clock: dict[int, int] = {}
    for day, start, end in _by_day(stretches, first, last):
        by_clock.setdefault(day, []).append((start, end))
    for time_off in away:
        for day in range(max(first, time_off.start.toordinal()), min(last, time_off.end.toordinal()) + 1):
            if time_off.time:
                start = minute_of(time_off.time)
                by_clock.setdefault(day, []).append(
                    (start, DAY if time_off.minutes is None else start + time_off.minutes)
                )
            else:
                without_clock[day] = without_clock.get(day, 0) + max(0, time_off.minutes or 0)
    days = {}
    for day in sorted(by_clock.keys() | without_clock.keys()):
        clock = _united(by_clock.get(day, ()), hours)
        busy = BusyDay(clock, without_clock.get(day, 0))
        if busy.total:
            days[day] = busy._replace(full=clock == (hours,))
    return days


def minute_of(time: str) -> int:
    """Return the minute of the day of a time: 840 for `14:00`."""
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def _by_day(stretches: Iterable[Stretch], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    for start, end in stretches:
        for day in range(max(first, start // DAY), min(last, (end - 1) // DAY) + 1):
            yield day, max(0, start - day * DAY), min(DAY, end - day * DAY)


def _united(stretches: Iterable[Stretch], hours: Stretch) -> tuple[Stretch, ...]:
    """Return the parts of the stretches within the working hours, overlapping and adjacent ones as one."""
    united: list[Stretch] = []
    for stretch in sorted(stretches):
        start, end = max(stretch[0], hours[0]), min(stretch[1], hours[1])
        if start >= end:
            continue
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return tuple(united)
