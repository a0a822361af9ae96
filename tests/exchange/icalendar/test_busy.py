"""When other calendars' events are busy: following RFC 5545, in local time; what cannot be read is reported."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.dates.busy import DAY
from followup.exchange.icalendar.busy import BusyTime, read_busy
from followup.exchange.icalendar.calendar import write_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 - local time
NEXT = MONDAY + timedelta(days=7)


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def calendar(*parts: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""))


def read(*parts: str, local: ZoneInfo = SHANGHAI) -> BusyTime:
    return read_busy(calendar(*parts), MONDAY, NEXT, local)


def reasons_of(busy: BusyTime) -> list[str]:
    """When it is busy, as `Mon 09:00-10:00`."""
    assert busy.problems == ()
    return [f"{_when(start):%a %H:%M}-{_when(end):%H:%M}" for start, end in sorted(busy.stretches)]


def _when(minute: int) -> datetime:
    return datetime.fromordinal(minute // DAY) + timedelta(minutes=minute % DAY)


def meeting(*lines: str, start: str = "20261124T090000", end: str = "20261124T100000") -> str:
    return event("UID:1", "SUMMARY:Meeting", f"DTSTART:{start}", f"DTEND:{end}", *lines)


def test_an_event_takes_its_time() -> None:
    assert reasons_of(read(meeting())) == ["Tue 09:00-10:00"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("DURATION:PT1H30M", ["Tue 09:00-10:30"]),
        ("DURATION:P1D", ["Tue 09:00-09:00"]),
        ("SUMMARY:it ends where it begins", []),
    ],
)
def test_it_ends_after_its_duration_or_where_it_begins(line: str, shown: list[str]) -> None:
    assert reasons_of(read(event("DTSTART:20261124T090000", line))) == shown


@pytest.mark.parametrize("line", ["TRANSP:TRANSPARENT", "transp:transparent", "STATUS:CANCELLED"])
def test_what_is_free_or_called_off_takes_nothing(line: str) -> None:
    assert reasons_of(read(meeting(line))) == []


@pytest.mark.parametrize("line", ["TRANSP:OPAQUE", "STATUS:TENTATIVE", "STATUS:CONFIRMED"])
def test_what_is_tentative_or_opaque_takes_its_time(line: str) -> None:
    assert reasons_of(read(meeting(line))) == ["Tue 09:00-10:00"]


def test_an_all_day_event_takes_the_day_and_ends_before_the_day_it_names() -> None:
    assert reasons_of(read(event("DTSTART;VALUE=DATE:20261124"))) == ["Tue 00:00-00:00"]
    both = read(event("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126"))
    assert [(end - start) // DAY for start, end in both.stretches] == [2]
    assert reasons_of(read(event("DTSTART;VALUE=DATE:20261124", "TRANSP:TRANSPARENT"))) == []


def test_times_are_converted_to_local_time() -> None:
    assert reasons_of(read(meeting(start="20261124T010000Z", end="20261124T023000Z"))) == ["Tue 09:00-10:30"]
    berlin = event("DTSTART;TZID=Europe/Berlin:20261124T090000", "DTEND;TZID=Europe/Berlin:20261124T100000")
    assert reasons_of(read(berlin)) == ["Tue 16:00-17:00"]


ZONE = """\
BEGIN:VTIMEZONE
TZID:China Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE"""


def test_a_zone_that_the_calendar_describes_is_understood() -> None:
    times = ("DTSTART;TZID=China Standard Time:20261124T160000", "DTEND;TZID=China Standard Time:20261124T170000")
    assert reasons_of(read(ZONE.replace("\n", "\r\n"), event(*times), local=BERLIN)) == ["Tue 09:00-10:00"]


def test_an_unknown_zone_is_reported_and_counts_as_local() -> None:
    busy = read(event("DTSTART;TZID=Mars/Base:20261124T160000", "DURATION:PT1H"))
    assert busy.problems == ("the time zone Mars/Base is not known: its times were taken as ours",)
    assert reasons_of(busy._replace(problems=())) == ["Tue 16:00-17:00"]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY", "Mon Tue Wed Thu Fri Sat Sun"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "Tue Thu"),
        ("FREQ=WEEKLY;UNTIL=20261124T010000Z;BYDAY=MO,TU,WE", "Mon Tue"),
        ("FREQ=DAILY;UNTIL=20261124", "Mon Tue"),
        ("FREQ=DAILY;COUNT=325", "Mon"),
        ("FREQ=DAILY;COUNT=326;", "Mon Tue"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "Fri"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=26", "Thu"),
        ("FREQ=DAILY;BYMONTH=2,11;BYMONTHDAY=30", ""),
    ],
)
def test_what_recurs_is_counted_out(rule: str, days: str) -> None:
    once = meeting(f"RRULE:{rule}", start="20260103T090000", end="20260103T100000")
    assert " ".join(line.split()[0] for line in reasons_of(read(once))) == days


def test_recurrence_keeps_to_the_clock_of_its_own_zone() -> None:
    summer = event("DTSTART;TZID=Europe/Berlin:20260701T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=WE")
    assert reasons_of(read(summer)) == ["Wed 16:00-17:00"]  # 15:00 in July


def test_days_are_left_out_added_and_moved() -> None:
    weekly = meeting(
        "RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20261125T090000,20261126T090000", "RDATE:20261128T150000",
    )  # fmt: skip
    assert reasons_of(read(weekly)) == ["Tue 09:00-10:00", "Fri 09:00-10:00", "Sat 15:00-16:00"]
    moved = event("UID:1", "RECURRENCE-ID:20261125T090000", "DTSTART:20261125T140000", "DTEND:20261125T150000")
    called_off = event("UID:1", "RECURRENCE-ID:20261126T090000", "DTSTART:20261126T090000", "STATUS:CANCELLED")
    assert reasons_of(read(meeting("RRULE:FREQ=DAILY;COUNT=3"), moved, called_off)) == [
        "Tue 09:00-10:00",
        "Wed 14:00-15:00",
    ]


def test_a_change_of_all_that_follow_is_read() -> None:
    later = event(
        "UID:1", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261125T090000", "DTSTART:20261125T150000", "DTEND:20261125T160000"
    )
    assert reasons_of(read(meeting("RRULE:FREQ=DAILY;COUNT=4"), later)) == [
        "Tue 09:00-10:00", "Wed 15:00-16:00", "Thu 15:00-16:00", "Fri 15:00-16:00",
    ]  # fmt: skip


def test_a_period_has_its_own_duration() -> None:
    longer = meeting("RDATE;VALUE=PERIOD:20261125T090000/PT3H,20261126T090000/20261126T093000")
    assert reasons_of(read(longer)) == ["Tue 09:00-10:00", "Wed 09:00-12:00", "Thu 09:00-09:30"]


def test_what_began_before_and_reaches_in_counts() -> None:
    fair = meeting(start="20261101T090000", end="20261123T120000")
    assert [_when(end) for _, end in read(fair).stretches] == [MONDAY + timedelta(hours=12)]
    assert reasons_of(read(meeting(start="20261120T090000", end="20261123T000000"))) == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["SUMMARY:Lunch"], "Lunch: it does not say when it begins"),
        (["DTSTART:20261124T090000", "DTEND;TZID=Asia/Shanghai:noon"], "its time is not understood"),
        (["UID:7", "DTSTART:noon"], "7: its time is not understood"),
        (["DTSTART:20261399T000000"], "an event without a name: its time is not understood"),
        (["DTSTART:20261124T090000", "DURATION:long"], "its time is not understood"),
        (["DTSTART:20261124T090000", "DURATION:PT1H", "RRULE:FREQ=MINUTELY"], "recurs in a way"),
        (["DTSTART:20261124T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;INTERVAL=0"], "recurs in a way"),
        (["DTSTART:20261124T090000", "DURATION:PT1H", "RRULE:sometimes"], "recurs in a way"),
        (["DTSTART:20261124T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYDAY=XX"], "recurrence is not understood"),
        (["DTSTART:20260103T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31"], "never comes"),
        (["DTSTART:16010101T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY"], "began more than 150 years ago"),
        (
            [
                "DTSTART:20261124T090000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;BYHOUR=8,12;BYMINUTE=" + ",".join("0123456789") + ",10,11,12",
            ],
            "recurs more than 24 times a day",
        ),
    ],
)
def test_an_event_that_cannot_be_read_is_reported_and_the_others_count(lines: list[str], problem: str) -> None:
    busy = read(event(*lines), meeting())
    assert len(busy.problems) == 1
    assert problem in busy.problems[0]
    assert reasons_of(busy._replace(problems=())) == ["Tue 09:00-10:00"]


@pytest.mark.parametrize(
    "text",
    ["", "hello", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n", "\x00\x01"],
)
def test_what_is_no_calendar_is_reported(text: str) -> None:
    busy = read_busy(text, MONDAY, NEXT, SHANGHAI)
    assert (len(busy.problems), list(busy.stretches)) == (1, [])


def test_our_own_calendar_has_nothing_that_takes_time_but_appointments() -> None:
    text = "".join(write_calendar((), {}, date(2026, 11, 23), None))  # type: ignore[arg-type]  # nobody to greet
    assert read_busy(text, MONDAY, NEXT, SHANGHAI) == BusyTime([], ())


moments = st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31))  # noqa: DTZ001 - given their zone below


@given(moments, st.integers(1, 3000), st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 5))
def test_all_that_recurs_is_found_with_its_length(start: datetime, minutes: int, often: str, interval: int) -> None:
    start = start.replace(second=0, microsecond=0)
    text = event(
        f"DTSTART:{start.replace(tzinfo=UTC):%Y%m%dT%H%M%SZ}", f"DURATION:PT{minutes}M",
        f"RRULE:FREQ={often};INTERVAL={interval}",
    )  # fmt: skip
    busy = read(text)
    assert busy.problems == ()
    for since, to in busy.stretches:
        assert to - since == minutes
        assert _when(since).time() == (start + timedelta(hours=8)).time()  # Shanghai keeps no summer time
        assert _when(since) < NEXT
        assert _when(to) > MONDAY


@given(st.text(max_size=200) | st.lists(st.text("DTSAR:;=\r\nEVNT2016Z,-", max_size=30)).map("\r\n".join))
def test_no_text_is_too_broken(text: str) -> None:
    assert isinstance(read_busy(text, MONDAY, NEXT, SHANGHAI).problems, tuple)
    assert isinstance(read(event(text)).problems, tuple)
