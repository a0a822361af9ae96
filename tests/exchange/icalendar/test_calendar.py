"""A calendar of the book: days to greet every year, lunar ones worked out, promises; read back by other programs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as some

from followup.core.dates.occasions import next_date
from followup.core.model.contact import Contact, Occasion, Task
from followup.core.model.export_record import ExportRecord
from followup.core.model.rules import OccasionRules
from followup.exchange.icalendar.calendar import write_calendar

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
RULES = OccasionRules()


def written(
    *occasions: Occasion, tasks: tuple[Task, ...] = (), name: str = "张伟", rules: OccasionRules = RULES
) -> str:
    person = ExportRecord(Contact(1, name, occasions=occasions), "uid-1")
    return "".join(write_calendar([person], {1: tasks}, TODAY, rules))


def components(text: str) -> list[Any]:
    """What icalendar, which is strict, finds in it."""
    return list(icalendar.Calendar.from_ical(text).subcomponents)


def days_until(text: str, last: date) -> list[date]:
    """The days of all events, and those of every year that they recur in."""
    days: list[date] = []
    for event in components(text):
        start = event.decoded("DTSTART")
        if "RRULE" in event:
            begin = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - a day has no zone
            rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin)
            end = datetime(last.year, last.month, last.day)  # noqa: DTZ001
            days += [moment.date() for moment in rule.between(begin, end, inc=True)]
        elif start <= last:
            days.append(start)
    return days


def test_a_calendar_with_everything(snapshot: SnapshotAssertion) -> None:
    text = written(
        Occasion("birthday", 1985, 4, 15), Occasion("anniversary", None, 5, 20),
        Occasion("birthday", 1984, 3, 3, "lunar"),
        tasks=(
            Task(7, 1, "send the quote; soon", date(2026, 6, 5), important=True),
            Task(8, 1, "visit", date(2026, 6, 5), "14:00", 90, "北京, 国贸"),
            Task(9, 1, "someday"),
        ),
    )  # fmt: skip
    assert text == snapshot


def test_vobject_and_icalendar_read_it() -> None:
    text = written(
        Occasion("birthday", 1985, 4, 15), tasks=(Task(7, 1, "报价; a, b\\c", date(2026, 6, 5)),), name="李, 雷"
    )
    calendar = vobject.readOne(text)
    assert calendar.vevent.summary.value == "李, 雷: birthday"
    assert calendar.vevent.dtstart.value == date(1985, 4, 15)
    assert calendar.vtodo.summary.value == "李, 雷: 报价; a, b\\c"
    event, todo = components(text)
    assert (event["SUMMARY"], event.decoded("DTSTART")) == ("李, 雷: birthday", date(1985, 4, 15))
    assert (todo["SUMMARY"], todo.decoded("DUE")) == ("李, 雷: 报价; a, b\\c", date(2026, 6, 5))


def test_no_year_is_invented_a_day_without_one_begins_with_the_next() -> None:
    (event,) = components(written(Occasion("birthday", None, 5, 20)))
    assert event.decoded("DTSTART") == date(2027, 5, 20)


@pytest.mark.parametrize(
    "occasion", [Occasion("birthday", 1985), Occasion("birthday", None, 4), Occasion("x", 1, 2, 30)]
)
def test_what_is_no_day_is_no_event(occasion: Occasion) -> None:
    assert components(written(occasion)) == []


@pytest.mark.parametrize(("leap_day", "usual"), [("02-28", (2, 28)), ("03-01", (3, 1))])
def test_29_february_falls_where_the_settings_say(leap_day: str, usual: tuple[int, int]) -> None:
    text = written(Occasion("birthday", 1984, 2, 29), rules=OccasionRules(leap_day=leap_day))
    days = days_until(text, date(1988, 12, 31))
    assert [(day.month, day.day) for day in days] == [(2, 29), usual, usual, usual, (2, 29)]


def test_29_february_of_a_common_year_is_no_obstacle() -> None:
    (event,) = components(written(Occasion("birthday", 1985, 2, 29)))
    assert event.decoded("DTSTART") == date(2027, 2, 28)


def test_a_lunar_day_is_worked_out_for_ten_years() -> None:
    days = days_until(written(Occasion("birthday", 1984, 1, 1, "lunar")), date(2099, 1, 1))
    assert days[:3] == [date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13)]  # Chinese New Year
    assert len(days) == 10


def test_lunar_days_end_where_the_calendar_is_no_longer_known() -> None:
    person = ExportRecord(Contact(1, "x", occasions=(Occasion("birthday", None, 1, 1, "lunar"),)), "uid-1")
    text = "".join(write_calendar([person], {}, date(2096, 6, 1), RULES))
    assert len(components(text)) == 2


def test_an_appointment_is_an_event_and_a_promise_a_todo() -> None:
    event, todo = components(
        written(tasks=(Task(8, 1, "visit", TODAY, "14:00", 90, "北京"), Task(9, 1, "call", important=True)))
    )
    assert (event.name, event["LOCATION"], event.decoded("DURATION")) == ("VEVENT", "北京", timedelta(minutes=90))
    assert event.decoded("DTSTART") == datetime(2026, 6, 2, 14, 0)  # noqa: DTZ001 - wherever one is
    assert (todo.name, todo["PRIORITY"], "DUE" in todo) == ("VTODO", 1, False)


def test_a_record_keeps_its_uid_whatever_is_corrected_in_it() -> None:
    before = components(written(Occasion("birthday", 1985, 4, 15), tasks=(Task(7, 1, "call"),)))
    after = components(written(Occasion("birthday", 1986, 5, 16), tasks=(Task(7, 1, "visit", TODAY),), name="张小伟"))
    assert [one["UID"] for one in before] == [one["UID"] for one in after]


occasions = some.builds(
    lambda day, kind, year, calendar: Occasion(
        kind, day.year if year else None, day.month, min(day.day, 29 if calendar == "lunar" else 31), calendar
    ),
    some.dates(date(1900, 1, 1), date(2030, 12, 31)), some.text(max_size=9), some.booleans(),
    some.sampled_from(["solar", "lunar"]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(occasion=occasions, leap_day=some.sampled_from(["02-28", "03-01"]))
def test_a_day_falls_where_the_agenda_has_it(occasion: Occasion, leap_day: str) -> None:
    rules = OccasionRules(leap_day=leap_day)
    coming = [day for day in days_until(written(occasion, rules=rules), date(2035, 1, 1)) if day >= TODAY]
    expected, after = [], TODAY
    while (falls := next_date(occasion, after, rules)) and falls.day <= date(2035, 1, 1):
        expected.append(falls.day)
        after = falls.day + timedelta(1)
    assert coming == expected


@settings(max_examples=40, deadline=None)
@given(listed=some.lists(occasions, max_size=4))
def test_no_two_events_share_a_uid(listed: list[Occasion]) -> None:
    uids = [event["UID"] for event in components(written(*listed))]
    assert len(set(uids)) == len(uids)
