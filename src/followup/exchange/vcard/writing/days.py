"""Writes occasions as properties of a vCard: Apple's where it has one, else one of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.partial import parse_chinese_altbday, parse_partial_date
from followup.exchange.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.core.dates.partial import PartialDate
    from followup.core.model.contact import Occasion

NO_YEAR = 1604
"""The year that Apple writes where the person gave none; a leap year."""


class DayLine(NamedTuple):
    """The property of an occasion: name, value (or its parts), parameters, and the label of its group."""

    name: str
    value: str | list[str]
    parameters: dict[str, str]
    label: str = ""


def day_lines(occasions: Iterable[Occasion]) -> Iterator[DayLine]:
    """Yield a property for every occasion, from which our reader makes the same one; BDAY and X-ALTBDAY only once."""
    used: set[str] = set()
    for occasion in occasions:
        line = _standard(occasion)
        if line is None or line.name in used:
            numbers = (occasion.year, occasion.month, occasion.day, 1 if occasion.leap_month else None)
            parts = [occasion.kind, occasion.calendar, *("" if number is None else str(number) for number in numbers)]
            line = DayLine("X-FOLLOWUP-DATE", parts, {})
        if line.name in {"BDAY", "X-ALTBDAY"}:
            used.add(line.name)
        yield line


def _standard(occasion: Occasion) -> DayLine | None:
    """Return the property that phones know, or None where they would read another day or none."""
    if not (occasion.month and occasion.day) or occasion.year in {0, NO_YEAR}:
        return None
    birthday = occasion.kind == "birthday"
    if occasion.calendar == "lunar":
        text = _lunar(occasion)
        is_readable = birthday and _is_same(parse_chinese_altbday(text), occasion)
        return DayLine("X-ALTBDAY", text, {"CALSCALE": "chinese"}) if is_readable else None
    text = f"{occasion.year or NO_YEAR:04}-{occasion.month:02}-{occasion.day:02}"
    if not _is_same(parse_partial_date(text), occasion):
        return None
    parameters = {} if occasion.year else {"X-APPLE-OMIT-YEAR": str(NO_YEAR)}
    if birthday:
        return DayLine("BDAY", text, parameters)
    label = "_$!<Anniversary>!$_" if occasion.kind == "anniversary" else occasion.kind
    is_readable = plain_label(label) == occasion.kind and bool(label)
    return DayLine("X-ABDATE", text, parameters, label) if is_readable else None


def _lunar(occasion: Occasion) -> str:
    month_and_day = f"{occasion.month:02}{'L' if occasion.leap_month else ''}{occasion.day:02}"
    if not occasion.year:
        return f"--{month_and_day}"
    cycle, year = divmod(occasion.year + 2696, 60)
    return f"{cycle:04}{year + 1:04}{month_and_day}"


def _is_same(day: PartialDate | None, occasion: Occasion) -> bool:
    return day is not None and not day.doubt and (day.year, day.month, day.day, day.calendar, day.leap_month) == (
        occasion.year, occasion.month, occasion.day, occasion.calendar, occasion.leap_month
    )  # fmt: skip
