"""The days that a value of a QUERY means, seen from today: a day, a period, a length of time, or a range of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.formatting import MONTHS
from followup.core.dates.parsing import UNITS, WEEK_WORDS, parse_day, shift
from followup.core.dates.periods import add_months, last_of_month, monday
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from followup.core.query.syntax import Comparison

WAYS = "write <60d, >8w, 2m, today, week, last-month, 2026-11, 2026-11-22 or 2026-11-01..2026-11-30"
_DURATION = r"(?P<count>\d{1,5}) ?(?P<unit>d|w|m|y|天|周|个月|年)|(?P<days>\d{1,3})"
_YEAR = r"(?!0000)(\d{4})年?"
_MONTH = r"(?!0000)(\d{4})[-/年](\d{1,2})月?"
_MONTH_NAMES = tuple(month.lower() for month in MONTHS)
_MONTH_ALONE = rf"(\d{{1,2}})月|({'|'.join(_MONTH_NAMES)})[a-z]*"
_PERIODS = {
    "week": ("w", 0), "this-week": ("w", 0), "next-week": ("w", 1), "last-week": ("w", -1),
    **{word: ("w", weeks) for word, weeks in WEEK_WORDS.items()},
    "month": ("m", 0), "this-month": ("m", 0), "next-month": ("m", 1), "last-month": ("m", -1),
    "本月": ("m", 0), "这个月": ("m", 0), "下个月": ("m", 1), "下月": ("m", 1), "上个月": ("m", -1), "上月": ("m", -1),
    "year": ("y", 0), "this-year": ("y", 0), "next-year": ("y", 1), "last-year": ("y", -1),
    "今年": ("y", 0), "明年": ("y", 1), "去年": ("y", -1),
}  # fmt: skip
_REVERSED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_DAY = timedelta(days=1)


class DayRange(NamedTuple):
    """The days from `first` to `last`, both included; with None there is no limit on that side."""

    first: date | None
    last: date | None


def is_duration(text: str) -> bool:
    """Whether a value is a length of time: 60d, 8w, 2m, 1y, or days alone."""
    return re.fullmatch(_DURATION, fold(text)) is not None


def is_year(text: str) -> bool:
    """Whether a value is a year in four digits."""
    return re.fullmatch(_YEAR, fold(text)) is not None


def day_range(comparison: Comparison, today: date, *, back: bool, plain: str = "<=") -> DayRange:
    """Return the days that a comparison allows.

    A length of time is counted from today: with `back` it is an age (`<30d` is less than 30 days ago), else it lies
    ahead; `plain` is the operator where none is written. Words and dates mean days or whole periods. Raises
    WrongUsageError.
    """
    try:
        if comparison.op == "..":
            days = [*_ends(comparison.value, today, back=back), *_ends(comparison.upto, today, back=back)]
            return DayRange(min(days), max(days))
        ends = _ends(comparison.value, today, back=back)
        op = comparison.op
        if is_duration(comparison.value):
            op = op or plain
            op = _REVERSED.get(op, op) if back else op
        return _compared(op, *ends)
    except (ValueError, OverflowError):
        raise WrongUsageError(f'"{comparison.value}" is no day or time that followup understands', WAYS) from None


def period(text: str, today: date, *, back: bool) -> DayRange | None:
    """Return the days of a period named by a word (`this-month`), a year or a month; None where it names none."""
    word = fold(text).replace(" ", "-").replace("_", "-")
    if word in _PERIODS:
        return _from_today(*_PERIODS[word], today)
    if match := re.fullmatch(_YEAR, word):
        return _year(int(match[1]))
    if match := re.fullmatch(_MONTH, word):
        return month_of(date(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(_MONTH_ALONE, word):
        return _month_alone(int(match[1]) if match[1] else _MONTH_NAMES.index(match[2]) + 1, today, back=back)
    return None


def month_of(day: date) -> DayRange:
    """Return the day's month."""
    return DayRange(day.replace(day=1), last_of_month(day))


def _from_today(unit: str, count: int, today: date) -> DayRange:
    """Return the week, month or year that is `count` of them away."""
    if unit == "w":
        first = monday(today) + timedelta(weeks=count)
        return DayRange(first, first + timedelta(days=6))
    return month_of(add_months(today, count)) if unit == "m" else _year(today.year + count)


def _year(year: int) -> DayRange:
    return DayRange(date(year, 1, 1), date(year, 12, 31))


def _month_alone(month: int, today: date, *, back: bool) -> DayRange:
    """Return the last such month with `back`, else the next one; either includes the present month."""
    year = today.year - (month > today.month) if back else today.year + (month < today.month)
    return month_of(date(year, month, 1))


def _ends(text: str, today: date, *, back: bool) -> tuple[date, date]:
    """Return the first and last day a value means."""
    named = period(text, today, back=back)
    if named and named.first and named.last:
        return named.first, named.last
    if match := re.fullmatch(_DURATION, fold(text)):
        count = int(match["count"] or match["days"])
        day = shift(today, -count if back else count, UNITS[match["unit"] or "d"])
        return day, day
    day = parse_day(text, today, "back" if back else "ahead")
    return day, day


def _compared(op: str, first: date, last: date) -> DayRange:
    match op:
        case ">":
            return DayRange(last + _DAY, None)
        case ">=":
            return DayRange(first, None)
        case "<":
            return DayRange(None, first - _DAY)
        case "<=":
            return DayRange(None, last)
        case _:
            return DayRange(first, last)
