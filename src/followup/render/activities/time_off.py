"""Days and hours off: as a line, as a table, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.time_off import away_days, away_part
from followup.render.formats.table import table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followup.core.model.rules import Away


def away_json(away: Away) -> dict[str, object]:
    """Return the keys; `id` is null for days off of the settings, `minutes` where they last until the day's end."""
    return {
        "id": f"a{away.id}" if away.id else None,
        "from": away.start.isoformat(),
        "to": away.end.isoformat(),
        "half": away.half,
        "time": away.time or None,
        "minutes": away.minutes,
        "reason": away.reason,
    }


def away_line(away: Away, today: date) -> str:
    """Return id, days, part of the day and reason: `a1 Fri 27 Nov, 2 h from 14:00: dentist`."""
    part = away_part(away)
    return one_line(
        f"{f'a{away.id} ' if away.id else ''}{away_days(away, today)}{f', {part}' if part else ''}"
        f"{f': {away.reason}' if away.reason else ''}"
    )


def away_table(aways: Sequence[Away], today: date) -> str:
    """Return days off as a table; a sentence where there are none."""
    if not aways:
        return "No days off: followup away add DAYS\n"
    rows = [
        (f"a{away.id}" if away.id else "settings", away_days(away, today), away_part(away), away.reason)
        for away in aways
    ]
    return table(("id", "days", "", "reason"), rows)
