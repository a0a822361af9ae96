"""Which days are worked, and how many lie between two."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup.core.dates.workdays import Calendar, PublicDays, days_asked_about, work_calendar
from followup.core.model.rules import Away, WorkdayRules

MONDAY = date(2026, 11, 23)
DAY = MONDAY.toordinal()
FRIDAY, SATURDAY, SUNDAY = DAY + 4, DAY + 5, DAY + 6


def calendar(rules: WorkdayRules | None = None, public: PublicDays | None = None) -> Calendar:
    return work_calendar(DAY - 60, DAY + 60, rules or WorkdayRules(), public)


def test_monday_to_friday_is_worked() -> None:
    week = calendar()
    assert [week.is_working(DAY + offset) for offset in range(7)] == [True] * 5 + [False] * 2


def test_a_public_holiday_is_off_and_a_made_up_saturday_is_worked() -> None:
    week = calendar(public=PublicDays(frozenset({DAY}), frozenset({SATURDAY}), (2027,)))
    assert not week.is_working(DAY)
    assert week.is_working(SATURDAY)
    assert week.guessed == (2027,)


def test_settings_decide_over_the_country() -> None:
    public = PublicDays(frozenset({DAY}), frozenset({SATURDAY}))
    own = WorkdayRules(holidays=(date.fromordinal(SATURDAY),), workdays=(MONDAY,))
    week = calendar(own, public)
    assert week.is_working(DAY)
    assert not week.is_working(SATURDAY)


def test_days_away_are_off_and_a_half_day_has_half_its_capacity() -> None:
    tuesday, wednesday = MONDAY + timedelta(1), MONDAY + timedelta(2)
    week = calendar(WorkdayRules(away=(Away(MONDAY, tuesday), Away(wednesday, wednesday, half=True))))
    assert [week.share(DAY + offset) for offset in range(4)] == [0, 0, 0.5, 1]
    assert week.is_working(DAY + 2)


def test_the_days_between_are_counted_without_the_first_and_with_the_last() -> None:
    week = calendar()
    assert week.between(FRIDAY, DAY + 7) == 1
    assert week.between(DAY, FRIDAY) == 4
    assert week.between(FRIDAY, FRIDAY) == 0
    assert week.between(DAY + 7, DAY) == 0


@given(st.integers(-400, 400), st.integers(0, 400))
def test_counting_by_sums_is_counting_one_by_one_also_outside_the_known_days(start: int, length: int) -> None:
    week = calendar(public=PublicDays(frozenset({DAY, DAY + 1, SATURDAY})))
    after = DAY + start
    counted = sum(week.is_working(day) for day in range(after + 1, after + length + 1))
    assert week.between(after, after + length) == counted


def test_the_next_and_the_last_working_day_may_be_none() -> None:
    week = calendar()
    assert week.next_working(SATURDAY) == DAY + 7
    assert week.next_working(DAY) == DAY
    assert week.last_working(SUNDAY, DAY) == FRIDAY
    assert week.last_working(SUNDAY, SATURDAY) is None
    gone = calendar(WorkdayRules(away=(Away(MONDAY, MONDAY + timedelta(60)),)))
    assert gone.next_working(DAY, 20) is None


def test_a_book_may_be_asked_at_the_end_of_time() -> None:
    last = date.max.toordinal()
    assert Calendar(last - 10, last, set()).is_working(last)


def test_the_days_to_load_reach_back_ahead_and_over_the_week_asked_for() -> None:
    today = date(2026, 6, 2)
    first, last = days_asked_about(today, None, back=30)
    assert (first, last) == (today.toordinal() - 30, today.toordinal() + 60)
    first, last = days_asked_about(today, date(2026, 12, 7), back=30)
    assert last == date(2026, 12, 14).toordinal()
