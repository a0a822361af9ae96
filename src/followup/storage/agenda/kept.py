"""The week as it was planned: read back with what became of it, and kept as bookkeeping, outside history and undo."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from functools import cache
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from followup.core.agenda.kept import Kept, Line, Touch, done_on, left_over
from followup.core.cadence.due import NO_ANSWER
from followup.storage.activities.snoozes import load_snoozes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.storage.book.book import Book
    from followup.storage.query.context import QueryContext

_COLUMNS = (
    "item, contact_id, kind, title, why, quadrant, grade, due, time, minutes, area, weight, contacts, planned, day,"
    " added, later, after, weeks, pinned, skipped, gone, changed, cause"
)
_DAYS = tuple(map(Line._fields.index, ("due", "planned", "day", "added", "changed")))
_FLAGS = tuple(map(Line._fields.index, ("later", "pinned", "gone")))
_WEEK = 7
_LOOKED_UP = 3
"""The fields of a `Line` that are not kept, the last ones."""


def load_kept(context: QueryContext, monday: date) -> Kept:
    """What is kept of the week that begins on `monday`, with what became of each line up to today.

    Of a week that was not shown yet, what the one before it left undone. What is named after a removed contact is left
    out. This is also what a review reads: `lines` as they came to the week, `status` of each as it is now.
    """
    week = monday.isoformat()
    row = context.connection.execute("SELECT shown, carried, waiting FROM kept_week WHERE week = ?", (week,)).fetchone()
    (latest,) = context.connection.execute("SELECT ifnull(max(id), 0) FROM interaction").fetchone()
    if row is None:
        return Kept(carried=_carried(context, monday), latest=latest)
    shown, carried, waiting = row
    return Kept(_ordinal(shown), _lines(context, monday), frozenset(waiting.split()), loads(carried), latest)


def keep(book: Book, monday: date, before: Kept, after: Kept) -> None:
    """Keep a week's lines as they are now, as far as they changed. A book that cannot be written is left as it is.

    `before` is what was loaded. What can be left for another time does not wait for another program that is writing.
    """
    week = monday.isoformat()
    old = set(map(_row, before.lines.values()))
    rows = [row for row in map(_row, after.lines.values()) if row not in old]
    same = (before.shown, before.waiting) == (after.shown, after.waiting)
    if book.read_only or (same and not rows):
        return
    try:
        with book.noting(patient=False) as connection:
            _write(connection, week, after, rows)
    except sqlite3.OperationalError:
        return


def keep_said(book: Book, monday: date, after: Kept) -> None:
    """Keep what a person said about the week (a pin, a skip): it waits its turn. Raises BookUnusableError."""
    with book.noting() as connection:
        _write(connection, monday.isoformat(), after, list(map(_row, after.lines.values())))


def _write(connection: sqlite3.Connection, week: str, kept: Kept, rows: list[tuple[object, ...]]) -> None:
    waiting = " ".join(sorted(kept.waiting))
    connection.execute(
        "INSERT OR REPLACE INTO kept_week (week, shown, carried, waiting) VALUES (?, ?, ?, ?)",
        (week, _text(kept.shown), dumps(kept.carried), waiting),
    )
    marks = ", ".join("?" * (len(_COLUMNS.split(",")) + 1))
    connection.executemany(
        f"INSERT OR REPLACE INTO kept_item ({_COLUMNS}, week) VALUES ({marks})", [(*row, week) for row in rows]
    )


def _row(line: Line) -> tuple[object, ...]:
    """A line as its columns."""
    values: list[Any] = list(line)
    for place in _DAYS:
        values[place] = _text(values[place])
    return tuple(values[:-_LOOKED_UP])


def _lines(context: QueryContext, monday: date) -> dict[str, Line]:
    """The lines of a week by item, with what became of them; where two have one item, the later kind has it."""
    kept = [_line(*row) for row in context.connection.execute(
        f"SELECT {_COLUMNS}, ifnull(name, '') FROM kept_item"
        " LEFT JOIN (SELECT id, name FROM contact) ON id = contact_id"
        " WHERE week = ? AND (contact_id IS NULL OR id IS NOT NULL) ORDER BY added, kind",
        (monday.isoformat(),),
    )]  # fmt: skip
    found = _Found(context, kept, monday)
    lines: dict[str, Line] = {}
    for line in map(found.told, kept):
        if line.item in lines:
            other = lines.pop(line.item)
            lines[f"{other.item} {other.kind}"] = other
        lines[line.item] = line
    return lines


class _Found:
    """What the book tells of the lines of one week: touches by contact, tasks, complaints, and what is put off."""

    def __init__(self, context: QueryContext, lines: Iterable[Line], monday: date) -> None:
        connection = context.connection
        self.rules = context.rules.cadence
        self.touches = _touches(context, lines, monday)
        self.snoozes = load_snoozes(connection)
        tasks, complaints = (
            dumps([int(line.item[1:]) for line in lines if line.item[0] == letter]) for letter in ("t", "k")
        )
        self.tasks: Mapping[str, tuple[str | None, str | None]] = {
            f"t{number}": (done, due)
            for number, done, due in connection.execute(
                "SELECT id, done, due FROM task WHERE id IN (SELECT value FROM json_each(?))", (tasks,)
            )
        }
        self.complaints: Mapping[str, tuple[str | None, str | None]] = {
            f"k{number}": (resolved, satisfied)
            for number, resolved, satisfied in connection.execute(
                "SELECT id, resolved, satisfied FROM complaint WHERE id IN (SELECT value FROM json_each(?))",
                (complaints,),
            )
        }

    def told(self, line: Line) -> Line:
        """The line with what became of it."""
        until = self.snoozes[line.item].until if line.item in self.snoozes else 0
        if line.item[0] == "t":
            done, due = self.tasks.get(line.item, (None, None))
            return _with(line, _ordinal(done), _ordinal(due))
        if line.item[0] == "k":
            resolved, satisfied = self.complaints.get(line.item, (None, None))
            return _with(line, _ordinal(satisfied if line.kind == "satisfaction" else resolved), until)
        return _with(line, done_on(line, self.touches.get(line.contact, ()), self.rules), until)


def _with(line: Line, done: int, until: int) -> Line:
    return line._replace(done=done, until=until) if done or until else line


def _touches(context: QueryContext, lines: Iterable[Line], monday: date) -> dict[int | None, list[Touch]]:
    """The answered interactions of a week, up to today, by contact; under None those that greet for a festival.

    Those of the days before it are there, as far as the week was shown then.
    """
    first = min([monday.toordinal(), *(line.added for line in lines)])
    last = min(context.today, monday + timedelta(_WEEK - 1))
    found: dict[int | None, list[Touch]] = {}
    for contact, number, day, kind, item in context.connection.execute(
        "SELECT contact_id, id, day, kind, item FROM interaction"
        f" WHERE contact_id IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ? AND outcome <> '{NO_ANSWER}'"
        " UNION ALL SELECT NULL, id, day, kind, item FROM interaction"
        " WHERE item GLOB 'f*' AND day BETWEEN ? AND ? AND (kind = 'greeting' OR item <> '')"
        f" AND outcome <> '{NO_ANSWER}'",
        (dumps([line.contact for line in lines if line.contact]), *(_text(first), last.isoformat()) * 2),
    ):
        found.setdefault(contact, []).append(Touch(number, _ordinal(day), kind, item))
    return found


def _carried(context: QueryContext, monday: date) -> dict[str, int]:
    """What the last week that was shown before this one left undone."""
    (week,) = context.connection.execute(
        "SELECT max(week) FROM kept_week WHERE week < ?", (monday.isoformat(),)
    ).fetchone()
    if not week:
        return {}
    before = date.fromisoformat(week)
    return left_over(_lines(context, before).values(), before.toordinal() + _WEEK - 1)


def _line(*row: Any) -> Line:  # noqa: ANN401 - columns as they come
    values = list(row)
    for place in _DAYS:
        values[place] = _ordinal(row[place])
    for place in _FLAGS:
        values[place] = bool(row[place])
    return Line(*values)


@cache
def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


@cache
def _text(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
