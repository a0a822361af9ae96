"""Writes what a calendar can keep of a book as iCalendar: the days to greet, every year, and what is promised.

Birthdays and the like are all-day events; a lunar one falls on another day each year, so its next years are worked out.
An open task is a to-do, one with a clock time (an appointment) an event, because few calendars show to-dos. The same
record has the same UID in every export, so a calendar that takes the file again changes what it has.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from followup.core.occasions import next_date
from followup.core.written_days import write_occasion
from followup.exchange.vobject_lines import content_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from followup.core.contact import Occasion, Task
    from followup.core.leaving import Leaving
    from followup.core.rules import OccasionRules

PRODID: Final = "-//followup//followup//EN"
_LUNAR_YEARS_AHEAD: Final = 10
_KNOWN_SINCE: Final = 1800  # earlier years stand for "unknown" in what phones export
_LEAP_DAY: Final = {"02-28": "BYMONTH=2;BYMONTHDAY=-1", "03-01": "BYYEARDAY=60"}
_DIGEST_SIZE: Final = 16

# Name, value (escaped), parameters.
_Line = tuple[str, str, dict[str, list[str]]]
_A_DAY: Final = {"VALUE": ["DATE"]}


def write_calendar(
    people: Iterable[Leaving], tasks: Mapping[int, Sequence[Task]], today: date, rules: OccasionRules
) -> Iterator[str]:
    """Yield a calendar piece by piece: its frame, and an event or to-do each; `tasks` are open ones by contact id."""
    from vobject import iCalendar

    frame = iCalendar()
    frame.contents["prodid"] = [content_line("PRODID", PRODID)]
    begin, end, _ = frame.serialize().partition("END:VCALENDAR")
    yield begin
    for person in people:
        for name, uid, lines in _of_person(person, tasks.get(person.contact.id, ()), today, rules):
            yield _component(name, [("UID", uid, {}), ("DTSTAMP", f"{today:%Y%m%d}T000000Z", {}), *lines])
    yield f"{end}\r\n"


def _of_person(
    person: Leaving, tasks: Sequence[Task], today: date, rules: OccasionRules
) -> Iterator[tuple[str, str, list[_Line]]]:
    """Yield component, UID and lines of everything a calendar can keep about a person."""
    contact = person.contact
    owner = person.uid or str(contact.id)
    alike: dict[tuple[str, str], int] = {}
    for occasion in contact.occasions:
        same = (occasion.kind, occasion.calendar)
        alike[same] = alike.get(same, 0) + 1
        for year, lines in _days(occasion, today, rules):
            uid = _uid(owner, *same, alike[same], year)
            yield "VEVENT", uid, [*lines, ("TRANSP", "TRANSPARENT", {}), _called(contact.name, occasion)]
    for task in tasks:
        yield _task(task, contact.name, _uid(owner, "task", task.id))


def _days(occasion: Occasion, today: date, rules: OccasionRules) -> Iterator[tuple[str, list[_Line]]]:
    """Yield the (lunar) year that an event is for, "" for one that comes every year, and the lines that say when."""
    falls = next_date(occasion, today, rules)
    if falls is None:
        return
    if occasion.calendar == "solar":
        first = _first(occasion, today, falls.day)
        leap_day = (occasion.month, occasion.day) == (2, 29)
        rule = f"FREQ=YEARLY;{_LEAP_DAY[rules.leap_day]}" if leap_day else "FREQ=YEARLY"
        yield "", [_on(first), ("RRULE", rule, {})]
        return
    for _ in range(_LUNAR_YEARS_AHEAD):
        yield str(falls.year), [_on(falls.day)]
        falls = next_date(occasion, falls.day + timedelta(1), rules)
        if falls is None:
            return


def _first(occasion: Occasion, today: date, following: date) -> date:
    """Return the day itself where its year is known, so that a calendar can tell the age; else the next one."""
    if not _KNOWN_SINCE <= (occasion.year or 0) <= today.year:
        return following
    try:
        return date(occasion.year or 0, occasion.month or 0, occasion.day or 0)
    except ValueError:  # 29 February of a common year
        return following


def _task(task: Task, name: str, uid: str) -> tuple[str, str, list[_Line]]:
    lines = [_text("SUMMARY", f"{name}: {task.text}")]
    if task.place:
        lines.append(_text("LOCATION", task.place))
    if task.important:
        lines.append(("PRIORITY", "1", {}))
    if task.due and task.time:
        lines.append(("DTSTART", f"{task.due:%Y%m%d}T{task.time.replace(':', '')}00", {}))
        if task.minutes:
            lines.append(("DURATION", f"PT{task.minutes}M", {}))
        return "VEVENT", uid, lines
    lines.append(("STATUS", "NEEDS-ACTION", {}))
    if task.due:
        lines.append(("DUE", f"{task.due:%Y%m%d}", _A_DAY))
    return "VTODO", uid, lines


def _component(name: str, lines: Iterable[_Line]) -> str:
    """Return one event or to-do, checked and written by vobject."""
    from vobject.base import newFromBehavior

    made = newFromBehavior(name)
    for label, value, parameters in lines:
        made.contents[label.lower()] = [content_line(label, value, parameters)]
    text: str = made.serialize()
    return text


def _on(day: date) -> _Line:
    return ("DTSTART", f"{day.year:04}{day:%m%d}", _A_DAY)


def _text(name: str, text: str) -> _Line:
    from vobject.base import backslashEscape

    return (name, backslashEscape(text), {})


def _called(name: str, occasion: Occasion) -> _Line:
    lunar = f" ({write_occasion(occasion)})" if occasion.calendar == "lunar" else ""
    return _text("SUMMARY", f"{name}: {occasion.kind}{lunar}")


def _uid(*parts: object) -> str:
    """Return a UID made of what the record is, not of what it says: a corrected birthday stays the same event."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=_DIGEST_SIZE).hexdigest()
