from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.dates.partial import (
    PartialDate,
    decide_order,
    is_ambiguous_order,
    is_no_date,
    parse_chinese_altbday,
    parse_date_of_file,
    parse_partial_date,
)


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("--0415", None, 4, 15),
        ("--04-15", None, 4, 15),
        (" --04-15 ", None, 4, 15),
        ("--04", None, 4, None),
        ("---15", None, None, 15),
        ("--0229", None, 2, 29),
        ("1985", 1985, None, None),
        ("1985-04", 1985, 4, None),
        ("19800117", 1980, 1, 17),
        ("1985-4-15", 1985, 4, 15),
        ("1985.4.15", 1985, 4, 15),
        ("1985年4月15日", 1985, 4, 15),
        ("1985年4月", 1985, 4, None),
        ("4月15日", None, 4, 15),
        ("4月15号", None, 4, 15),
        ("一九八五年四月十五日", 1985, 4, 15),
        ("公历1985年4月15日", 1985, 4, 15),
        ("１９８５年４月１５日", 1985, 4, 15),
        ("１９８５／４／１５", 1985, 4, 15),
        ("85/4/15", 1985, 4, 15),
        ("30/4/15", None, 4, None),
        ("1996-04-15T20:12+04:00", 1996, 4, 15),
        ("19960415T201200Z", 1996, 4, 15),
        ("1996-04-15 00:00:00", 1996, 4, 15),
        ("3/15/2024 2:30 PM", 2024, 3, 15),
        ("15.04.1980", 1980, 4, 15),
        ("03.04.1980", 1980, 4, 3),
        ("04/15/1980", 1980, 4, 15),
        ("15/04/1980", 1980, 4, 15),
        ("04/04/1980", 1980, 4, 4),
        ("4/15", None, 4, 15),
        ("15.4.", None, 4, 15),
        ("04-15", None, 4, 15),
        ("2000-02-29", 2000, 2, 29),
        ("0000-04-15", None, 4, 15),
    ],
)
def test_what_the_text_says_is_read_and_nothing_more(
    text: str, year: int | None, month: int | None, day: int | None
) -> None:
    found = parse_partial_date(text)
    assert found is not None
    assert (found.year, found.month, found.day, found.calendar) == (year, month, day, "solar")


def test_1604_is_how_apple_writes_no_year() -> None:
    assert parse_partial_date("1604-02-29") == PartialDate(None, 2, 29)


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "leap"),
    [
        ("农历三月初三", None, 3, 3, False),
        ("農曆三月初三", None, 3, 3, False),
        ("阴历八月十五", None, 8, 15, False),
        ("农历闰四月初一", None, 4, 1, True),
        ("1984年农历三月初三", 1984, 3, 3, False),
        ("农历1984年腊月廿三", 1984, 12, 23, False),
        ("一九八四年农历冬月三十", 1984, 11, 30, False),
        ("三月初三（农历）", None, 3, 3, False),
        ("正月十五", None, 1, 15, False),
        ("农历：3月3日", None, 3, 3, False),
        ("农历1984-03-03", 1984, 3, 3, False),
        ("阴历十二月二十一", None, 12, 21, False),
    ],
)
def test_a_lunar_day_stays_a_lunar_day(text: str, year: int | None, month: int, day: int, leap: bool) -> None:
    assert parse_partial_date(text) == PartialDate(year, month, day, calendar="lunar", leap_month=leap)


@pytest.mark.parametrize("text", ["", "not a date", "19723101", "June 12, 1999", "circa 1800", "年", "1" * 4000])
def test_what_is_no_date_is_none_so_that_the_text_is_kept(text: str) -> None:
    assert parse_partial_date(text) is None
    assert not is_no_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "2001-02-29",
        "--02-30",
        "1985-13-01",
        "1985-04-31",
        "13/13/1980",
        "农历十三月初三",
        "农历三月卅二",
        "农历0984-03-03",
        "农历9999年3月3日",
        "0123",
    ],
)
def test_an_impossible_day_is_none(text: str) -> None:
    assert parse_partial_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1000-01-01",
        "1900-01-01",
        "1/1/1900",
        "19000101",
        "0/0/00",
        "0-0-0",
        "0.0.00",
        "0000-00-00",
        "00000000",
        "4501-01-01",
        "1900-01-01T00:00:00Z",
    ],
)
def test_placeholders_of_other_programs_are_no_date(text: str) -> None:
    assert is_no_date(text)
    assert parse_partial_date(text) is None


def test_a_real_day_is_no_placeholder() -> None:
    assert not is_no_date("1985-04-15")


def test_day_and_month_that_could_be_swapped_are_left_open() -> None:
    found = parse_partial_date("03/04/1980")
    assert found == PartialDate(1980, None, None, doubt="03/04/1980 can be read as 1980-03-04 or 1980-04-03")
    assert is_ambiguous_order("03/04/1980")
    assert parse_partial_date("3/4") is None
    assert is_ambiguous_order("3/4")


