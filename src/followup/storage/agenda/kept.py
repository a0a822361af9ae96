"""The week as it was planned: read back with what became of it, and kept as bookkeeping, outside history and undo."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from functools import cache
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from followup.core.agenda.kept import KeptLine, KeptWeek, LastChange, LineState, Touch, done_on, left_over
from followup.core.cadence.due import NO_ANSWER
from followup.core.scheduling.item import ChangeKind
from followup.storage.activities.snoozes import load_snoozes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.storage.book.book import Book
    from followup.storage.query.context import QueryContext

_WEEK = 7
_LOOKED_UP = ("name", "done", "until")
"""The fields of a `KeptLine` that are not stored."""
_DAYS = ("due", "planned", "day", "added")
"""The fields that are days: ordinals here, ISO dates in the book."""
_FLAGS = {"pinned": LineState.PINNED, "gone": LineState.DROPPED}
"""The flags of a row, and the states that they stand for; a row that was skipped has a reason, perhaps an empty one."""
_CHANGE_KINDS = {str(kind): kind for kind in ChangeKind}
_SEPARATOR = "|"
"""Between the parts of a change in its column: `moved|2026-11-24|`."""


def load_kept(context: QueryContext, monday: date) -> KeptWeek:
    """What is kept of the week that begins on `monday`, with what became of each line up to today.

    Of a week that was not shown yet, what the one before it left undone. What is named after a removed contact is left
    out. This is also what a review reads: `lines` as they came to the week, `status` of each as it is now.
    """
    week = monday.isoformat()
    row = context.connection.execute("SELECT shown, carried, waiting FROM kept_week WHERE week = ?", (week,)).fetchone()
    (latest,) = context.connection.execute("SELECT ifnull(max(id), 0) FROM interaction").fetchone()
    if row is None:
        return KeptWeek(carried=_carried(context, monday), latest=latest)
    shown, carried, waiting = row
    return KeptWeek(_ordinal(shown), _lines(context, monday), frozenset(waiting.split()), loads(carried), latest)


def store_plan(book: Book, monday: date, before: KeptWeek, after: KeptWeek) -> None:
    """Keep a week's lines as they are now, as far as they changed. A book that cannot be written is left as it is.

    `before` is what was loaded. What can be left for another time does not wait for another program that is writing.
    """
    week = monday.isoformat()
    old = set(before.lines.values())
    lines = [line for line in after.lines.values() if line not in old]
    same = (before.shown, before.waiting) == (after.shown, after.waiting)
    if book.read_only or (same and not lines):
        return
    try:
        with book.noting(patient=False) as connection:
            _write(connection, week, after, lines)
    except sqlite3.OperationalError:
        return


def store_decision(book: Book, monday: date, after: KeptWeek) -> None:
    """Keep what a person said about the week (a pin, a skip): it waits its turn. Raises BookUnusableError."""
    with book.noting() as connection:
        _write(connection, monday.isoformat(), after, after.lines.values())


def _write(connection: sqlite3.Connection, week: str, kept: KeptWeek, lines: Iterable[KeptLine]) -> None:
    waiting = " ".join(sorted(kept.waiting))
    connection.execute(
        "INSERT OR REPLACE INTO kept_week (week, shown, carried, waiting) VALUES (?, ?, ?, ?)",
        (week, _text(kept.shown), dumps(kept.carried), waiting),
    )
    for line in lines:
        row = {"week": week, **_row(line)}
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT OR REPLACE INTO kept_item ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def _row(line: KeptLine) -> dict[str, object]:
    """A line as columns and their values: the fields of the same name, but for the state and the last change."""
    row: dict[str, Any] = line._asdict()
    for field in (*_LOOKED_UP, "state", "reason", "change"):
        del row[field]
    for column in _DAYS:
        row[column] = _text(row[column])
    row["contact_id"] = row.pop("contact")
    row |= {flag: line.state is state for flag, state in _FLAGS.items()}
    row["skipped"] = line.reason if line.state is LineState.SKIPPED else None
    row["changed"] = _text(line.change.on) if line.change else None
    row["cause"] = _cause(line.change) if line.change else ""
    return row


def _line(row: dict[str, Any]) -> KeptLine:
    """The line of a row, without what is looked up but the name."""
    fields = {name: value for name, value in row.items() if name in KeptLine._fields}
    for column in _DAYS:
        fields[column] = _ordinal(row[column])
    state = next((state for flag, state in _FLAGS.items() if row[flag]), LineState.OPEN)
    return KeptLine(**fields | {
        "contact": row["contact_id"],
        "later": bool(row["later"]),
        "state": state if row["skipped"] is None else LineState.SKIPPED,
        "reason": row["skipped"] or "",
        "change": _last_change(row["changed"], row["cause"]),
    })  # fmt: skip


def _cause(change: LastChange) -> str:
    return _SEPARATOR.join((change.kind, _text(change.before) or "", change.reason))


def _last_change(on: str | None, cause: str) -> LastChange | None:
    """What happened to a line; None where nothing did, or where an older followup has written a sentence about it."""
    kind, _, rest = cause.partition(_SEPARATOR)
    before, _, reason = rest.partition(_SEPARATOR)
    if not on or kind not in _CHANGE_KINDS:
        return None
    return LastChange(_ordinal(on), _CHANGE_KINDS[kind], _ordinal_or_0(before), reason)


def _lines(context: QueryContext, monday: date) -> dict[str, KeptLine]:
    """The lines of a week by item, with what became of them; where two have one item, the later kind has it."""
    rows = context.connection.execute(
        "SELECT kept_item.*, ifnull(name, '') AS name FROM kept_item"
        " LEFT JOIN (SELECT id, name FROM contact) ON id = contact_id"
        " WHERE week = ? AND (contact_id IS NULL OR id IS NOT NULL) ORDER BY added, kind",
        (monday.isoformat(),),
    )
    columns = [column for column, *_ in rows.description]
    stored = [_line(dict(zip(columns, row, strict=True))) for row in rows]
    records = _Records(context, stored, monday)
    lines: dict[str, KeptLine] = {}
    for line in map(records.look_up, stored):
        if line.item in lines:
            other = lines.pop(line.item)
            lines[f"{other.item} {other.kind}"] = other
        lines[line.item] = line
    return lines


class _Records:
    """What says that lines of one week were done or put off: touches by contact, tasks, complaints, snoozes."""

    def __init__(self, context: QueryContext, lines: Iterable[KeptLine], monday: date) -> None:
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

    def look_up(self, line: KeptLine) -> KeptLine:
        """The line with what became of it."""
        until = self.snoozes[line.item].until if line.item in self.snoozes else 0
        if line.item[0] == "t":
            done, due = self.tasks.get(line.item, (None, None))
            return _with(line, _ordinal(done), _ordinal(due))
        if line.item[0] == "k":
            resolved, satisfied = self.complaints.get(line.item, (None, None))
            return _with(line, _ordinal(satisfied if line.kind == "satisfaction" else resolved), until)
        return _with(line, done_on(line, self.touches.get(line.contact, ()), self.rules), until)


def _with(line: KeptLine, done: int, until: int) -> KeptLine:
    return line._replace(done=done, until=until) if done or until else line


def _touches(context: QueryContext, lines: Iterable[KeptLine], monday: date) -> dict[int | None, list[Touch]]:
    """The answered interactions of a week, up to today, by contact; under None those that greet for a festival.

    Those of the days before it are there, as far as the week was shown then.
    """
    first = min([monday.toordinal(), *(line.added for line in lines)])
    last = min(context.today, monday + timedelta(_WEEK - 1))
    touches: dict[int | None, list[Touch]] = {}
    for contact, number, day, kind, item in context.connection.execute(
        "SELECT contact_id, id, day, kind, item FROM interaction"
        f" WHERE contact_id IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ? AND outcome <> '{NO_ANSWER}'"
        " UNION ALL SELECT NULL, id, day, kind, item FROM interaction"
        " WHERE item GLOB 'f*' AND day BETWEEN ? AND ? AND (kind = 'greeting' OR item <> '')"
        f" AND outcome <> '{NO_ANSWER}'",
        (dumps([line.contact for line in lines if line.contact]), *(_text(first), last.isoformat()) * 2),
    ):
        touches.setdefault(contact, []).append(Touch(number, _ordinal(day), kind, item))
    return touches


def _carried(context: QueryContext, monday: date) -> dict[str, int]:
    """What the last week that was shown before this one left undone."""
    (week,) = context.connection.execute(
        "SELECT max(week) FROM kept_week WHERE week < ?", (monday.isoformat(),)
    ).fetchone()
    if not week:
        return {}
    before = date.fromisoformat(week)
    return left_over(_lines(context, before).values(), before.toordinal() + _WEEK - 1)


@cache
def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


@cache
def _text(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None


def _ordinal_or_0(day: str) -> int:
    try:
        return _ordinal(day)
    except ValueError:  # a restored book may say anything
        return 0
