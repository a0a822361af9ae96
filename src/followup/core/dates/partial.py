"""Birthdays and other days as files write them. Year, month or day may be missing; missing parts are never guessed."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PIVOT = 30
"""Two-digit years below it are in the 2000s, others in the 1900s; fixed, so that a file always means the same."""

LEAP_YEAR = 2000  # any leap year: 29 February without a year is a day
YEARS = range(1000, 3000)
NO_YEAR = (0, 1604)  # Apple writes 1604 (a leap year) where the person left the year out
LUNAR_DAYS = 30
LONGEST = 64

# What programs write where they have no date: 0/0/00 (Outlook), and the first days of several calendars.
_ZEROS = re.compile(r"0{1,4}([-/.])0{1,2}\1(?:0{1,4})|0{8}")
_FIRST_DAYS = {(1, 1, 1), (1000, 1, 1), (1601, 1, 1), (1899, 12, 30), (1900, 1, 1), (4501, 1, 1)}

_TIME = re.compile(r"(?:[T ]\s*(?:[上下]午)?\d{1,2}:\d\d.*|T\d{2,6}\S*|(?<=\d)Z)$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d\d?)[-/.月](\d\d?)日?")
_MISSING_YEAR = re.compile(r"--(\d\d?)-?(\d\d)")
_TRIPLE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\.?")
_FORM_DECIDES = re.compile(r"\d{3}|\d\d?\.|\d\d?-\d\d?$")
_PAIR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\.?")
_CHINESE = re.compile(r"(?:(\d{2}|\d{4})年)?(?:(\d{1,2})月(?:(\d{1,2})[日号]?)?)?")

_LUNAR_MARK = re.compile(r"[(\[]?\s*(?:[农農阴陰旧舊夏][历曆]|lunar)\s*[:)\]]*", re.IGNORECASE)
_SOLAR_MARK = re.compile(r"[(\[]?\s*(?:[公阳陽新国國西][历曆元])\s*[:)\]]*")
_LUNAR_WORD = re.compile(r"[初廿卅闰閏正腊臘冬]")
_LUNAR_DAY = re.compile(r"(?:(\d{4})[年./-])?([闰閏]?)(\d{1,2})[月./-](\d{1,2})[日号]?")
_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NUMERAL = re.compile(r"[一二三四五六七八九〇零]{4}|初?[一二三四五六七八九廿卅]?十?[一二三四五六七八九]?")
_ALTERNATE = re.compile(r"(\d{4})(\d{4})(L?)(\d\d)(L?)(\d\d)(?:T.*)?", re.IGNORECASE)


class PartialDate(NamedTuple):
    """A day of which year, month or day may be unknown; `calendar` is `solar` or `lunar`.

    `leap_month` applies to lunar days only. `doubt` is a sentence for the person where the text could mean several
    days; parts in which these differ are None.
    """

    year: int | None
    month: int | None
    day: int | None
    calendar: str = "solar"
    leap_month: bool = False
    doubt: str = ""

    @property
    def certain_date(self) -> date | None:
        """The date, where this is one certain day of the solar calendar."""
        if self.doubt or self.calendar != "solar" or not (self.year and self.month and self.day):
            return None
        return date(self.year, self.month, self.day)


def parse_partial_date(text: str, order: str = "") -> PartialDate | None:
    """Return the day that `text` names; None where it names none.

    `order` (`DMY`, `MDY`, `YMD`) decides ambiguous texts such as `03/04/1980`; see `decide_order`. Placeholders for "no
    date" are None too; `is_no_date` recognizes them.
    """
    if usual := _YEAR_FIRST.fullmatch(text):  # by far the most frequent form
        year, month, day = int(usual[1]), int(usual[2]), int(usual[3])
        return None if (year, month, day) in _FIRST_DAYS else _day(year, month, day)
    plain = _plain(text)
    if not plain or is_no_date(text):
        return None
    if _LUNAR_MARK.search(plain) or (_LUNAR_WORD.search(plain) and "月" in plain):
        return _lunar(_LUNAR_MARK.sub("", plain))
    plain = _numerals(_SOLAR_MARK.sub("", plain))
    return _without_separators(plain) or _chinese(plain, text) or _separated(plain, order)


def parse_date_of_file(text: str, order: Callable[[], str]) -> PartialDate | None:
    """Return the day that `text` names; `order` is called only where the text itself leaves day and month open.

    It returns what `decide_order` makes of all dates of the file, which is expensive to find out.
    """
    day = parse_partial_date(text)
    if (day is None or day.doubt) and is_ambiguous_order(text):
        return parse_partial_date(text, order())
    return day


def is_no_date(text: str) -> bool:
    """Whether `text` is what programs write for "no date": `0/0/00`, `0000-00-00`, `1900-01-01` and the like."""
    plain = _plain(text)
    if _ZEROS.fullmatch(plain):
        return True
    numbers = re.fullmatch(r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)", plain) or re.fullmatch(
        r"(?P<month>\d\d?)([-/.])(?P<day>\d\d?)\2(?P<year>\d{4})", plain
    )
    if numbers is None:
        return False
    named = numbers.groupdict()
    parts = (named["year"], named["month"], named["day"]) if named else numbers.group(1, 3, 4)
    return tuple(int(part) for part in parts) in _FIRST_DAYS


def is_ambiguous_order(text: str) -> bool:
    """Whether `text` could be day-month or month-day (`03/04/1980`), so that other rows of the file have to decide."""
    return len(set(_readings(_plain(text)).values())) > 1


def decide_order(texts: Iterable[str]) -> str:
    """Return the order (`DMY`, `MDY` or `YMD`) in which all unambiguous dates of a column are written, or `""`.

    `04/15/1980` means that the whole column is month-day; where rows contradict each other, the order is undecided.
    Dates whose form allows one order only (`1980-04-15`, `15.04.1980`) say nothing about the others.
    """
    shown: set[str] = set()
    for text in texts:
        readings = _readings(_plain(text))
        if len(readings) == 1 and not _FORM_DECIDES.match(_plain(text)):
            shown.update(readings)
    return shown.pop() if len(shown) == 1 else ""


def parse_chinese_altbday(text: str) -> PartialDate | None:
    """Return the lunar day of Apple's `X-ALTBDAY;CALSCALE=chinese`, `007800010303`: cycle, year in it, month, day.

    Cycle 78 began in 1984; `L` beside the month marks a leap month (RFC 7529). `--0303` has no year.
    """
    plain = _plain(text).replace(" ", "")
    if missing := _MISSING_YEAR.fullmatch(plain):
        return _lunar_day(None, missing[1], missing[2], leap=False)
    match = _ALTERNATE.fullmatch(plain)
    if match is None:
        return None
    year = int(match[1]) * 60 + int(match[2]) - 2697
    return _lunar_day(year if year in YEARS else None, match[4], match[6], leap=bool(match[3] or match[5]))


def _plain(text: str) -> str:
    """Return the text with ASCII digits and dashes, without outer spaces and time of day; `""` where it is too long."""
    if len(text) > LONGEST:
        return ""
    if text.isascii():
        return _TIME.sub("", text.strip()).strip()
    plain = unicodedata.normalize("NFKC", text).replace("\u2013", "-").replace("\u2212", "-").strip()
    return _TIME.sub("", plain).strip()


def _day(year: int | None, month: int | None, day: int | None, doubt: str = "") -> PartialDate | None:
    """Return the solar day, or None where the calendar has no such day."""
    if year in NO_YEAR:
        year = None
    if (year is not None and year not in YEARS) or (month is not None and not 1 <= month <= 12):  # noqa: PLR2004
        return None
    longest = monthrange(year or LEAP_YEAR, month)[1] if month else 31
    if (day is not None and not 1 <= day <= longest) or year == month == day:
        return None
    return PartialDate(year, month, day, doubt=doubt)


def _century(digits: str) -> tuple[int, str]:
    """Return the year that two or four digits mean, and a doubt where two digits could mean either century."""
    if len(digits) > 2:  # noqa: PLR2004
        return int(digits), ""
    short = int(digits)
    if short >= PIVOT:
        return 1900 + short, ""
    return 2000 + short, f"the year {digits} was taken to be {2000 + short}"


def _without_separators(plain: str) -> PartialDate | None:
    """Read `1985`, `1985-04`, `19800117` and vCard's `--0415`, `--04-15`, `--04`, `---15`."""
    if missing := _MISSING_YEAR.fullmatch(plain):
        return _day(None, int(missing[1]), int(missing[2]))
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", plain):
        return _day(int(match[1]), int(match[2]) if match[2] else None, None)
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"--(-?)(\d\d)", plain):
        return _day(None, None, int(match[2])) if match[1] else _day(None, int(match[2]), None)
    return None


