"""Days to greet: when a birthday falls, solar or lunar, and the festivals with who is greeted for them.

A question about a few days asks which birthdays fall on them (`days_by_key`), not of each birthday when it falls.
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
"""Calendar, month, day, leap month: what an occasion says about its day, without the year."""

LUNAR_YEARS = range(1901, 2099)
"""Inside what lunardate knows, so that the years before and after can be asked for too."""

FULL_MONTH = 30


class OccasionDate(NamedTuple):
    """The day an occasion falls on, and the year of its own calendar in which it does."""

    day: date
    year: int


class Festival(NamedTuple):
    """A day everybody is greeted for. `speakers` are `zh`, `other` or `all`; `main` ones reach the lower grades too.

    `id` is what its batch is called on the agenda (`f3`): never reuse one.
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
    """Say when an occasion next falls, on or after `day`.

    None without a month or a day, for a day that no year has, and for lunar ones beyond the years that are known.
    """
    if occasion.month is None or occasion.day is None:
        return None
    years = range(day.year - 1, day.year + 9)  # 29 February may be eight years off; a lunar year begins late
    for year in years:
        if occasion.calendar == "lunar":
            found = _lunar(year, occasion.month, occasion.day, leap=occasion.leap_month)
        else:
            found = _solar(year, occasion.month, occasion.day, rules.leap_day)
        if found and found >= day:
            return OccasionDate(found, year)
    return None


def days_by_key(first: date, last: date, rules: OccasionRules, *, lunar: bool = True) -> Mapping[DayKey, OccasionDate]:
    """Every way an occasion can name a day from `first` to `last`, with the day it means; at most a month apart.

    Without `lunar`, the days of the lunar calendar are left out, and lunardate is not loaded.
    """
    found: dict[DayKey, OccasionDate] = {}
    days = [first + timedelta(offset) for offset in range((last - first).days + 1)]
    for day in days:
        found.setdefault(("solar", day.month, day.day, False), OccasionDate(day, day.year))
        if f"{day:%m-%d}" == rules.leap_day and not is_leap(day.year):
            found.setdefault(("solar", 2, 29, False), OccasionDate(day, day.year))
    if lunar:
        for day in days:
            for key, falls in _lunar_keys(day):
                found.setdefault(key, falls)
    return found


def is_leap(year: int) -> bool:
    """Whether a year has a 29 February; `calendar` would tell, and takes longer to load than all festivals."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def age(occasion: AnyOccasion, falls: OccasionDate) -> int | None:
    """How many years an occasion has been when it falls; None where its year is unknown or still to come."""
    if occasion.year is None or occasion.year >= falls.year:
        return None
    return falls.year - occasion.year


def festivals_in(first: date, last: date, rules: OccasionRules) -> list[tuple[Festival, date]]:
    """The festivals from `first` to `last` that settings let through, in the order they fall."""
    chosen = [festival for festival in FESTIVALS if rules.festivals is None or festival.name in rules.festivals]
    lunar = any(festival.calendar == "lunar" for festival in chosen)
    days = days_by_key(first, last, rules, lunar=lunar)
    found = []
    for festival in chosen:
        falls = days.get((festival.calendar, festival.month, festival.day, False))
        if falls:
            found.append((festival, falls.day))
    return sorted(found, key=lambda each: (each[1], each[0].id))


def speaks_chinese(name: str, language: str) -> bool:
    """Whether a person is greeted in Chinese: the language said so, or else the name is written in it."""
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
    """A lunar day of a lunar year; a leap month falls to the plain one, day 30 to the last of a short month."""
    if year not in LUNAR_YEARS:
        return None
    from lunardate import LunarDate

    leap = leap and LunarDate.leap_month_for_year(year) == month
    for existing in (day, day - 1) if day == FULL_MONTH else (day,):
        try:
            found: date = LunarDate(year, month, existing, leap).to_solar_date()
        except ValueError:
            continue
        return found
    return None


def _lunar_keys(day: date) -> list[tuple[DayKey, OccasionDate]]:
    if day.year not in LUNAR_YEARS:
        return []
    from lunardate import LunarDate

    here = LunarDate.from_solar_date(day.year, day.month, day.day)
    tomorrow = day + timedelta(1)
    after = LunarDate.from_solar_date(tomorrow.year, tomorrow.month, tomorrow.day)
    days = (here.day, FULL_MONTH) if after.day == 1 else (here.day,)
    in_plain_month_only = not here.is_leap_month and LunarDate.leap_month_for_year(here.year) != here.month
    leaps = (False, True) if in_plain_month_only else (here.is_leap_month,)
    return [(("lunar", here.month, each, leap), OccasionDate(day, here.year)) for each in days for leap in leaps]


def greeted_for(kind: str, grade: str | None, *, private: bool) -> bool:
    """Whether an occasion of this kind is greeted: everybody's birthday; the other days of A, B, family and friends."""
    return kind == "birthday" or private or grade in KEY_GRADES


def wants_festival(festival: Festival, grade: str | None, *, chinese: bool) -> bool:
    """Whether a contact of this grade and language is greeted for a festival: A and B all, C to E the main ones."""
    if grade is None or festival.speakers not in ("all", "zh" if chinese else "other"):
        return False
    return festival.main or grade in KEY_GRADES
