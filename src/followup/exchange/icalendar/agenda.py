"""Writes the week as iCalendar: visits and appointments as events, everything else as to-dos of their day.

A visit has a day and no hour, so it is an all-day event that leaves the day free. An item has the same UID in the file
of every week (a visit as long as it stays due, a task always), so that a calendar that imports the file again, or that
of the next week, moves the entries it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup.exchange.icalendar.calendar import (
    at_time,
    calendar_of,
    on_day,
    owner_of,
    task_uid,
    text_line,
    uid_of_record,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from followup.core.model.export_record import ExportRecord
    from followup.core.scheduling.item import Item
    from followup.exchange.icalendar.calendar import Line, Part

_FIRST_DAY: Final = 719163
"""1 January 1970 as an ordinal: SEQUENCE counts days since then, so that the file of a later day is the newer one."""

_TASKS: Final = ("task", "appointment")
_EVENTS: Final = ("visit", "appointment")
_ONCE: Final = ("complaint", "satisfaction", "thanks", "warning")
"""Kinds that happen once, whatever day they are due; the others recur, and their due day is part of the UID."""
_PRIORITY: Final = {1: "1", 2: "3", 3: "5", 4: "9"}
_TODO_STATUS: Final = {"done": "COMPLETED", "skipped": "CANCELLED"}


def write_week(items: Iterable[Item], people: Mapping[int, ExportRecord], today: date) -> Iterator[str]:
    """Yield the calendar of the items that have a day; `people` are their contacts by id."""
    parts = (_part(item, people.get(item.contact.id) if item.contact else None, today) for item in items if item.day)
    yield from calendar_of(parts, today)


def _part(item: Item, person: ExportRecord | None, today: date) -> Part:
    lines = [
        ("SEQUENCE", str(max(today.toordinal() - _FIRST_DAY, 0)), {}),
        text_line("SUMMARY", _summary(item)),
        text_line("DESCRIPTION", "\n".join(_description(item, person))),
    ]
    place = _place(item, person)
    if place:
        lines.append(text_line("LOCATION", place))
    if item.kind in _EVENTS:
        return "VEVENT", _uid(item, person), [*lines, *_when(item)]
    lines += [("PRIORITY", _PRIORITY[item.quadrant], {}), on_day("DUE", item.day or item.due)]
    lines.append(("STATUS", _TODO_STATUS.get(item.status, "NEEDS-ACTION"), {}))
    return "VTODO", _uid(item, person), lines


def _when(item: Item) -> list[Line]:
    day = item.day or item.due
    cancelled: list[Line] = [("STATUS", "CANCELLED", {})] if item.status == "skipped" else []
    if item.time:
        return [*at_time(day, item.time, item.minutes), *cancelled]
    return [on_day("DTSTART", day), ("TRANSP", "TRANSPARENT", {}), *cancelled]


def _summary(item: Item) -> str:
    """Return the title, with the name of the contact where the title does not have it."""
    name = item.contact.name if item.contact else ""
    return item.title if name in item.title else f"{name}: {item.title}"


def _description(item: Item, person: ExportRecord | None) -> Iterator[str]:
    """Yield the reason, and who the contact is and how to reach them."""
    yield item.why
    if person:
        contact = person.contact
        yield from filter(None, (contact.title, contact.organization))
        yield from (f"{phone.value} ({phone.label})" if phone.label else phone.value for phone in contact.phones)


def _place(item: Item, person: ExportRecord | None) -> str:
    """Return where an event is: the address of the contact for a visit, else the area."""
    if item.kind not in _EVENTS:
        return ""
    if item.kind == "visit" and person and person.contact.addresses:
        return person.contact.addresses[0].line
    return item.area


def _uid(item: Item, person: ExportRecord | None) -> str:
    if item.kind in _TASKS and person:
        return task_uid(person, int(item.id[1:]))
    owner = owner_of(person) if person else "week"
    once = item.kind in _ONCE
    return uid_of_record(owner, item.kind, item.id, "" if once else item.due.isoformat())
