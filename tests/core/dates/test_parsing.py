"""The dates a person types, seen from Wednesday 25 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.dates.formatting import format_day
from followup.core.dates.parsing import When, parse_day, parse_week, parse_when
from followup.errors import WrongUsageError

WEDNESDAY = date(2026, 11, 25)
DIRECTIONS = st.sampled_from(["back", "ahead"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", "2026-12-24"), ("2026/12/24", "2026-12-24"), ("20261224", "2026-12-24"),
        ("24/12/2026", "2026-12-24"), ("12/24/2026", "2026-12-24"), ("04/04/2026", "2026-04-04"),
        ("today", "2026-11-25"), ("Tomorrow", "2026-11-26"), ("yesterday", "2026-11-24"),
        ("next mon", "2026-11-30"), ("next fri", "2026-12-04"), ("last fri", "2026-11-20"), ("last wed", "2026-11-18"),
        ("this fri", "2026-11-27"), ("coming friday", "2026-11-27"),
        ("+3d", "2026-11-28"), ("+2w", "2026-12-09"), ("+1m", "2026-12-25"), ("-3d", "2026-11-22"),
        ("+1y", "2027-11-25"),
        ("in 3 days", "2026-11-28"), ("2 weeks ago", "2026-11-11"),
        ("今天", "2026-11-25"), ("明天", "2026-11-26"), ("后天", "2026-11-27"), ("昨天", "2026-11-24"),
        ("前天", "2026-11-23"),
        ("下周一", "2026-11-30"), ("这周五", "2026-11-27"), ("上周三", "2026-11-18"), ("下下周二", "2026-12-08"),
        ("上个星期三", "2026-11-18"), ("3天后", "2026-11-28"), ("两周后", "2026-12-09"), ("一个月前", "2026-10-25"),
        ("2026年12月24日", "2026-12-24"), ("明年1月5日", "2027-01-05"),
        ("24 Dec 2026", "2026-12-24"), ("December 24, 2026", "2026-12-24"), ("Thu, 24 Dec 2026", "2026-12-24"),
        ("２０２６－１２－２４", "2026-12-24"),
    ],
)  # fmt: skip
def test_a_day_that_is_the_same_from_both_sides(text: str, day: str) -> None:
    assert parse_day(text, WEDNESDAY, "ahead") == date.fromisoformat(day)
    assert parse_day(text, WEDNESDAY, "back") == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "back", "ahead"),
    [
        ("fri", "2026-11-20", "2026-11-27"), ("friday", "2026-11-20", "2026-11-27"),
        ("wed", "2026-11-25", "2026-11-25"),
        ("周五", "2026-11-20", "2026-11-27"), ("星期五", "2026-11-20", "2026-11-27"),
        ("礼拜天", "2026-11-22", "2026-11-29"),
        ("12-24", "2025-12-24", "2026-12-24"), ("12/24", "2025-12-24", "2026-12-24"),
        ("24/12", "2025-12-24", "2026-12-24"),
        ("12月24日", "2025-12-24", "2026-12-24"), ("十二月二十四号", "2025-12-24", "2026-12-24"),
        ("24号", "2026-11-24", "2026-12-24"), ("31号", "2026-10-31", "2026-12-31"),
        ("11-25", "2026-11-25", "2026-11-25"),
        ("02-29", "2024-02-29", "2028-02-29"), ("Dec 24", "2025-12-24", "2026-12-24"),
    ],
)  # fmt: skip
def test_on_looks_back_and_due_looks_ahead_and_both_include_today(text: str, back: str, ahead: str) -> None:
    assert parse_day(text, WEDNESDAY, "back") == date.fromisoformat(back)
    assert parse_day(text, WEDNESDAY, "ahead") == date.fromisoformat(ahead)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("fri 14:00", "2026-11-27", "14:00"), ("14:00", "2026-11-25", "14:00"), ("9:05", "2026-11-25", "09:05"),
        ("3pm", "2026-11-25", "15:00"), ("fri at 3:30 pm", "2026-11-27", "15:30"), ("12am", "2026-11-25", "00:00"),
        ("2026-12-24T14:00", "2026-12-24", "14:00"), ("12-24 14:00", "2026-12-24", "14:00"),
        ("下午3点", "2026-11-25", "15:00"), ("明天下午三点半", "2026-11-26", "15:30"),
        ("周三3点", "2026-11-25", "03:00"),
        ("周五14:00", "2026-11-27", "14:00"), ("今晚8点", "2026-11-25", "20:00"), ("中午12点", "2026-11-25", "12:00"),
        ("中午1点", "2026-11-25", "13:00"),
        ("下周一上午9点15分", "2026-11-30", "09:15"), ("24 Dec 2026 2pm", "2026-12-24", "14:00"),
    ],
)  # fmt: skip
def test_a_time_stands_behind_the_day(text: str, day: str, time: str) -> None:
    assert parse_when(text, WEDNESDAY, "ahead") == When(date.fromisoformat(day), time)


@pytest.mark.parametrize(
    "text",
    ["03/04/26", "03/04", "03/04/2026", "12", "3d", "24 dec 26", "Dec 2026", "May", "2026-02-30", "next week", "soon",
     "", "25:00", "13pm", "晚上12点", "32 dec 2026", "24 Dec 99999", "2-30", "32号", "+9999y", "mon 12-24",
     "2026年5日", "9999999999"],
)  # fmt: skip
def test_what_is_ambiguous_or_unknown_is_refused_with_the_ways_to_write_it(text: str) -> None:
    with pytest.raises(WrongUsageError) as refused:
        parse_when(text, WEDNESDAY, "ahead")
    assert refused.value.hint


def test_an_ambiguous_date_is_refused_with_what_it_could_mean() -> None:
    with pytest.raises(WrongUsageError) as refused:
        parse_when("03/04/26", WEDNESDAY, "ahead")
    assert "2026-03-04 or 2026-04-03" in refused.value.hint


def test_a_day_takes_no_time() -> None:
    with pytest.raises(WrongUsageError, match="time"):
        parse_day("fri 14:00", WEDNESDAY, "ahead")


@pytest.mark.parametrize(
    ("text", "monday"),
    [("2026-W48", "2026-11-23"), ("2026W01", "2025-12-29"), ("this", "2026-11-23"), ("next", "2026-11-30"),
     ("last", "2026-11-16"), ("下周", "2026-11-30"), ("2026-12-24", "2026-12-21")],
)  # fmt: skip
def test_a_week_is_named_by_its_monday(text: str, monday: str) -> None:
    assert parse_week(text, WEDNESDAY) == date.fromisoformat(monday)


@pytest.mark.parametrize("text", ["2026-W60", "48", "some week"])
def test_a_week_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(WrongUsageError, match="week"):
        parse_week(text, WEDNESDAY)


def test_a_day_is_shown_as_a_person_says_it() -> None:
    shown = [format_day(WEDNESDAY + timedelta(days=days), WEDNESDAY) for days in (-1, 0, 1, 2, 60)]
    assert shown == ["yesterday", "today", "tomorrow", "Fri 27 Nov", "Sun 24 Jan 2027"]


@given(st.text(max_size=20) | st.from_regex(r"[0-9a-z年月日号周下上点:/+\- ]{1,12}", fullmatch=True), DIRECTIONS)
def test_reading_a_date_never_fails_otherwise(text: str, direction: str) -> None:
    try:
        when = parse_when(text, WEDNESDAY, direction)
    except WrongUsageError:
        return
    assert isinstance(when.day, date)


@given(st.dates(), DIRECTIONS)
def test_an_iso_date_means_itself(day: date, direction: str) -> None:
    assert parse_day(day.isoformat(), WEDNESDAY, direction) == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["mon", "sunday", "周三"]))
def test_a_weekday_is_within_six_days_on_the_side_asked_for(today: date, text: str) -> None:
    back, ahead = parse_day(text, today, "back"), parse_day(text, today, "ahead")
    assert back <= today <= ahead
    assert (ahead - back).days in {0, 7}


@pytest.mark.parametrize("text", ["1899-12-30", "9999-W52", "3001-01-01"])
def test_no_week_is_counted_at_an_end_of_the_calendar(text: str) -> None:
    with pytest.raises(WrongUsageError, match="further away than followup plans"):
        parse_week(text, WEDNESDAY)
