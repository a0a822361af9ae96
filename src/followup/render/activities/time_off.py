"""Days and hours off: in a line, in a table, and for scripts."""

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
    """Return the keys as promised to scripts: `id` is null where the settings say it, `minutes` where a day ends it."""
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
    """Return id, days, how much of them, and the reason: `a1 Fri 27 Nov, 2 h from 14:00: dentist`."""
    part = away_part(away)
    return one_line(
        f"{f'a{away.id} ' if away.id else ''}{away_days(away, today)}{f', {part}' if part else ''}"
        f"{f': {away.reason}' if away.reason else ''}"
    )


def away_table(found: Sequence[Away], today: date) -> str:
    """Return a line each; a sentence where there are none."""
    if not found:
        return "No days off: followup away add DAYS\n"
    rows = [
        (f"a{away.id}" if away.id else "settings", away_days(away, today), away_part(away), away.reason)
        for away in found
    ]
    return table(("id", "days", "", "reason"), rows)
