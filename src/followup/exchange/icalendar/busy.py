"""Reads from other calendars when the salesperson is busy, in local time, following RFC 5545.

icalendar reads the lines, and recurring-ical-events computes the occurrences, with those that were moved or cancelled.
An event counts unless it is TRANSPARENT or CANCELLED; an all-day one counts too (3.8.2.7: opaque is the default). An
event that cannot be read is reported, and the others count.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from followup.core.dates.busy import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from icalendar import Calendar, Event

    from followup.core.dates.busy import Stretch

_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TIMES: Final = frozenset({"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"})
_RECURRENCE: Final = frozenset({"RRULE", "RDATE", "EXDATE"})
_MOST_TIMES_A_DAY: Final = 24
_LONGEST: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days of each month, from January at 1."""
_ZONE_MARGIN: Final = timedelta(days=2)  # more than any time zone is away from ours
_DAYS_A_YEAR: Final = 366
_MOST_YEARS: Final = 150  # dateutil counts from the first occurrence on, however long ago that was
_BROKEN: Final = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError, ArithmeticError)


class BusyTime(NamedTuple):
    """The stretches that events take, in any order, and in words what could not be read."""

    stretches: Sequence[Stretch]
    problems: Sequence[str]


def read_busy(text: str, first: datetime, last: datetime, local: tzinfo | None = None) -> BusyTime:
    """Return the busy times from `first` to `last` (naive, in the zone `local`: None is that of this machine)."""
    from icalendar import Calendar

    try:
        calendars = [part for part in Calendar.from_ical(text, multiple=True) if part.name == "VCALENDAR"]
    except _BROKEN as error:
        return BusyTime((), (f"is no calendar that can be read ({error})",))
    if not calendars:
        return BusyTime((), ("is no calendar that can be read (no whole VCALENDAR is in it)",))
    stretches: list[Stretch] = []
    problems: dict[str, None] = {}
    for calendar in calendars:
        for series in _series(calendar):
            try:
                stretches += list(_occupied(series, first, last, local))
                problems |= dict.fromkeys(_unknown_zones(series.events))
            except _Unreadable as error:
                problems[f"{_title(series.events[0])}: {error}"] = None
            except _BROKEN as error:
                problems[f"{_title(series.events[0])}: its recurrence is not understood ({error})"] = None
    return BusyTime(stretches, tuple(problems))


class _Unreadable(Exception):  # noqa: N818 - reported by read_busy, never raised to a caller
    """An event cannot be read; the message says why."""


def _series(calendar: Calendar) -> Iterator[Calendar]:
    """Yield a calendar for each event and its exceptions, so that a broken event does not stop the others."""
    from icalendar import Calendar

    by_uid: dict[object, Calendar] = {}
    for position, event in enumerate(calendar.events):
        uid = str(event.get("UID", "")) or position
        if uid not in by_uid:
            by_uid[uid] = Calendar({"X-WR-TIMEZONE": zone} if (zone := calendar.get("X-WR-TIMEZONE")) else {})
        by_uid[uid].add_component(event)
    yield from by_uid.values()


def _occupied(series: Calendar, first: datetime, last: datetime, local: tzinfo | None) -> Iterator[Stretch]:
    import recurring_ical_events

    for event in series.events:
        _check(event)
        _limit(event, last, local)
    with _until_beside_count():
        events = recurring_ical_events.of(series).between(first - _ZONE_MARGIN, last + _ZONE_MARGIN)
    for event in events:
        if not _takes_time(event):
            continue
        start, end = _local(event.start, local), _local(event.end, local)
        if start < min(end, last) and end > first:
            yield _minute(start), _minute(end + timedelta(seconds=59))


def _check(event: Event) -> None:
    """Raise _Unreadable for an event whose times cannot be read, or whose rule would take too long to expand."""
    for name, reason in event.errors:
        if name in _TIMES:
            raise _Unreadable(f"its time is not understood ({reason})")
        if name in _RECURRENCE:
            raise _Unreadable(f"its recurrence is not understood ({reason})")
    if "DTSTART" not in event:
        raise _Unreadable("it does not say when it begins")
    for rule in _rules(event):
        _check_rule(rule, rule.to_ical().decode() or "it has no frequency")


def _check_rule(rule: Any, written: str) -> None:  # noqa: ANN401 - icalendar's dictionary of lists
    if str(*rule.get("FREQ", ("",))).upper() not in _FREQUENCIES or int(*rule.get("INTERVAL", (1,))) < 1:
        raise _Unreadable(f"it recurs in a way that followup does not read ({written})")
    times = [len(rule.get(name, (0,))) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
    if times[0] * times[1] * times[2] > _MOST_TIMES_A_DAY:
        raise _Unreadable(f"it recurs more than {_MOST_TIMES_A_DAY} times a day")
    if min(map(abs, rule.get("BYMONTHDAY", (1,)))) > max(_LONGEST[month] for month in rule.get("BYMONTH", (1,))):
        raise _Unreadable(f"it recurs on a day that never comes ({written})")  # dateutil would look until 9999


def _limit(event: Event, last: datetime, local: tzinfo | None) -> None:
    """End the rules of an event after the last day that is needed: dateutil expands a rule to its end first."""
    start = event.decoded("DTSTART")
    if (last.date() - _day(start)).days > _MOST_YEARS * _DAYS_A_YEAR:
        raise _Unreadable(f"it began more than {_MOST_YEARS} years ago")
    for rule in _rules(event):
        days = last.date() + _ZONE_MARGIN
        until = min(_comparable(end, start, local) for end in (days, *rule.get("UNTIL", ())))
        rule["UNTIL"] = [until.astimezone(UTC) if isinstance(until, datetime) and until.tzinfo else until]


def _comparable(end: date, start: date, local: tzinfo | None) -> date:
    """Return the end of a rule in the form that RFC 5545 requires for such a start; a day ends with its last second.

    Other programs write days and UTC with any start.
    """
    if not isinstance(start, datetime):
        return _day(end)
    if not isinstance(end, datetime):
        return datetime.combine(end, time(23, 59, 59), start.tzinfo)
    if start.tzinfo is None:
        return _local(end, local)
    return end if end.tzinfo else end.replace(tzinfo=start.tzinfo)


@contextmanager
def _until_beside_count() -> Iterator[None]:
    """Let dateutil accept UNTIL beside COUNT, which RFC 5545 forbids, and which `_limit` produces."""
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Using both 'count' and 'until'", DeprecationWarning)
        yield


def _rules(event: Event) -> list[Any]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _takes_time(event: Event) -> bool:
    return str(event.get("TRANSP", "")).upper() != "TRANSPARENT" and str(event.get("STATUS", "")).upper() != "CANCELLED"


def _unknown_zones(events: Iterable[Event]) -> Iterator[str]:
    """Yield a sentence for each time in a zone that neither the system nor the calendar knows: it counts as local."""
    for event in events:
        for name in ("DTSTART", "DTEND"):
            line = event.get(name)
            zone = line.params.get("TZID") if hasattr(line, "params") else None
            if zone and isinstance(line.dt, datetime) and line.dt.tzinfo is None:
                yield f"the time zone {zone} is not known: its times were taken as ours"


def _local(when: date, local: tzinfo | None) -> datetime:
    """Return the local time, without a zone; a date is its midnight."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time())
    return when if when.tzinfo is None else when.astimezone(local).replace(tzinfo=None)


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _minute(when: datetime) -> int:
    return when.toordinal() * DAY + when.hour * 60 + when.minute


def _title(event: Event) -> str:
    return str(event.get("SUMMARY", "") or event.get("UID", "")) or "an event without a name"
