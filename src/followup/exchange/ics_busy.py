"""Reads when other calendars' events are: what of their time is busy, as RFC 5545 says it, in this machine's time.

vobject reads the lines, dateutil works out what recurs. An event counts unless it is TRANSPARENT or CANCELLED, an
all-day one too (3.8.2.7: opaque is the default); it ends where it begins if it does not say when (3.6.1). Recurrence is
counted in the event's own time zone, then told in ours. What cannot be read is told, and the rest is kept.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from followup.core.taken import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from followup.core.taken import Stretch

_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_MOST: Final = 50_000  # occurrences: a daily meeting of a century, and no file keeps us longer
_MARGIN: Final = timedelta(days=2)  # more than any time zone is away from ours
_BROKEN: Final = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError)


class BusyTime(NamedTuple):
    """The stretches that events take, in any order, and in words what could not be read."""

    stretches: Sequence[Stretch]
    problems: Sequence[str]


class _Unreadable(Exception):  # noqa: N818 - it is told, not raised to anybody
    """Something about an event that is not understood, in words."""


class _Event(NamedTuple):
    """An event that takes time: `start` in its own time, without its zone (None: this machine's)."""

    uid: str
    start: datetime
    lasts: timedelta
    zone: tzinfo | None
    rules: Sequence[str]
    more: frozenset[datetime]
    less: frozenset[datetime]
    instead: datetime | None


def read_busy(text: str, first: datetime, last: datetime, local: tzinfo | None = None) -> BusyTime:
    """Return what is busy from `first` to `last` (naive, in `local` time: None is this machine's zone)."""
    from vobject.base import VObjectError, readComponents

    try:
        calendars = [each for each in readComponents(text, transform=False) if each.name == "VCALENDAR"]
    except VObjectError as error:
        return BusyTime((), (f"is no calendar that can be read: {error}",))
    except _BROKEN as error:
        return BusyTime((), (f"is no calendar that can be read ({error})",))
    if not calendars:
        return BusyTime((), ("has no calendar in it",))
    stretches: list[Stretch] = []
    problems: dict[str, None] = {}
    for calendar in calendars:
        reading = _Reading(calendar, first, last, local)
        stretches += reading.stretches()
        problems |= dict.fromkeys(reading.problems)
    return BusyTime(stretches, tuple(problems))


class _Reading:
    """One calendar, the days that are asked for, and the problems met so far."""

    def __init__(self, calendar: Any, first: datetime, last: datetime, local: tzinfo | None) -> None:  # noqa: ANN401 - vobject has no types
        self.calendar = calendar
        self.first = first
        self.last = last
        self.local = local
        self.problems: list[str] = []
        self.zones: dict[str, tzinfo | None] = {}

    def stretches(self) -> Iterator[Stretch]:
        """Yield when the events are, each time they recur."""
        events = list(self._events())
        replaced: dict[str, set[datetime]] = {}
        for _, event in events:
            if event.instead:
                replaced.setdefault(event.uid, set()).add(self._here(event.instead, event.zone))
        for told, event in events:
            try:
                yield from self._times(event, set() if event.instead else replaced.get(event.uid, set()))
            except _Unreadable as error:
                self.problems.append(f"{_name(told)}: {error}")
            except _BROKEN as error:
                self.problems.append(f"{_name(told)}: its recurrence is not understood ({error})")

    def _events(self) -> Iterator[tuple[Any, _Event]]:
        for told in self.calendar.contents.get("vevent", ()):
            try:
                yield told, self._event(told)
            except _Unreadable as error:
                self.problems.append(f"{_name(told)}: {error}")
            except _BROKEN as error:
                self.problems.append(f"{_name(told)}: its time is not understood ({error})")

    def _event(self, told: Any) -> _Event:  # noqa: ANN401 - as above
        line = _line(told, "dtstart")
        if line is None:
            raise _Unreadable("it does not say when it begins")
        start, zone = self._time(line, line.value)
        instead = _line(told, "recurrence-id")
        if instead is not None and instead.params.get("RANGE"):
            raise _Unreadable("it changes all that follow, which followup does not read")
        return _Event(
            _value(told, "uid"),
            start,
            self._lasts(told, start, zone),
            zone,
            [rule.value for rule in told.contents.get("rrule", ())],
            frozenset(self._days(told, "rdate", zone)),
            frozenset(self._days(told, "exdate", zone)),
            None if instead is None else self._wall(instead, instead.value, zone),
        )

    def _lasts(self, told: Any, start: datetime, zone: tzinfo | None) -> timedelta:  # noqa: ANN401 - as above
        """Return how long an event takes; nothing where it is free, or was called off."""
        if _value(told, "transp").upper() == "TRANSPARENT" or _value(told, "status").upper() == "CANCELLED":
            return timedelta()
        end, duration = _line(told, "dtend"), _value(told, "duration")
        if end is not None:
            return max(timedelta(), self._wall(end, end.value, zone) - start)
        if duration:
            return max(timedelta(), _duration(duration))
        return timedelta(days=1) if len(_line(told, "dtstart").value.strip()) == len("20261127") else timedelta()

    def _times(self, event: _Event, replaced: set[datetime]) -> Iterator[Stretch]:
        if not event.lasts:
            return
        starts = {event.start, *event.more}
        for rule in event.rules:
            starts |= {*self._recurring(rule, event)}
        for start in starts - event.less:
            since = self._here(start, event.zone)
            if since in replaced:
                continue
            to = since + event.lasts
            if since < self.last and to > self.first:
                yield _minute(since), _minute(to + timedelta(seconds=59))

    def _recurring(self, rule: str, event: _Event) -> Iterator[datetime]:
        """Yield when a rule has it begin, up to the last day that is asked for."""
        from dateutil.rrule import rrulestr

        parts = dict(part.upper().split("=", 1) for part in rule.strip().strip(";").split(";"))
        if parts.get("FREQ") not in _FREQUENCIES or int(parts.get("INTERVAL", 1)) < 1:
            raise _Unreadable(f"it recurs in a way that followup does not read ({rule})")
        count = int(parts.pop("COUNT", _MOST + 1))
        until = self.last + _MARGIN
        if "UNTIL" in parts:
            until = min(until, self._until(parts.pop("UNTIL"), event.zone))
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        starts = rrulestr(f"RRULE:{text}", dtstart=event.start).replace(until=until)
        for number, start in enumerate(islice(starts, count)):
            if number >= _MOST:
                raise _Unreadable(f"it recurs more than {_MOST:,} times")
            if start + event.lasts > self.first - _MARGIN:
                yield start

    def _until(self, text: str, zone: tzinfo | None) -> datetime:
        """Return the last start that a rule allows: a day as a whole, UTC in the event's own time."""
        until = _datetime(text)
        if len(text) == len("20261127"):
            return until + timedelta(days=1, seconds=-1)
        return self._walled(until, zone) if text.endswith("Z") else until

    def _time(self, line: Any, text: str) -> tuple[datetime, tzinfo | None]:  # noqa: ANN401 - as above
        """Return a time without its zone, and the zone; None for a day, and a time that is anywhere's."""
        text = text.strip()
        if text.endswith("Z"):
            return _datetime(text), UTC
        names = line.params.get("TZID")
        return _datetime(text), self._zone(names[0]) if names and "T" in text else None

    def _wall(self, line: Any, text: str, zone: tzinfo | None) -> datetime:  # noqa: ANN401 - as above
        """Return a time as the clocks of an event's own zone show it."""
        when, of = self._time(line, text)
        return when if of is None or of == zone else _shifted(when, of, zone or self.local)

    def _walled(self, utc: datetime, zone: tzinfo | None) -> datetime:
        return _shifted(utc, UTC, zone or self.local)

    def _here(self, when: datetime, zone: tzinfo | None) -> datetime:
        return when if zone is None else _shifted(when, zone, self.local)

    def _days(self, told: Any, name: str, zone: tzinfo | None) -> Iterator[datetime]:  # noqa: ANN401 - as above
        """Yield the times that an event recurs at besides its rules, or does not."""
        for line in told.contents.get(name, ()):
            if any("PERIOD" in value.upper() for value in line.params.get("VALUE", ())):
                raise _Unreadable("it recurs in periods, which followup does not read")
            yield from (self._wall(line, text, zone) for text in line.value.split(",") if text.strip())

    def _zone(self, name: str) -> tzinfo | None:
        if name not in self.zones:
            self.zones[name] = _known_zone(name) or self._told_zone(name)
            if self.zones[name] is None:
                self.problems.append(f"the time zone {name} is not known: its times were taken as ours")
        return self.zones[name]

    def _told_zone(self, name: str) -> tzinfo | None:
        """Return a zone as the calendar itself describes it."""
        from io import StringIO

        from dateutil.tz import tzical

        for told in self.calendar.contents.get("vtimezone", ()):
            if _value(told, "tzid") == name:
                try:
                    found: tzinfo | None = tzical(StringIO(told.serialize(validate=False))).get(name)
                except _BROKEN:
                    return None
                return found
        return None


def _duration(text: str) -> timedelta:
    from vobject.base import ParseError
    from vobject.icalendar import stringToDurations

    try:
        found: timedelta = stringToDurations(text)[0]
    except ParseError as error:
        raise ValueError(*error.args) from None
    return found


def _known_zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name.strip("/"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _shifted(when: datetime, zone: tzinfo, to: tzinfo | None) -> datetime:
    return when.replace(tzinfo=zone).astimezone(to).replace(tzinfo=None)


def _datetime(text: str) -> datetime:
    """Read `20261127` and `20261127T140000`, with or without a Z behind."""
    shape = "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d"
    return datetime.strptime(text.strip().removesuffix("Z"), shape)  # noqa: DTZ007 - zones are kept apart


def _minute(when: datetime) -> int:
    return when.toordinal() * DAY + when.hour * 60 + when.minute


def _line(told: Any, name: str) -> Any:  # noqa: ANN401 - as above
    lines = told.contents.get(name, ())
    return lines[0] if lines else None


def _value(told: Any, name: str) -> str:  # noqa: ANN401 - as above
    line = _line(told, name)
    return str(line.value).strip() if line is not None else ""


def _name(told: Any) -> str:  # noqa: ANN401 - as above
    return _value(told, "summary") or _value(told, "uid") or "an event without a name"
