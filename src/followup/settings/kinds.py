"""The kinds of values that settings hold: described in words, read from TOML with a check, and written."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.busy import DAY, minute_of
from followup.core.model.grades import GRADES
from followup.core.model.rules import Away

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(NamedTuple):
    """A kind of value: in words, the function that reads it (raises ValueError), and how None is written."""

    words: str
    read: Callable[[object], object]
    nothing: str = ""


def number(low: float, high: float) -> Callable[[object], float]:
    """Return the function that reads a number between the two."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise ValueError
        return value

    return read


def whole(low: int, high: int) -> Callable[[object], object]:
    """Return the function that reads a whole number between the two."""

    def read(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return read


def _share(value: object) -> object:
    if isinstance(value, str) and value.endswith("%"):
        value = float(value[:-1]) / 100
    return float(number(0, 1)(value))


def _truth(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - every check answers with ValueError
    return value


def _days_or_never(value: object) -> object:
    return None if value == "never" else whole(1, 3650)(value)


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004 - every check answers with ValueError
    return [str(text).strip() for text in value]


def _dates(value: object) -> object:
    return tuple(sorted(date.fromisoformat(text) for text in _texts(value)))


def away(value: object) -> object:
    """Read days away: `2026-08-03..2026-08-14`, `2026-09-01 half`."""
    return tuple(_away_days(text) for text in _texts(value))


def _away_days(text: str) -> Away:
    days, _, half = text.partition(" ")
    if half not in ("", "half"):
        raise ValueError
    start, _, end = days.partition("..")
    away = Away(date.fromisoformat(start), date.fromisoformat(end or start), bool(half))
    if away.end < away.start:
        raise ValueError
    return away


def _hours(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - every check answers with ValueError
    start, _, end = value.partition("..")
    hours = _minute(start), _minute(end)
    if hours[0] >= hours[1]:
        raise ValueError
    return hours


def _minute(text: str) -> int:
    return DAY if text == "24:00" else minute_of(time.fromisoformat(text).strftime("%H:%M"))


def _files(value: object) -> object:
    return tuple(filter(None, _texts(value)))


def grades(value: object) -> object:
    """Read grades, in any case."""
    letters = tuple(text.upper() for text in _texts(value))
    if not set(letters) <= set(GRADES):
        raise ValueError
    return letters


def _festivals(value: object) -> object:
    from followup.core.dates.occasions import FESTIVALS

    names = tuple(_texts(value))
    if not set(names) <= {festival.name for festival in FESTIVALS}:
        raise ValueError
    return names


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - every check answers with ValueError
    return value.strip()


def _limits(value: object) -> object:
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004 - every check answers with ValueError
    limits = tuple(map(number(-1e15, 1e15), value))
    if not 1 <= len(limits) <= MOST_LIMITS or len(set(limits)) < len(limits):
        raise ValueError
    return tuple(sorted(limits))


def choice(*choices: str) -> Kind:
    """Return the kind of a setting that is one of these words."""

    def read(value: object) -> object:
        if value not in choices:
            raise ValueError
        return value

    return Kind(" or ".join(f'"{choice}"' for choice in choices), read)


def code(length: int) -> Callable[[object], object]:
    """Return the function that reads a code of so many letters, or an empty text."""

    def read(value: object) -> object:
        if value == "":
            return value
        if not isinstance(value, str) or len(value) != length or not (value.isascii() and value.isalpha()):
            raise ValueError
        return value.upper()

    return read


MOST_LIMITS = len(GRADES) - 1
"""The limits between five grades."""
TEXT = Kind("a text", _text)
LIMITS = Kind("one to four different numbers ([100000, 200000, 300000])", _limits)
MINUTES = Kind("minutes, 0 to 1440", whole(0, 1440))
MONTHS = Kind("months, 1 to 120", whole(1, 120))
DAYS = Kind("days, 0 to 3650", whole(0, 3650))
INTERVAL = Kind('days, or "never"', _days_or_never, "never")
SHARE = Kind('a share from 0 to 1 (0.3 or "30%")', _share)
FACTOR = Kind("a number, 0 to 100", number(0, 100))
POINT = Kind("points, -100 to 100", number(-100, 100))
TRUTH = Kind("true or false", _truth)
COUNTRY = Kind('a country of two letters ("CN"), or ""', code(2))
FESTIVAL_NAMES = Kind('a list of festivals (["Spring Festival"])', _festivals)
DATES = Kind('a list of days (["2026-10-09"])', _dates)

FILES = Kind('a list of files (["calendar.ics", "~/team.ics"])', _files)
HOURS = Kind('from a time to another ("08:00..18:00")', _hours)


def toml_value(value: object, kind: Kind) -> str:
    """Return the value as it is written in TOML."""
    if value is None:
        return f'"{kind.nothing}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Away):
        return f'"{value.start}..{value.end}{" half" * value.half}"'
    if kind is HOURS and isinstance(value, tuple):
        return '"{}..{}"'.format(*(f"{minute // 60:02}:{minute % 60:02}" for minute in value))
    if isinstance(value, tuple):
        return f"[{', '.join(toml_value(member, kind) for member in value)}]"
    return str(value) if isinstance(value, (int, float)) else f'"{value}"'
