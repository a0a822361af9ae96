"""Writes the occasions and open tasks of a book as iCalendar.

Birthdays and other occasions are all-day events of every year; a lunar one falls on another day each year, so it is an
event in each of the next years. An open task is a to-do; one with a time (an appointment) is an event, because few
calendars show to-dos. A record has the same UID in every export, so that a calendar that imports the file again changes
the entries it has.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from followup.core.contacts.occasion_text import write_occasion
from followup.core.dates.occasions import next_date
from followup.core.text.plain_text import plain_text
from followup.exchange.vobject_lines import content_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from followup.core.model.contact import Occasion, Task
    from followup.core.model.export_record import ExportRecord
    from followup.core.model.rules import OccasionRules

PRODID: Final = "-//followup//followup//EN"
_LUNAR_YEARS_AHEAD: Final = 10
_KNOWN_SINCE: Final = 1800  # phones export earlier years for an unknown one
_LEAP_DAY: Final = {"02-28": "BYMONTH=2;BYMONTHDAY=-1", "03-01": "BYYEARDAY=60"}
_DIGEST_SIZE: Final = 16

Line = tuple[str, str, dict[str, list[str]]]
"""A property: its name, its value (escaped) and its parameters."""
Part = tuple[str, str, list[Line]]
"""A component of a calendar: VEVENT or VTODO, its UID, and its other properties."""

_A_DAY: Final = {"VALUE": ["DATE"]}


def write_calendar(
    people: Iterable[ExportRecord], tasks: Mapping[int, Sequence[Task]], today: date, rules: OccasionRules
) -> Iterator[str]:
    """Yield a calendar piece by piece: its frame, its events and to-dos; `tasks` are open ones by contact id."""
    yield from calendar_of(
        (part for person in people for part in _of_person(person, tasks.get(person.contact.id, ()), today, rules)),
        today,
    )


def calendar_of(parts: Iterable[Part], today: date) -> Iterator[str]:
    """Yield the beginning of a calendar, its events and to-dos one by one, and its end."""
    from vobject import iCalendar

    frame = iCalendar()
    frame.contents["prodid"] = [content_line("PRODID", PRODID)]
    begin, end, _ = frame.serialize().partition("END:VCALENDAR")
    yield begin
    for name, uid, lines in parts:
        yield _component(name, [("UID", uid, {}), ("DTSTAMP", f"{today:%Y%m%d}T000000Z", {}), *lines])
    yield f"{end}\r\n"


def _of_person(person: ExportRecord, tasks: Sequence[Task], today: date, rules: OccasionRules) -> Iterator[Part]:
    """Yield the events of a contact's occasions, and its tasks."""
    contact = person.contact
    owner = owner_of(person)
    numbers: Counter[tuple[str, str]] = Counter()
    for occasion in contact.occasions:
        kind = (occasion.kind, occasion.calendar)
        numbers[kind] += 1
        for year, lines in _days(occasion, today, rules):
            uid = uid_of_record(owner, *kind, numbers[kind], year)
            yield "VEVENT", uid, [*lines, ("TRANSP", "TRANSPARENT", {}), _summary(contact.name, occasion)]
    for task in tasks:
        yield _task(task, contact.name, task_uid(person, task.id))


def _days(occasion: Occasion, today: date, rules: OccasionRules) -> Iterator[tuple[str, list[Line]]]:
    """Yield the lunar year of an event ("" for one that recurs every year), and the lines of its date."""
    falls = next_date(occasion, today, rules)
    if falls is None:
        return
    if occasion.calendar == "solar":
        first = _first(occasion, today, falls.day)
        leap_day = (occasion.month, occasion.day) == (2, 29)
        rule = f"FREQ=YEARLY;{_LEAP_DAY[rules.leap_day]}" if leap_day else "FREQ=YEARLY"
        yield "", [on_day("DTSTART", first), ("RRULE", rule, {})]
        return
    for _ in range(_LUNAR_YEARS_AHEAD):
        yield str(falls.year), [on_day("DTSTART", falls.day)]
        falls = next_date(occasion, falls.day + timedelta(1), rules)
        if falls is None:
            return


def _first(occasion: Occasion, today: date, following: date) -> date:
    """Return the first day of an occasion where its year is known, so that a calendar can count; else the next one."""
    if not _KNOWN_SINCE <= (occasion.year or 0) <= today.year:
        return following
    try:
        return date(occasion.year or 0, occasion.month or 0, occasion.day or 0)
    except ValueError:  # 29 February of a common year
        return following


def _task(task: Task, name: str, uid: str) -> Part:
    lines = [text_line("SUMMARY", f"{name}: {task.text}")]
    if task.place:
        lines.append(text_line("LOCATION", task.place))
    if task.important:
        lines.append(("PRIORITY", "1", {}))
    if task.due and task.time:
        return "VEVENT", uid, [*lines, *at_time(task.due, task.time, task.minutes)]
    lines.append(("STATUS", "NEEDS-ACTION", {}))
    if task.due:
        lines.append(on_day("DUE", task.due))
    return "VTODO", uid, lines


def _component(name: str, lines: Iterable[Line]) -> str:
    """Return the text of an event or a to-do, which vobject validates."""
    from vobject.base import newFromBehavior

    made = newFromBehavior(name)
    for label, value, parameters in lines:
        made.contents[label.lower()] = [content_line(label, value, parameters)]
    text: str = made.serialize()
    return text


def on_day(name: str, day: date) -> Line:
    """Return a property whose value is a date."""
    return (name, f"{day.year:04}{day:%m%d}", _A_DAY)


def at_time(day: date, time: str, minutes: int | None) -> list[Line]:
    """Return the properties of begin and duration; `time` is local time, as in `14:00`."""
    start: Line = ("DTSTART", f"{day.year:04}{day:%m%d}T{time.replace(':', '')}00", {})
    return [start, ("DURATION", f"PT{minutes}M", {})] if minutes else [start]


def text_line(name: str, text: str) -> Line:
    """Return a property whose value is text: escaped, and without control characters."""
    from vobject.base import backslashEscape

    return (name, backslashEscape(plain_text(text)), {})


def _summary(name: str, occasion: Occasion) -> Line:
    lunar = f" ({write_occasion(occasion)})" if occasion.calendar == "lunar" else ""
    return text_line("SUMMARY", f"{name}: {occasion.kind}{lunar}")


def owner_of(person: ExportRecord) -> str:
    """Return the part of the UIDs of a contact's records that stands for the contact."""
    return person.uid or str(person.contact.id)


def task_uid(person: ExportRecord, number: int) -> str:
    """Return the UID of a task, which is the same in all our files."""
    return uid_of_record(owner_of(person), "task", number)


def uid_of_record(*parts: object) -> str:
    """Return a UID that does not depend on the content of a record: a corrected birthday stays the same event."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=_DIGEST_SIZE).hexdigest()
