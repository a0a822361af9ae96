"""The week as a calendar: what has an hour or a visit is an event, the rest a to-do; read back by other programs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as some

from followup.core.cadence.due import ContactRhythm
from followup.core.model.contact import Address, Contact, Phone, Task
from followup.core.model.export_record import ExportRecord
from followup.core.model.rules import OccasionRules
from followup.core.scheduling.item import Item, ItemStatus
from followup.exchange.icalendar.agenda import write_week
from followup.exchange.icalendar.calendar import write_calendar

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
WANG = ContactRhythm(1, "王芳", "A")
CARD = Contact(
    1, "王芳", title="采购经理", organization="青禾食品; 华东",
    phones=(Phone("mobile", "138 0013 8001", "+8613800138001"), Phone("", "021-5555-0100")),
    addresses=(Address("work", "南京东路 1 号\n3 楼", "上海"),),
)  # fmt: skip
PEOPLE = {1: ExportRecord(CARD, "uid-1")}
EVIL = (
    "[red]Eve[/red]\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\rX:1", "<script>alert(1)</script>", "=cmd|' /C calc'!A0",
    "\x1b[31m\x00\x0b\x85\u2028red", "a, b; c\\n d\\", "ATTACH:file:///etc/passwd",
)  # fmt: skip


def item(kind: str, name: str = "", person: ContactRhythm | None = WANG, **more: object) -> Item:
    fields = {
        "id": name or f"{kind[0]}1", "contact": person, "kind": kind, "title": f"{kind.capitalize()} 王芳",
        "why": "4 days overdue: last visit 2026-05-15, every 14 days", "quadrant": 1, "important": True,
        "urgent": True, "due": date(2026, 5, 29), "day": date(2026, 6, 3), "time": "", "minutes": 60,
        "area": "上海", "weight": 64.0,
    }  # fmt: skip
    return Item(**fields | more)  # type: ignore[arg-type]


WEEK = [
    item("visit"),
    item("appointment", "t2", title="look at samples", time="14:00", minutes=90, area="海棠酒店, 2 楼"),
    item("call", quadrant=2),
    item("task", "t7", title="send the quote; soon"),
    item("festival", "f3", None, title="Dragon Boat Festival (端午): greet 12 contacts", quadrant=3, contacts=12),
    item("greeting", "g4", title="Birthday of 王芳, turns 40", quadrant=4),
]


def written(*items: Item, today: date = TODAY) -> str:
    return "".join(write_week(items, PEOPLE, today))


def components(text: str) -> list[Any]:
    """What icalendar, which is strict, finds in it."""
    return list(icalendar.Calendar.from_ical(text).subcomponents)


def uid(of: Item, today: date = TODAY) -> str:
    (component,) = components(written(of, today=today))
    return str(component["UID"])


def test_a_week_with_everything(snapshot: SnapshotAssertion) -> None:
    assert written(*WEEK) == snapshot


def test_visits_and_appointments_are_events_everything_else_a_todo_of_its_day() -> None:
    parts = components(written(*WEEK))
    assert [component.name for component in parts] == ["VEVENT", "VEVENT", "VTODO", "VTODO", "VTODO", "VTODO"]
    assert {component.decoded("DUE") for component in parts[2:]} == {date(2026, 6, 3)}
    assert [component["PRIORITY"] for component in parts[2:]] == [3, 1, 5, 9]


def test_a_visit_is_all_day_and_leaves_the_day_free_at_the_address_of_who_is_visited() -> None:
    (visit,) = components(written(WEEK[0]))
    assert (visit.decoded("DTSTART"), visit["TRANSP"]) == (date(2026, 6, 3), "TRANSPARENT")
    assert visit["LOCATION"] == "南京东路 1 号, 3 楼, 上海"
    assert visit["DESCRIPTION"].split("\n") == [
        WEEK[0].why, "采购经理", "青禾食品; 华东", "138 0013 8001 (mobile)", "021-5555-0100",
    ]  # fmt: skip


def test_an_appointment_has_its_hour_by_the_clock_of_wherever_one_is() -> None:
    (event,) = components(written(WEEK[1]))
    assert event.decoded("DTSTART") == datetime(2026, 6, 3, 14, 0)  # noqa: DTZ001
    assert event.decoded("DURATION") == timedelta(minutes=90)
    assert (event["SUMMARY"], event["LOCATION"]) == ("王芳: look at samples", "海棠酒店, 2 楼")


def test_vobject_reads_it_too() -> None:
    calendar = vobject.readOne(written(*WEEK))
    assert [component.summary.value for component in calendar.vevent_list] == ["Visit 王芳", "王芳: look at samples"]
    assert [component.summary.value for component in calendar.vtodo_list][1] == "王芳: send the quote; soon"
    assert calendar.vevent.dtstart.value == date(2026, 6, 3)


def test_a_done_or_skipped_item_has_its_status() -> None:
    parts = components(
        written(
            item("call", status=ItemStatus.DONE),
            item("call", status=ItemStatus.SKIPPED),
            item("visit", status=ItemStatus.SKIPPED),
        )
    )
    assert [component["STATUS"] for component in parts] == ["COMPLETED", "CANCELLED", "CANCELLED"]


def test_what_has_no_day_is_not_in_the_calendar() -> None:
    assert components(written(item("visit", day=None))) == []


def test_a_visit_that_moves_stays_the_same_event_and_the_next_visit_is_another() -> None:
    assert uid(item("visit")) == uid(item("visit", day=date(2026, 6, 11), title="x"), date(2026, 6, 8))
    assert uid(item("visit")) != uid(item("visit", due=date(2026, 6, 12)))
    assert uid(item("visit", "v1")) != uid(item("call", "c1"))


@pytest.mark.parametrize("kind", ["task", "complaint", "satisfaction", "thanks", "warning"])
def test_what_there_is_once_stays_the_same_whenever_it_is_due(kind: str) -> None:
    assert uid(item(kind, "t9")) == uid(item(kind, "t9", due=date(2026, 6, 20)))


def test_a_task_is_the_same_in_the_file_of_the_week_and_in_the_books() -> None:
    exported = "".join(write_calendar(PEOPLE.values(), {1: [Task(7, 1, "send")]}, TODAY, OccasionRules()))
    (task,) = components(exported)
    assert task["UID"] == uid(WEEK[3])


def test_a_later_file_is_the_newer_one() -> None:
    (before,) = components(written(WEEK[0]))
    (after,) = components(written(WEEK[0], today=date(2026, 6, 3)))
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")
    (ancient,) = components(written(WEEK[0], today=date(1066, 10, 14)))
    assert ancient["SEQUENCE"] == 0


@pytest.mark.parametrize("text", EVIL)
def test_any_text_of_the_book_is_escaped(text: str) -> None:
    person = ExportRecord(
        Contact(1, text, title=text, addresses=(Address(street=text),), phones=(Phone(text, text),)), "u"
    )
    calendar = "".join(
        write_week([item("visit", person=ContactRhythm(1, text), title=text, why=text, area=text)], {1: person}, TODAY)
    )
    (event,) = components(calendar)
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "TRANSP"}
    assert calendar.count("\r\nBEGIN:VCALENDAR") + calendar.startswith("BEGIN:VCALENDAR") == 1
    assert "\x1b" not in calendar
    assert vobject.readOne(calendar).vevent.summary.value == event["SUMMARY"]


@settings(max_examples=60, deadline=None)
@given(text=some.text(alphabet=some.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=90))
def test_any_name_is_written_without_loss(text: str) -> None:
    calendar = "".join(write_week([item("call", person=ContactRhythm(1, text), title=text)], {}, TODAY))
    (todo,) = components(calendar)
    assert todo["SUMMARY"] == text
