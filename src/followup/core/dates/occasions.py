"""Days to greet: when a solar or lunar birthday falls, the festivals, and who is greeted for which.

To find the birthdays of a few days, look the stored ones up in `days_by_key`; that is quicker than `next_date` for all.
"""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup.core.model.grades import KEY_GRADES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.model.contact import ContactOccasion, Occasion
    from followup.core.model.rules import OccasionRules

    AnyOccasion = Occasion | ContactOccasion

DayKey = tuple[str, int, int, bool]
"""Calendar, month, day, leap month: the day of an occasion without its year."""

LUNAR_YEARS = range(1901, 2099)
"""The years that are computed; lunardate knows one more on either side, which computing needs."""

FULL_MONTH = 30


class OccasionDate(NamedTuple):
    """The day an occasion falls on, and the year of its own calendar in which it does."""

    day: date
    year: int


class Festival(NamedTuple):
    """A day on which many are greeted. `speakers` are `zh`, `other` or `all`; `main` ones include lower grades.

    `id` names its greetings on the agenda (`f3`): never reuse one.
    """

    id: int
    name: str
    chinese: str
    calendar: str
    month: int
    day: int
    main: bool
    speakers: str


FESTIVALS = (
    Festival(1, "New Year", "元旦", "solar", 1, 1, main=True, speakers="all"),
    Festival(2, "Spring Festival", "春节", "lunar", 1, 1, main=True, speakers="zh"),
    Festival(3, "Lantern Festival", "元宵节", "lunar", 1, 15, main=False, speakers="zh"),
    Festival(4, "Labour Day", "劳动节", "solar", 5, 1, main=False, speakers="zh"),
    Festival(5, "Dragon Boat Festival", "端午节", "lunar", 5, 5, main=True, speakers="zh"),
    Festival(6, "Mid-Autumn Festival", "中秋节", "lunar", 8, 15, main=True, speakers="zh"),
    Festival(7, "National Day", "国庆节", "solar", 10, 1, main=False, speakers="zh"),
    Festival(8, "Double Ninth Festival", "重阳节", "lunar", 9, 9, main=False, speakers="zh"),
    Festival(9, "Christmas", "圣诞节", "solar", 12, 25, main=True, speakers="other"),
)


def next_date(occasion: AnyOccasion, day: date, rules: OccasionRules) -> OccasionDate | None:
    """Return when an occasion next falls, on or after `day`.

    None without a month or a day, for a day that no year has, and for lunar days outside of LUNAR_YEARS.
    """
    if occasion.month is None or occasion.day is None:
        return None
    years = range(day.year - 1, day.year + 9)  # 29 February may be eight years off; a lunar year begins late
    for year in years:
        if occasion.calendar == "lunar":
            falls = _lunar(year, occasion.month, occasion.day, leap=occasion.leap_month)
        else:
            falls = _solar(year, occasion.month, occasion.day, rules.leap_day)
        if falls and falls >= day:
            return OccasionDate(falls, year)
    return None


def days_by_key(first: date, last: date, rules: OccasionRules, *, lunar: bool = True) -> Mapping[DayKey, OccasionDate]:
    """Return the days from `first` to `last` by every key that an occasion on them may have.

    Without `lunar`, keys of the lunar calendar are left out, and lunardate is not loaded.
    """
    by_key: dict[DayKey, OccasionDate] = {}
    days = [first + timedelta(offset) for offset in range((last - first).days + 1)]
    for day in days:
        by_key.setdefault(("solar", day.month, day.day, False), OccasionDate(day, day.year))
        if f"{day:%m-%d}" == rules.leap_day and not is_leap(day.year):
            by_key.setdefault(("solar", 2, 29, False), OccasionDate(day, day.year))
    if lunar:
        for day in days:
            for key, falls in _lunar_keys(day):
                by_key.setdefault(key, falls)
    return by_key


def is_leap(year: int) -> bool:
    """Whether a year has a 29 February; the module `calendar` takes longer to load than this is worth."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def age(occasion: AnyOccasion, falls: OccasionDate) -> int | None:
    """Return the age on the day an occasion falls; None where its year is unknown or not before that day."""
    if occasion.year is None or occasion.year >= falls.year:
        return None
    return falls.year - occasion.year


def festivals_in(first: date, last: date, rules: OccasionRules) -> list[tuple[Festival, date]]:
    """Return the festivals from `first` to `last` that the settings include, in the order of their days."""
    chosen = [festival for festival in FESTIVALS if rules.festivals is None or festival.name in rules.festivals]
    lunar = any(festival.calendar == "lunar" for festival in chosen)
    days = days_by_key(first, last, rules, lunar=lunar)
    fallen = []
    for festival in chosen:
        falls = days.get((festival.calendar, festival.month, festival.day, False))
        if falls:
            fallen.append((falls.day, festival.id, festival))
    return [(festival, day) for day, _, festival in sorted(fallen)]


def speaks_chinese(name: str, language: str) -> bool:
    """Whether a person is greeted in Chinese: by the language, or where none is set, by a Chinese name."""
    if language:
        return language.lower().startswith("zh")
    return any("\u4e00" <= character <= "\u9fff" for character in name)


def _solar(year: int, month: int, day: int, leap_day: str) -> date | None:
    if not 1 <= year <= MAXYEAR:
        return None
    if (month, day) == (2, 29) and not is_leap(year):
        month, day = int(leap_day[:2]), int(leap_day[3:])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _lunar(year: int, month: int, day: int, *, leap: bool) -> date | None:
    """Return a lunar day of a lunar year; where there is no such leap month the plain one, for day 30 the last day."""
    if year not in LUNAR_YEARS:
        return None
    from lunardate import LunarDate

    leap = leap and LunarDate.leap_month_for_year(year) == month
    for existing in (day, day - 1) if day == FULL_MONTH else (day,):
        try:
            falls: date = LunarDate(year, month, existing, leap).to_solar_date()
        except ValueError:
            continue
        return falls
    return None


def _lunar_keys(day: date) -> list[tuple[DayKey, OccasionDate]]:
    """Return the lunar keys of a day: its own, day 30 on the last day of a short month, a leap month there is not."""
    if day.year not in LUNAR_YEARS:
        return []
    from lunardate import LunarDate

    here = LunarDate.from_solar_date(day.year, day.month, day.day)
    tomorrow = day + timedelta(1)
    after = LunarDate.from_solar_date(tomorrow.year, tomorrow.month, tomorrow.day)
    days = (here.day, FULL_MONTH) if after.day == 1 else (here.day,)
    in_plain_month_only = not here.is_leap_month and LunarDate.leap_month_for_year(here.year) != here.month
    leaps = (False, True) if in_plain_month_only else (here.is_leap_month,)
    return [(("lunar", here.month, number, leap), OccasionDate(day, here.year)) for number in days for leap in leaps]


def greeted_for(kind: str, grade: str | None, *, private: bool) -> bool:
    """Whether an occasion of this kind is greeted: all birthdays; other days of key grades, family and friends only."""
    return kind == "birthday" or private or grade in KEY_GRADES


def wants_festival(festival: Festival, grade: str | None, *, chinese: bool) -> bool:
    """Whether a contact is greeted for a festival: key grades for all of their language, other grades for main ones."""
    if grade is None or festival.speakers not in ("all", "zh" if chinese else "other"):
        return False
    return festival.main or grade in KEY_GRADES
