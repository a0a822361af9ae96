"""Hours off and busy ones take minutes of a day; what overlaps counts once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup.core.dates.busy import DAY, BusyDay, busy_days
from followup.core.dates.workdays import Calendar, work_calendar
from followup.core.model.rules import Away, WorkdayRules

MONDAY = date(2026, 11, 23)
MON = MONDAY.toordinal()
NINE_TO_FIVE = (9 * 60, 17 * 60)


def at(hour: float, day: int = MON) -> int:
    return day * DAY + round(hour * 60)


def taken(*stretches: tuple[int, int], away: tuple[Away, ...] = ()) -> dict[int, BusyDay]:
    return busy_days(stretches, away, NINE_TO_FIVE, MON, MON + 6)


def calendar(*stretches: tuple[int, int], away: tuple[Away, ...] = ()) -> Calendar:
    return work_calendar(MON, MON + 6, WorkdayRules(away=away, hours=NINE_TO_FIVE), None, stretches)


def test_what_overlaps_counts_once() -> None:
    assert taken((at(10), at(12)), (at(11), at(13)), (at(11), at(11.5)))[MON].total == 180


def test_only_the_working_hours_are_taken() -> None:
    assert taken((at(7), at(10)), (at(16), at(23)))[MON].total == 120
    assert taken((at(19), at(21))) == {}


def test_a_day_that_is_taken_from_morning_to_evening_is_full() -> None:
    assert taken((at(8), at(12)), (at(12), at(18)))[MON].full
    assert not taken((at(8), at(12)), (at(13), at(18)))[MON].full


def test_an_event_of_several_days_takes_each() -> None:
    found = taken((at(15), at(10, MON + 2)))
    assert [found[day].total for day in (MON, MON + 1, MON + 2)] == [120, 480, 60]


def test_hours_off_at_a_time_overlap_with_events_and_those_without_come_on_top() -> None:
    dentist = Away(MONDAY, MONDAY, time="14:00", minutes=120)
    assert taken((at(15), at(16.5)), away=(dentist,))[MON].total == 150
    assert taken((at(15), at(16.5)), away=(Away(MONDAY, MONDAY, minutes=120),))[MON].total == 210


def test_a_time_without_hours_lasts_until_the_day_is_over() -> None:
    assert taken(away=(Away(MONDAY, MONDAY, time="15:00"),))[MON].total == 120


def test_hours_off_leave_a_working_day_with_less_capacity() -> None:
    week = calendar((at(9), at(11)), away=(Away(MONDAY, MONDAY + timedelta(1), minutes=60),))
    assert [week.minutes(day, 360) for day in (MON, MON + 1, MON + 2, MON + 5)] == [180, 300, 360, 0]
    assert week.is_working(MON)


def test_no_more_than_all_is_taken() -> None:
    week = calendar((at(9), at(16.5)))
    assert week.minutes(MON, 360) == 0
    assert week.has_hours(MON)


def test_a_full_day_has_no_hours_and_still_counts_as_worked() -> None:
    week = calendar((at(0), at(24)))
    assert (week.has_hours(MON), week.is_working(MON), week.has_hours(MON + 1), week.has_hours(MON + 5)) == (
        False,
        True,
        True,
        False,
    )


def test_an_appointment_in_a_busy_hour_takes_it_once() -> None:
    week = calendar((at(14), at(15)))
    assert week.taken_from(MON, "14:30", 60) == 30
    assert (week.taken_from(MON, "", 60), week.taken_from(MON + 1, "14:30", 60)) == (0, 0)


@given(st.lists(st.tuples(st.integers(at(0) - DAY, at(24, MON + 7)), st.integers(0, 3000)), max_size=8))
def test_united_stretches_are_the_minutes_in_any_of_them(spans: list[tuple[int, int]]) -> None:
    stretches = [(start, start + length) for start, length in spans]
    found = taken(*stretches)
    for day in range(MON, MON + 7):
        minutes = sum(
            any(start <= day * DAY + minute < end for start, end in stretches) for minute in range(*NINE_TO_FIVE)
        )
        assert (found[day].total if day in found else 0) == minutes
