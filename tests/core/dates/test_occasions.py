"""When birthdays and festivals fall, by either calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.dates.occasions import (
    FESTIVALS,
    age,
    days_by_key,
    festivals_in,
    greeted_for,
    next_date,
    speaks_chinese,
    wants_festival,
)
from followup.core.model.contact import Occasion
from followup.core.model.rules import OccasionRules

RULES = OccasionRules()
FESTIVAL = {festival.name: festival for festival in FESTIVALS}

occasions = st.builds(
    Occasion,
    kind=st.just("birthday"),
    year=st.none() | st.integers(1, 9999),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    calendar=st.sampled_from(["solar", "lunar"]),
    leap_month=st.booleans(),
)


def falls(occasion: Occasion, day: date, rules: OccasionRules = RULES) -> date | None:
    found = next_date(occasion, day, rules)
    return found.day if found else None


def test_a_birthday_falls_on_its_day_each_year() -> None:
    birthday = Occasion("birthday", 1980, 11, 25)
    assert falls(birthday, date(2026, 11, 25)) == date(2026, 11, 25)
    assert falls(birthday, date(2026, 11, 26)) == date(2027, 11, 25)


def test_29_february_is_kept_on_the_28th_in_common_years_or_on_1_march_by_setting() -> None:
    birthday = Occasion("birthday", None, 2, 29)
    assert falls(birthday, date(2026, 1, 1)) == date(2026, 2, 28)
    assert falls(birthday, date(2028, 1, 1)) == date(2028, 2, 29)
    assert falls(birthday, date(2026, 1, 1), OccasionRules(leap_day="03-01")) == date(2026, 3, 1)


@pytest.mark.parametrize("occasion", [Occasion("birthday", 1980, 5), Occasion("birthday", 1980), Occasion("x", day=3)])
def test_without_a_month_or_a_day_it_never_falls(occasion: Occasion) -> None:
    assert falls(occasion, date(2026, 1, 1)) is None


def test_a_day_that_no_year_has_never_falls() -> None:
    assert falls(Occasion("birthday", None, 2, 30), date(2026, 1, 1)) is None
    assert falls(Occasion("birthday", None, 2, 31, "lunar"), date(2026, 1, 1)) is None


def test_a_lunar_birthday_moves_through_the_solar_year() -> None:
    spring = Occasion("birthday", None, 1, 1, "lunar")
    assert falls(spring, date(2026, 1, 1)) == date(2026, 2, 17)
    assert falls(spring, date(2026, 2, 18)) == date(2027, 2, 6)


def test_a_leap_month_falls_to_the_plain_one_in_years_without_it() -> None:
    leap = Occasion("birthday", None, 6, 10, "lunar", leap_month=True)
    plain = Occasion("birthday", None, 6, 10, "lunar")
    assert falls(leap, date(2025, 7, 1)) == date(2025, 8, 3)  # 2025 has a leap sixth month
    assert falls(plain, date(2025, 7, 1)) == date(2025, 7, 4)
    assert falls(leap, date(2026, 1, 1)) == falls(plain, date(2026, 1, 1))


def test_lunar_day_30_falls_to_the_last_day_of_a_short_month() -> None:
    last = Occasion("birthday", None, 12, 30, "lunar")
    assert falls(last, date(2025, 1, 1)) == date(2025, 1, 28)  # the twelfth month has 29 days
    assert falls(last, date(2024, 1, 1)) == date(2024, 2, 9)  # and here 30


def test_a_lunar_day_beyond_the_known_years_is_not_guessed() -> None:
    assert falls(Occasion("birthday", None, 1, 1, "lunar"), date(2200, 1, 1)) is None
    assert falls(Occasion("birthday", None, 1, 1, "lunar"), date(1700, 1, 1)) is None


@given(occasions, st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["02-28", "03-01"]))
def test_asking_which_occasions_fall_on_a_few_days_agrees_with_asking_when_one_falls(
    occasion: Occasion, first: date, leap_day: str
) -> None:
    rules = OccasionRules(leap_day=leap_day)
    last = first + timedelta(20)
    found = next_date(occasion, first, rules)
    leap = occasion.leap_month and occasion.calendar == "lunar"
    key = (occasion.calendar, occasion.month or 0, occasion.day or 0, leap)
    assert days_by_key(first, last, rules).get(key) == (found if found and found.day <= last else None)


@given(occasions, st.dates())
def test_no_day_is_too_odd_to_ask(occasion: Occasion, day: date) -> None:
    found = next_date(occasion, day, RULES)
    assert found is None or found.day >= day


def test_the_lunar_days_can_be_left_out() -> None:
    days = days_by_key(date(2026, 2, 17), date(2026, 2, 17), RULES, lunar=False)
    assert [key[0] for key in days] == ["solar"]


def test_the_age_is_known_where_the_year_is() -> None:
    coming = next_date(Occasion("birthday", 1986, 11, 25), date(2026, 11, 1), RULES)
    assert coming is not None
    assert age(Occasion("birthday", 1986, 11, 25), coming) == 40
    assert age(Occasion("birthday", None, 11, 25), coming) is None
    assert age(Occasion("birthday", 2026, 11, 25), coming) is None


def test_festivals_come_by_both_calendars_and_settings_can_leave_some_out() -> None:
    names = [festival.name for festival, _ in festivals_in(date(2026, 9, 20), date(2026, 10, 10), RULES)]
    assert names == ["Mid-Autumn Festival", "National Day"]
    few = OccasionRules(festivals=("National Day",))
    assert [day for _, day in festivals_in(date(2026, 9, 20), date(2026, 10, 10), few)] == [date(2026, 10, 1)]


def test_a_and_b_are_greeted_for_all_festivals_c_to_e_for_the_main_ones_and_nobody_without_a_grade() -> None:
    lantern, spring = FESTIVAL["Lantern Festival"], FESTIVAL["Spring Festival"]
    assert [grade for grade in "ABCDE" if wants_festival(lantern, grade, chinese=True)] == ["A", "B"]
    assert [grade for grade in "ABCDE" if wants_festival(spring, grade, chinese=True)] == list("ABCDE")
    assert not wants_festival(spring, None, chinese=True)


def test_festivals_are_those_of_a_contacts_language() -> None:
    assert not wants_festival(FESTIVAL["Christmas"], "A", chinese=True)
    assert not wants_festival(FESTIVAL["Spring Festival"], "A", chinese=False)
    assert wants_festival(FESTIVAL["New Year"], "E", chinese=True)
    assert wants_festival(FESTIVAL["New Year"], "E", chinese=False)
    assert speaks_chinese("张伟", "")
    assert not speaks_chinese("张伟", "en")
    assert speaks_chinese("Wei Zhang", "zh-CN")
    assert not speaks_chinese("Wei Zhang", "")


def test_birthdays_are_everybodys_and_other_days_those_of_a_b_and_family() -> None:
    assert greeted_for("birthday", None, private=False)
    assert [grade for grade in "ABCDE" if greeted_for("anniversary", grade, private=False)] == ["A", "B"]
    assert greeted_for("anniversary", None, private=True)


def test_in_a_common_year_28_february_is_also_the_29th() -> None:
    days = days_by_key(date(2027, 2, 28), date(2027, 3, 1), RULES, lunar=False)
    assert days[("solar", 2, 29, False)].day == date(2027, 2, 28)
    later = days_by_key(date(2027, 2, 28), date(2027, 3, 1), OccasionRules(leap_day="03-01"), lunar=False)
    assert later[("solar", 2, 29, False)].day == date(2027, 3, 1)


def test_the_first_days_of_all_and_days_beyond_the_lunar_ones_can_be_asked_for() -> None:
    assert falls(Occasion("birthday", None, 1, 1), date.min) == date.min
    assert [key[0] for key in days_by_key(date(2150, 1, 1), date(2150, 1, 1), RULES)] == ["solar"]
