"""Days and hours off as a person types them (`fri`, `2026-08-03..2026-08-14`, `fri 14:00`), and as they are shown."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from followup.core.dates.formatting import format_day
from followup.core.dates.parsing import parse_when
from followup.core.model.rules import Away
from followup.core.text.folding import fold
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from datetime import date

HOUR = 60
LONGEST = 24
_WAYS = "write fri, 2026-08-03..2026-08-14, or 'fri 14:00' with --hours 2"
_UNTIL = r"\s*(?:\.\.+|…|至|到|\sto\s)\s*"


def parse_away(days: str, today: date, *, half: bool = False, hours: float | None = None, reason: str = "") -> Away:
    """Return the days off that were typed: a day or a range; with `half`, `hours` or a time, parts of these days.

    A time without hours lasts until the end of the day. Raises WrongUsageError for a text that is no day, a range that
    ends before it begins, and a contradiction.
    """
    first, *rest = re.split(_UNTIL, days.strip())
    if len(rest) > 1 or not all(rest):
        raise WrongUsageError(f'"{days}" is no day and no range of days', _WAYS)
    start = parse_when(first, today, "ahead")
    end = _end(rest[0], start.day, today) if rest else start.day
    if half and (hours is not None or start.time):
        raise WrongUsageError("half a day has no hours", "say --half, or --hours, or a time")
    if hours is not None and not 0 < hours <= LONGEST:
        raise WrongUsageError(f"--hours cannot be {hours:g}", "hours of a day are more than 0, and 24 at most")
    minutes = None if hours is None else max(1, round(hours * HOUR))
    return Away(start.day, end, half, start.time, minutes, " ".join(reason.split()))


def parse_away_id(text: str) -> int:
    """Return the number of an id such as `a1`, in any case and width. WrongUsageError for any other text."""
    match = re.fullmatch(r"a\s?([0-9]{1,15})", fold(text))
    if not match:
        raise WrongUsageError(f'"{text}" is no id of days off', "ids look like this: a1; followup away list shows them")
    return int(match[1])


def away_days(away: Away, today: date) -> str:
    """Return the days in words: `Mon 3 Aug to Fri 14 Aug`."""
    if away.start == away.end:
        return format_day(away.start, today)
    return f"{format_day(away.start, today)} to {format_day(away.end, today)}"


def away_part(away: Away) -> str:
    """Return the part of the days that is off: `half a day`, `2 h`, `2 h from 14:00`, `from 14:00`; empty for all."""
    if away.half:
        return "half a day"
    duration = "" if away.minutes is None else f"{away.minutes / HOUR:.3g} h"
    return f"{duration} {f'from {away.time}' if away.time else ''}".strip()


def _end(text: str, start: date, today: date) -> date:
    """Return the last day, read from today on, or from the first day on where it would be before that (`fri..mon`)."""
    end = parse_when(text, today, "ahead")
    if end.day < start:
        end = parse_when(text, start, "ahead")
    if end.time:
        raise WrongUsageError(f'"{text}" has a time', "hours off are said with --hours: 'fri 14:00' --hours 2")
    if end.day < start:
        raise WrongUsageError(f"{end.day} is before {start}", "say the first day first")
    if end.day - start > timedelta(3650):
        raise WrongUsageError(f"{start} to {end.day} is more than ten years", _WAYS)
    return end.day
