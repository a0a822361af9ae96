"""The dates and weeks a person types.

A text that can mean one day only is understood; one that could mean several is refused, with the ways to write it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.periods import MONTHS, add_months, monday
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = "write 2026-12-24, 12-24, today, fri, next mon, +3d, +2w, 12月24日 or 下周一; a time goes behind: fri 14:00"
WEEK_WAYS = "write 2026-W48, this, next, last or a day of that week"
_YEARS_TO_A_LEAP_DAY = 8
_NOON = 12
_FIRST_YEAR = 1900
_LAST_YEAR = 2999
_MIDNIGHT = 24
_DAYS = {
    "today": 0, "tomorrow": 1, "tmr": 1, "yesterday": -1, "今天": 0, "今日": 0, "今晚": 0, "今": 0,
    "明天": 1, "明日": 1, "明晚": 1, "明": 1, "后天": 2, "後天": 2, "大后天": 3, "大後天": 3,
    "昨天": -1, "昨日": -1, "昨晚": -1, "昨": -1, "前天": -2, "大前天": -3,
}  # fmt: skip
_WEEKDAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6,
}  # fmt: skip
WEEK_WORDS = {"本周": 0, "这周": 0, "下周": 1, "上周": -1}
"""A week in Chinese, as weeks from the present one."""
UNITS = {
    "d": "d", "day": "d", "days": "d", "天": "d", "日": "d",
    "w": "w", "week": "w", "weeks": "w", "周": "w", "星期": "w", "个星期": "w", "礼拜": "w", "个礼拜": "w",
    "m": "m", "month": "m", "months": "m", "个月": "m", "月": "m",
    "y": "y", "year": "y", "years": "y", "年": "y",
}  # fmt: skip
"""What a length of time is counted in, as `d`, `w`, `m` or `y`."""
_NUMERALS = {
    "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
# Patterns are compiled when they are first tried (re caches them): most commands read no date, or an ISO one.
_NUMERAL = (
    r"(?<!周)(?<!週)(?<!星期)(?<!礼拜)([二三]?十[一二三四五六七八九]?|[一二两兩三四五六七八九])"
    r"(?=个?月|[号號日天点點时時分周年]|个?星期|个?礼拜)"
)
_CLOCK = r"(?:^|(?<=[ t日号號天晚一二三四五六]))(?:at )?(\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap])\.?m\.?)?$"
_AM_PM = r"(?:^|(?<= ))(?:at )?(\d{1,2})()(?: ?([ap])\.?m\.?)$"
_CHINESE_CLOCK = (
    r"(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|(?<=[今明昨])晚)? ?(\d{1,2}) ?"
    r"(?:[点點时時] ?(?:(\d{1,2})分?|(半)|(一刻)|(三刻)|整|钟|鐘)?|:(\d{2}))$"
)
_ISO = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})"
_NUMERIC = r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})"
_MONTH_DAY = r"(\d{1,2})([-/])(\d{1,2})"
_CHINESE_DATE = r"(?:(\d{4}|今|明|去|后)年)? ?(?:(\d{1,2})月)? ?(\d{1,2})[日号號]"
_RELATIVE = r"([+-]) ?(\d{1,4}) ?([a-z]+|[年月周天日])"
_AGO = r"(in )?(\d{1,4}) ?([a-z]+|个?[年月周天日]|个?星期|个?礼拜) ?(ago|before|[以之]?[前后後])?"
_WEEKDAY = r"(?:(next|last|this|coming) )?([a-z]+)"
_CHINESE_WEEKDAY = r"(这个?|這個?|本|下下个?|下个?|下個|上上个?|上个?|上個)?(?:周|週|星期|礼拜)([一二三四五六日天])"
_WEEK = r"(\d{4})-?w(\d{1,2})"
_MONTH_NAME = r"(?:^|[^a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:$|[^a-z])"
_WEEKS_FROM = {"": 0, "这": 0, "這": 0, "本": 0, "下": 1, "下下": 2, "上": -1, "上上": -2}
_YEARS_FROM = {"今": 0, "明": 1, "去": -1, "后": 2}


class When(NamedTuple):
    """A day, and the time of day (`HH:MM`, empty where none was typed)."""

    day: date
    time: str = ""


class _Reference(NamedTuple):
    """The day from which a text is read; with `back` a day without a year or week is the last one, else the next."""

    today: date
    back: bool


def parse_when(text: str, today: date, direction: str) -> When:
    """Return the day and time a person typed, seen from `today`.

    `direction` says where a day without year or week is looked for: `back` (`--on`) is the last such day, `ahead`
    (`--due`) the next one; either includes today. `next fri` and 下周五 are in the next week (Monday to Sunday),
    `last fri` is the latest Friday before today, 上周五 in the week before. A time alone is today's. Raises
    WrongUsageError for what is unknown or ambiguous.
    """
    typed = fold(text)
    if not typed.isascii():
        typed = re.sub(_NUMERAL, lambda match: str(_number(match[1])), typed)
    rest, time = _split_time(typed, text)
    reference = _Reference(today, direction == "back")
    if not rest and time:
        return When(today, time)
    for read in _READERS:
        try:
            day = read(rest, reference)
        except (ValueError, OverflowError):
            raise _unknown(text) from None
        if day is not None:
            return When(day, time)
    raise _unknown(text)


def parse_day(text: str, today: date, direction: str) -> date:
    """Return the day a person typed, as `parse_when` reads it; a time behind it is wrong usage."""
    when = parse_when(text, today, direction)
    if when.time:
        message = f'"{text}" has a time where only a day is asked for'
        raise WrongUsageError(message, "leave the time out")
    return when.day


def parse_week(text: str, today: date) -> date:
    """Return the Monday of the week that `2026-W48`, `this`, `next`, `last` (本周 下周 上周) or a day names."""
    typed = fold(text)
    offset = {"": 0, "this": 0, "next": 1, "last": -1, "下下周": 2, **WEEK_WORDS}.get(typed)
    if offset is not None:
        return monday(today) + timedelta(weeks=offset)
    if match := re.fullmatch(_WEEK, typed):
        try:
            return within_reach(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            message = f'There is no week "{text}"'
            raise WrongUsageError(message, WEEK_WAYS) from None
    try:
        day = parse_day(text, today, "ahead")
    except WrongUsageError:
        message = f'"{text}" is no week'
        raise WrongUsageError(message, WEEK_WAYS) from None
    return monday(within_reach(day))


def within_reach(day: date) -> date:
    """Return the day; WrongUsageError where it is so far away that weeks around it may leave the calendar."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        message = f"{day} is further away than followup plans"
        raise WrongUsageError(message, f"name a day of the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return day


def _unknown(text: str) -> WrongUsageError:
    return WrongUsageError(f'"{text}" is no date that followup understands', WAYS)


def _number(numeral: str) -> int:
    """Return the number (1 to 39) that a Chinese numeral writes."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _NUMERALS[numeral]
    return _NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(ones, 0)


def _split_time(typed: str, text: str) -> tuple[str, str]:
    """Return the text before the time of day, and the time as HH:MM (empty where there is none)."""
    if not typed.isascii() and (match := re.search(_CHINESE_CLOCK, typed)):
        part, hour, minute, half, quarter, three, colon = match.groups()
        if part or not colon:
            minutes = int(minute or colon or (half and 30) or (quarter and 15) or (three and 45) or 0)
            return typed[: match.start()].strip(), _clock(_in_part(int(hour), part or ""), minutes, text)
    match = re.search(_CLOCK, typed) or re.search(_AM_PM, typed)
    if not match:
        return typed, ""
    hours = int(match[1])
    if match[3]:
        if not 1 <= hours <= _NOON:
            raise _unknown(text)
        hours = hours % _NOON + (_NOON if match[3] == "p" else 0)
    rest = typed[: match.start()]
    return (rest[:-1] if rest[-2:-1].isdigit() and rest.endswith("t") else rest).strip(), _clock(
        hours, int(match[2] or 0), text
    )


def _in_part(hour: int, part: str) -> int:
    """Return the hour of the day for an hour with a part of the day (下午3 is 15, 凌晨12 is 0)."""
    if part in {"下午", "傍晚", "晚上", "晚"} and hour < _NOON:
        return hour + _NOON
    if part in {"晚上", "晚"} and hour == _NOON:
        return _MIDNIGHT
    if part == "中午" and hour in {1, 2}:
        return hour + _NOON
    return 0 if part == "凌晨" and hour == _NOON else hour


def _clock(hour: int, minute: int, text: str) -> str:
    try:
        return f"{datetime(2000, 1, 1, hour, minute):%H:%M}"  # noqa: DTZ001 - only the clock of it is used
    except ValueError:
        message = f'"{text}" has a time that no clock shows'
        raise WrongUsageError(message, "write 14:00, 3pm or 下午3点; midnight is 00:00 of the next day") from None


def _day_word(typed: str, reference: _Reference) -> date | None:
    return reference.today + timedelta(days=_DAYS[typed]) if typed in _DAYS else None


def _iso(typed: str, _reference: _Reference) -> date | None:
    match = re.fullmatch(_ISO, typed)
    return date(int(match[1] or match[5]), int(match[3] or match[6]), int(match[4] or match[7])) if match else None


def _numeric(typed: str, _reference: _Reference) -> date | None:
    """Read 24.12.2026 and 12/24/2026: a number above 12 is the day; 03/04/26 is refused."""
    match = re.fullmatch(_NUMERIC, typed)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 4:  # noqa: PLR2004 - a year in full
        readings = {(month, day) for month, day in ((first, second), (second, first)) if _exists(year, month, day)}
        if len(readings) == 1:
            return date(year, *readings.pop())
    message = f'"{typed}" can be more than one date'
    raise WrongUsageError(message, "write the year first, in full: " + _spelled(first, second, year))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _spelled(first: int, second: int, third: int) -> str:
    """Return, for a hint, the dates that three numbers may mean, written in full."""
    full = third if third > 99 else third + 2000  # noqa: PLR2004 - a year in two digits
    early = first + 2000
    orders = ((full, first, second), (full, second, first), (early, second, third % 100))
    days = dict.fromkeys(f"{year}-{month:02}-{day:02}" for year, month, day in orders if _exists(year, month, day))
    return " or ".join(days) or "2026-12-24"


def _month_day(typed: str, reference: _Reference) -> date | None:
    """Read 12-24 as month and day; 12/24 and 24/12 only where one of the two cannot be a month."""
    match = re.fullmatch(_MONTH_DAY, typed)
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    if match[2] == "-":
        return _nearest(first, second, reference)
    if first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 - months
        message = f'"{typed}" can be two days'
        raise WrongUsageError(
            message, f"write month and day with a hyphen: {first:02}-{second:02} or {second:02}-{first:02}"
        )
    return _nearest(min(first, second), max(first, second), reference)


def _nearest(month: int, day: int, reference: _Reference) -> date:
    """Return the next (or last) such day of a year; ValueError where no year has it."""
    step = -1 if reference.back else 1
    for years in range(_YEARS_TO_A_LEAP_DAY + 1):
        year = reference.today.year + step * years
        if _exists(year, month, day):
            candidate = date(year, month, day)
            if (candidate <= reference.today) if reference.back else (candidate >= reference.today):
                return candidate
    raise ValueError


def _chinese(typed: str, reference: _Reference) -> date | None:
    """Read 2026年12月24日, 明年1月5日, 12月24号 and 24号."""
    match = re.fullmatch(_CHINESE_DATE, typed)
    if not match:
        return None
    year, month, day = match.groups()
    if year and not month:
        return None
    if year:
        return date(
            reference.today.year + _YEARS_FROM[year] if year in _YEARS_FROM else int(year), int(month), int(day)
        )
    return _nearest(int(month), int(day), reference) if month else _day_of_month(int(day), reference)


def _day_of_month(day: int, reference: _Reference) -> date:
    first = reference.today.replace(day=1)
    for months in range(12):
        start = add_months(first, -months if reference.back else months)
        if _exists(start.year, start.month, day):
            candidate = start.replace(day=day)
            if (candidate <= reference.today) if reference.back else (candidate >= reference.today):
                return candidate
    raise ValueError


def _relative(typed: str, reference: _Reference) -> date | None:
    """Read +3d, -2w, `in 3 days`, `2 weeks ago`, 3天后, 两周前."""
    if match := re.fullmatch(_RELATIVE, typed):
        unit = UNITS.get(match[3])
        return shift(reference.today, int(match[1] + match[2]), unit) if unit else None
    match = re.fullmatch(_AGO, typed)
    unit = UNITS.get(match[3]) if match else None
    if not match or not unit or bool(match[1]) == bool(match[4]):
        return None
    backwards = match[4] is not None and match[4].endswith(("ago", "before", "前"))
    return shift(reference.today, int(match[2]) * (-1 if backwards else 1), unit)


def shift(day: date, count: int, unit: str) -> date:
    """Return the day that many units (a value of UNITS) later, or earlier where `count` is negative."""
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    return add_months(day, count * (MONTHS if unit == "y" else 1))


def _weekday(typed: str, reference: _Reference) -> date | None:
    match = re.fullmatch(_WEEKDAY, typed)
    if not match or match[2] not in _WEEKDAYS:
        return None
    weekday = _WEEKDAYS[match[2]]
    if match[1] in {"this", "next"}:
        return monday(reference.today) + timedelta(days=weekday + (7 if match[1] == "next" else 0))
    if match[1] == "last":
        return _on_weekday(weekday, _Reference(reference.today - timedelta(days=1), back=True))
    return _on_weekday(weekday, _Reference(reference.today, back=reference.back and not match[1]))


def _on_weekday(weekday: int, reference: _Reference) -> date:
    ahead = (weekday - reference.today.weekday()) % 7
    return reference.today + timedelta(days=ahead - 7 if reference.back and ahead else ahead)


def _chinese_weekday(typed: str, reference: _Reference) -> date | None:
    match = re.fullmatch(_CHINESE_WEEKDAY, typed)
    if not match:
        return None
    weekday = _WEEKDAYS[match[2]]
    if not match[1]:
        return _on_weekday(weekday, reference)
    return monday(reference.today) + timedelta(days=weekday, weeks=_WEEKS_FROM[match[1].rstrip("个個")])


def _written_out(typed: str, reference: _Reference) -> date | None:
    """Read `24 Dec 2026`, `December 24, 2026`, `Dec 24`: what python-dateutil understands and names a month."""
    if not re.search(_MONTH_NAME, typed):
        return None
    from dateutil import parser

    # dateutil fills in missing parts from a default: parts that differ between two defaults are not in the text.
    try:
        one, other = (parser.parse(typed, default=datetime(year, year, year), ignoretz=True) for year in (4, 8))  # noqa: DTZ001
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    if (one.month, one.day) != (other.month, other.day):
        return None
    if one.year != other.year:
        return _nearest(one.month, one.day, reference)
    return one.date() if str(one.year) in typed else None


_READERS: tuple[Callable[[str, _Reference], date | None], ...] = (
    _day_word, _iso, _numeric, _month_day, _chinese, _relative, _weekday, _chinese_weekday, _written_out,
)  # fmt: skip
