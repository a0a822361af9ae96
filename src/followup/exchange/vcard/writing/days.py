"""A contact's days as the properties of a vCard: Apple's for what it knows, our own for what nobody else can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.partial import parse_chinese_altbday, parse_partial_date
from followup.exchange.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.core.dates.partial import PartialDate
    from followup.core.model.contact import Occasion

NO_YEAR = 1604
"""What Apple writes for the year that a person left out; a leap year."""


class DayLine(NamedTuple):
    """A property that says a day: name, value (or the parts of one), parameters, and the label of its group."""

    name: str
    value: str | list[str]
    parameters: dict[str, str]
    label: str = ""


def day_lines(occasions: Iterable[Occasion]) -> Iterator[DayLine]:
    """Yield a property for every day, of which our reader makes the same day; a card has one BDAY, one X-ALTBDAY."""
    taken: set[str] = set()
    for occasion in occasions:
        line = _standard(occasion)
        if line is None or line.name in taken:
            numbers = (occasion.year, occasion.month, occasion.day, 1 if occasion.leap_month else None)
            parts = [occasion.kind, occasion.calendar, *("" if number is None else str(number) for number in numbers)]
            line = DayLine("X-FOLLOWUP-DATE", parts, {})
        if line.name in {"BDAY", "X-ALTBDAY"}:
            taken.add(line.name)
        yield line


def _standard(occasion: Occasion) -> DayLine | None:
    """Return the property that phones know for the day, or None where they would read another day, or none."""
    if not (occasion.month and occasion.day) or occasion.year in {0, NO_YEAR}:
        return None
    birthday = occasion.kind == "birthday"
    if occasion.calendar == "lunar":
        text = _lunar(occasion)
        known = birthday and _same(parse_chinese_altbday(text), occasion)
        return DayLine("X-ALTBDAY", text, {"CALSCALE": "chinese"}) if known else None
    text = f"{occasion.year or NO_YEAR:04}-{occasion.month:02}-{occasion.day:02}"
    if not _same(parse_partial_date(text), occasion):
        return None
    parameters = {} if occasion.year else {"X-APPLE-OMIT-YEAR": str(NO_YEAR)}
    if birthday:
        return DayLine("BDAY", text, parameters)
    label = "_$!<Anniversary>!$_" if occasion.kind == "anniversary" else occasion.kind
    known = plain_label(label) == occasion.kind and bool(label)
    return DayLine("X-ABDATE", text, parameters, label) if known else None


def _lunar(occasion: Occasion) -> str:
    month_and_day = f"{occasion.month:02}{'L' if occasion.leap_month else ''}{occasion.day:02}"
    if not occasion.year:
        return f"--{month_and_day}"
    cycle, year = divmod(occasion.year + 2696, 60)
    return f"{cycle:04}{year + 1:04}{month_and_day}"


def _same(day: PartialDate | None, occasion: Occasion) -> bool:
    return day is not None and not day.doubt and (day.year, day.month, day.day, day.calendar, day.leap_month) == (
        occasion.year, occasion.month, occasion.day, occasion.calendar, occasion.leap_month
    )  # fmt: skip