def test_the_order_of_the_file_decides_what_is_open() -> None:
    assert parse_partial_date("03/04/1980", "DMY") == PartialDate(1980, 4, 3)
    assert parse_partial_date("03/04/1980", "MDY") == PartialDate(1980, 3, 4)
    assert parse_partial_date("3/4", "MDY") == PartialDate(None, 3, 4)


def test_an_order_does_not_make_a_clear_date_impossible() -> None:
    assert parse_partial_date("15/04/1980", "MDY") == PartialDate(1980, 4, 15)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/1980", "04/15/1980", ""], "MDY"),
        (["03/04/1980", "15/04/1980"], "DMY"),
        (["15/04/1980", "04/15/1980"], ""),
        (["03/04/1980", "04/04/1980", "1980-04-03", "15.04.1980", "0/0/00"], ""),
        (["4/15", "3/4"], "MDY"),
        ([], ""),
    ],
)
def test_the_rows_that_are_clear_show_the_order_of_the_others(texts: list[str], order: str) -> None:
    assert decide_order(texts) == order


def test_two_digit_years_from_30_are_of_the_last_century_and_below_it_a_doubt() -> None:
    assert parse_partial_date("12/31/30") == PartialDate(1930, 12, 31)
    assert parse_partial_date("5.4.29") == PartialDate(2029, 4, 5, doubt="the year 29 was taken to be 2029")


def test_numerals_without_a_mark_may_be_lunar() -> None:
    found = parse_partial_date("八月十五")
    assert found is not None
    assert "lunar" in found.doubt


def test_apples_chinese_birthday_counts_cycles_of_sixty_years() -> None:
    assert parse_chinese_altbday("007800010303") == PartialDate(1984, 3, 3, calendar="lunar")
    assert parse_chinese_altbday("0078000104L01") == PartialDate(1984, 4, 1, calendar="lunar", leap_month=True)
    assert parse_chinese_altbday("00780001L0401") == PartialDate(1984, 4, 1, calendar="lunar", leap_month=True)
    assert parse_chinese_altbday("--0303") == PartialDate(None, 3, 3, calendar="lunar")
    assert parse_chinese_altbday("000000000303") == PartialDate(None, 3, 3, calendar="lunar")
    assert parse_chinese_altbday("007800011303") is None
    assert parse_chinese_altbday("1984-03-03") is None


DATE_LIKE = st.text(alphabet="0123456789-/.年月日号农历初廿闰正腊十三八TLZ: １", max_size=20)


@given(st.text() | DATE_LIKE, st.sampled_from(["", "DMY", "MDY", "YMD", "?"]))
def test_nothing_raises_and_every_day_found_is_in_a_calendar(text: str, order: str) -> None:
    is_no_date(text)
    is_ambiguous_order(text)
    decide_order([text])
    for found in (parse_partial_date(text, order), parse_chinese_altbday(text)):
        if found is not None and found.month and found.day and found.calendar == "solar":
            assert date(found.year or 2000, found.month, found.day)


@given(st.dates(min_value=date(1605, 1, 1), max_value=date(2999, 12, 31)))
def test_iso_dates_come_back_as_they_were(day: date) -> None:
    if is_no_date(day.isoformat()):
        return
    same = PartialDate(day.year, day.month, day.day)
    assert parse_partial_date(day.isoformat()) == same
    assert parse_partial_date(day.strftime("%Y%m%d")) == same
    assert parse_partial_date(f"{day.year}年{day.month}月{day.day}日") == same
    assert parse_partial_date(f"{day.month:02}/{day.day:02}/{day.year}", "MDY") == same
    assert parse_partial_date(f"--{day.month:02}-{day.day:02}") == PartialDate(None, day.month, day.day)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("1985-04-15", date(1985, 4, 15)), ("1985-04", None), ("--04-15", None), ("农历1985年三月初三", None),
        ("03/04/1985", None),
    ],
)  # fmt: skip
def test_a_certain_date_is_one_day_of_the_solar_calendar(text: str, certain: date | None) -> None:
    day = parse_partial_date(text)
    assert day is not None
    assert day.certain_date == certain


def test_the_order_of_a_file_decides_a_date_that_leaves_it_open() -> None:
    day = parse_date_of_file("03/04/1985", lambda: "DMY")
    assert day is not None
    assert day.certain_date == date(1985, 4, 3)


@pytest.mark.parametrize("text", ["1985-04-15", "no date", "85/4/15"])
def test_the_order_of_a_file_is_not_asked_for_a_date_that_shows_it(text: str) -> None:
    def order() -> str:
        raise AssertionError(text)

    assert parse_date_of_file(text, order) == parse_partial_date(text)
