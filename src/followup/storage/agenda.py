"""What the week needs to know, gathered in a dozen questions to SQLite and handed over as `core.facts.Facts`.

Everything is filtered and added up in SQL; days become ordinals here, once for each different day.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import repeat
from json import dumps
from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence import CALLS, MESSAGES, NO_ANSWER, VISITS, Person
from followup.core.contact import Complaint, Occasion, Sale
from followup.core.facts import Answer, Facts
from followup.core.occasions import days_of
from followup.core.promises import ANSWERED_BEFORE
from followup.storage.customers import load_warnings
from followup.storage.groups import all_groups, members
from followup.storage.tasks import open_tasks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from followup.core.workdays import Calendar
    from followup.storage.asking import Asking
    from followup.storage.groups import Group

THANKED_WITHIN = 14
"""A sale older than this, in days, is too old to thank for."""

COLUMNS = 15
"""How many columns `load_people` asks the table of contacts for."""

GroupBeats = dict[int, tuple[tuple[str, str], ...]]


class Days(dict[str | None, int]):
    """ISO days as ordinals, each read once; None is 0, never."""

    def __missing__(self, day: str | None) -> int:
        self[day] = number = date.fromisoformat(day).toordinal() if day else 0
        return number


def gather(asking: Asking, first: date, until: date, calendar: Calendar) -> Facts:
    """Everything that may matter today, and the occasions from `first` to `until`: at most a month."""
    connection, today = asking.connection, asking.today
    days = Days()
    tasks = [task for task in open_tasks(connection) if task.due and task.due <= until]
    complaints = _complaints(connection)
    occasions = _occasions(asking, first, until)
    sales = _sales(connection, today)
    named = {task.contact_id for task in tasks} | {complaint.contact_id for complaint in complaints}
    named |= {sale.contact_id for sale in sales} | {contact for contact, _ in occasions}
    people = load_people(asking, days, named)
    contacts, ungraded = connection.execute(
        "SELECT count(*), coalesce(sum(grade IS NULL AND NOT private), 0) FROM contact"
    ).fetchone()
    return Facts(
        people,
        tasks,
        complaints,
        occasions,
        sales,
        _answers(connection, today, days),
        load_warnings(asking, people, complaints, calendar),
        ungraded,
        contacts,
    )


def load_people(asking: Asking, days: Days, named: Collection[int] | None = None) -> dict[int, Person]:
    """The contacts a week can concern, and those that are `named`; None: all of the book.

    That is who has a grade, or a cadence of their own or of a group, or was added by hand, or was met lately.
    """
    private, beats = _groups(asking)
    touches = _touches(asking, days)
    cities = dict(
        asking.connection.execute("SELECT contact_id, city FROM address WHERE city <> '' ORDER BY position DESC")
    )
    everybody = named is None or any(asking.rules.cadence.beats[None])
    met = asking.today.toordinal() - asking.rules.cadence.met_within
    lately = [number for number, first in touches.first.items() if first >= met]
    wanted = dumps([] if everybody else [*(named or ()), *beats, *lately])
    rows = asking.connection.execute(
        "SELECT id, name, grade, organization, language, important, do_not_contact, status = 'active',"
        " source = 'hand', cadence_visit, cadence_call, area, private, added, graded FROM contact"
        " WHERE ? OR grade IS NOT NULL OR source = 'hand' OR cadence_visit <> '' OR cadence_call <> ''"
        " OR id IN (SELECT value FROM json_each(?))",
        (everybody, wanted),
    ).fetchall()
    # Column by column: put together person by person, ten thousand of them took three times as long.
    ids, *columns, areas, hidden, added, graded = zip(*rows, strict=True) if rows else [()] * COLUMNS
    people = zip(
        ids,
        *columns,
        [area or cities.get(number, "") for number, area in zip(ids, areas, strict=True)],
        [mark or number in private for number, mark in zip(ids, hidden, strict=True)],
        [beats.get(number, ()) for number in ids] if beats else repeat(()),
        map(days.__getitem__, added),
        map(days.__getitem__, graded),
        *(map(found.get, ids, repeat(0)) for found in touches),
        strict=False,
    )
    return dict(zip(ids, map(Person._make, people), strict=True))


class _Touches(NamedTuple):
    """By contact, as ordinals: the first touch (of those without a grade only), and the last of each sort."""

    first: dict[int, int]
    last: dict[int, int]
    visits: dict[int, int]
    calls: dict[int, int]
    attempts: dict[int, int]


def _touches(asking: Asking, days: Days) -> _Touches:
    """Who was met when. The rows are compared here, which takes SQLite twice as long."""
    today = asking.today.isoformat()
    visits: dict[int, str] = {}
    calls: dict[int, str] = {}
    others: dict[int, str] = {}
    into = dict.fromkeys(VISITS, visits)
    into |= dict.fromkeys(CALLS + MESSAGES if asking.rules.cadence.message_counts else CALLS, calls)
    for contact, day, kind in asking.connection.execute(
        "SELECT contact_id, day, kind FROM interaction WHERE outcome <> ? AND day <= ?", (NO_ANSWER, today)
    ).fetchall():
        latest = into.get(kind, others)
        if contact not in latest or day > latest[contact]:
            latest[contact] = day
    last = dict(others)
    for latest in (calls, visits):
        last |= {contact: day for contact, day in latest.items() if day > last.get(contact, "")}
    first = asking.connection.execute(
        "SELECT contact_id, min(day) FROM interaction WHERE day <= ? AND outcome <> ?"
        " AND contact_id IN (SELECT id FROM contact WHERE grade IS NULL) GROUP BY contact_id",
        (today, NO_ANSWER),
    )
    attempts = asking.connection.execute(
        "SELECT contact_id, max(day) FROM interaction WHERE day <= ? AND outcome = ? GROUP BY contact_id",
        (today, NO_ANSWER),
    )
    found = (dict(first), last, visits, calls, dict(attempts))
    return _Touches(*({contact: days[day] for contact, day in each.items()} for each in found))


def _groups(asking: Asking) -> tuple[set[int], GroupBeats]:
    """Who is in a private group, and the cadences that groups give their members."""
    private: set[int] = set()
    beats: GroupBeats = defaultdict(tuple)
    for group in all_groups(asking.connection):
        beat = (group.cadence_visit, group.cadence_call)
        if group.private or any(beat):
            found = _members(asking, group)
            private.update(found if group.private else ())
            for number in found if any(beat) else ():
                beats[number] += (beat,)
    return private, beats


def _members(asking: Asking, group: Group) -> list[int]:
    if group.query is None:
        return members(asking.connection, group)
    from followup.storage.query import find

    return find(group.query, asking)


def _occasions(asking: Asking, first: date, until: date) -> list[tuple[int, Occasion]]:
    """The occasions that can fall between two days; lunar ones all, since they are few."""
    days = days_of(first, until, asking.rules.occasions, lunar=False)
    keys = dumps([f"{month}-{day}" for _, month, day, _ in days])
    rows = asking.connection.execute(
        "SELECT contact_id, kind, year, month, day, calendar, leap_month, id FROM occasion"
        " WHERE month || '-' || day IN (SELECT value FROM json_each(?)) OR calendar = 'lunar' ORDER BY id",
        (keys,),
    )
    return [(row[0], Occasion(row[1], row[2], row[3], row[4], row[5], bool(row[6]), row[7])) for row in rows]


def _complaints(connection: sqlite3.Connection) -> list[Complaint]:
    rows = connection.execute(
        "SELECT id, contact_id, opened, text, resolved FROM complaint WHERE satisfied IS NULL ORDER BY id"
    )
    return [
        Complaint(number, contact, date.fromisoformat(opened), text, date.fromisoformat(resolved) if resolved else None)
        for number, contact, opened, text, resolved in rows
    ]


def _sales(connection: sqlite3.Connection, today: date) -> list[Sale]:
    """The latest sale of each contact who bought something lately."""
    since = date.fromordinal(max(1, today.toordinal() - THANKED_WITHIN)).isoformat()
    rows = connection.execute(
        "SELECT id, contact_id, day, amount, profit, product FROM sale WHERE day > ? AND day <= ? ORDER BY day, id",
        (since, today.isoformat()),
    )
    latest = {row[1]: Sale(row[0], row[1], date.fromisoformat(row[2]), *row[3:]) for row in rows}
    return list(latest.values())


def _answers(connection: sqlite3.Connection, today: date, days: Days) -> Mapping[int, Sequence[Answer]]:
    since = date.fromordinal(max(1, today.toordinal() - ANSWERED_BEFORE)).isoformat()
    answers: dict[int, list[Answer]] = defaultdict(list)
    for contact, day, kind, item in connection.execute(
        "SELECT contact_id, day, kind, item FROM interaction"
        f" WHERE day >= ? AND (kind = 'greeting' OR item <> '') AND outcome <> '{NO_ANSWER}'",
        (since,),
    ):
        answers[contact].append(Answer(days[day], kind, item))
    return answers