def _chinese(plain: str, text: str) -> PartialDate | None:
    """Read `1985年4月15日`, `85年4月`, `4月15日`; `八月十五` without 日 may be lunar, too."""
    match = _CHINESE.fullmatch(plain.replace(" ", ""))
    if match is None or not plain:
        return None
    year, doubt = _century(match[1]) if match[1] else (None, "")
    if match[3] and not re.search(r"[\d日号]", text):
        doubt = f"{text} may be a lunar day"
    return _day(year, int(match[2]) if match[2] else None, int(match[3]) if match[3] else None, doubt)


def _separated(plain: str, order: str) -> PartialDate | None:
    """Read two or three numbers with separators; of several readings, return the parts they share, with a doubt."""
    readings = _readings(plain)
    if order in readings:
        return readings[order]
    days = list(dict.fromkeys(readings.values()))
    if len(days) <= 1:
        return days[0] if days else None
    year, month, day = (_shared(part) for part in zip(*((d.year, d.month, d.day) for d in days), strict=True))
    if year is month is day is None:
        return None
    return PartialDate(year, month, day, doubt=f"{plain} can be read as {_listed(days)}")


def _shared(values: tuple[int | None, ...]) -> int | None:
    return values[0] if len(set(values)) == 1 else None


def _listed(days: list[PartialDate]) -> str:
    """Return days as a doubt lists them."""
    parts = ([d.year and f"{d.year:04}", d.month and f"{d.month:02}", d.day and f"{d.day:02}"] for d in days)
    return " or ".join("-".join(part for part in part_list if part) for part_list in parts)


