"""Days and hours off that were added by command; `storage.activities.workdays` adds those of the settings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.rules import Away
from followup.errors import NotFoundError
from followup.storage.book.rows import delete_row, insert_row

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

_COLUMNS = "SELECT id, day, until, half, time, minutes, reason FROM away"


def load_aways(connection: sqlite3.Connection, since: date = date.min) -> list[Away]:
    """Return the days off that end on a day or later, in the order of days."""
    rows = connection.execute(f"{_COLUMNS} WHERE until >= ? ORDER BY day, until, id", (since.isoformat(),))
    return [_away(*row) for row in rows]


def load_away(connection: sqlite3.Connection, number: int) -> Away:
    """Return the days off with an id (a number). NotFoundError where there are none."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(f"there are no days off a{number}", "followup away list shows them with their ids")
    return _away(*row)


def add_away(writing: Writing, away: Away) -> int:
    """Insert days or hours off and return their id; the id in the value is not looked at."""
    return insert_row(writing, "away", {
        "day": away.start, "until": away.end, "half": away.half, "time": away.time,
        "minutes": away.minutes, "reason": away.reason,
    })  # fmt: skip


def remove_away(writing: Writing, number: int) -> None:
    """Delete the days off with an id."""
    from followup.storage.schema.tables import AwayRow

    delete_row(writing, AwayRow, number)


def _away(  # noqa: PLR0913, PLR0917 - a row's columns
    number: int, day: str, until: str, half: int, time: str, minutes: int | None, reason: str
) -> Away:
    return Away(date.fromisoformat(day), date.fromisoformat(until), bool(half), time, minutes, reason, number)