def _readings(plain: str) -> dict[str, PartialDate]:
    """Return the possible days of two or three separated numbers, by the order of their parts."""
    if triple := _TRIPLE.fullmatch(plain):
        first, separator, second, third = triple.groups()
        by_order = {"YMD": (first, second, third), "MDY": (third, first, second), "DMY": (third, second, first)}
        readings = _possible({order: by_order[order] for order in _orders(first, separator, third)})
        # Dots are day.month wherever that is a day: 03.04.1980.
        return dict(list(readings.items())[:1]) if separator == "." else readings
    if pair := _PAIR.fullmatch(plain):
        first, separator, second = pair.groups()
        month_first, day_first = {"MDY": ("", first, second)}, {"DMY": ("", second, first)}
        return _possible({"-": month_first, ".": day_first}.get(separator, month_first | day_first))
    return {}


def _orders(first: str, separator: str, last: str) -> tuple[str, ...]:
    """Return the orders that the separator and the place of a four-digit year allow."""
    if len(first) > 2:  # noqa: PLR2004
        return ("YMD",)
    if len(last) > 2:  # noqa: PLR2004
        return ("DMY",) if separator == "." else ("MDY", "DMY")
    return ("DMY", "YMD") if separator == "." else ("YMD", "MDY", "DMY")


def _possible(readings: dict[str, tuple[str, str, str]]) -> dict[str, PartialDate]:
    """Return the readings (year, month, day) that are days of the calendar, by their order."""
    possible: dict[str, PartialDate] = {}
    for order, (year_digits, month, day) in readings.items():
        year, doubt = _century(year_digits) if year_digits else (None, "")
        partial = _day(year, int(month), int(day), doubt)
        if partial is not None:
            possible[order] = partial
    return possible


def _lunar(plain: str) -> PartialDate | None:
    """Read `三月初三`, `闰四月初一`, `1984年三月初三`, `3月3日` of the lunar calendar."""
    match = _LUNAR_DAY.fullmatch(_numerals(plain.replace(" ", "")))
    if match is None:
        return None
    year = int(match[1]) if match[1] else None
    if year is not None and year not in YEARS:
        return None
    return _lunar_day(year, match[3], match[4], leap=bool(match[2]))


def _lunar_day(year: int | None, month: str, day: str, *, leap: bool) -> PartialDate | None:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= LUNAR_DAYS):  # noqa: PLR2004
        return None
    return PartialDate(year, int(month), int(day), calendar="lunar", leap_month=leap)


def _numerals(plain: str) -> str:
    """Write Chinese numerals as digits: `一九八四年正月廿三` becomes `1984年1月23`."""
    named = re.sub("[腊臘]月", "十二月", re.sub("冬月", "十一月", re.sub("正月", "一月", plain)))
    return _NUMERAL.sub(lambda match: _number(match[0]), named)


def _number(numeral: str) -> str:
    if not numeral:
        return ""
    if len(numeral) == 4:  # noqa: PLR2004
        return "".join(str(_DIGITS[character]) for character in numeral)
    spelled = numeral.removeprefix("初").replace("廿", "二十").replace("卅", "三十").replace("十十", "十")
    tens, ten, ones = spelled.rpartition("十")
    return str((_DIGITS.get(tens, 1) if ten else 0) * 10 + _DIGITS.get(ones, 0))
