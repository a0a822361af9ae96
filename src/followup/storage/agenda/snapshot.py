"""What a week is planned from, read by a dozen queries into a `WeekSnapshot`.

Everything is filtered and added up in SQL; days become ordinals here, once for each different day.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from itertools import repeat
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from followup.core.agenda.dated import ANSWERED_BEFORE
from followup.core.agenda.snapshot import Answer, FreshSale, OpenComplaint, OpenTask, WeekSnapshot
from followup.core.cadence.due import CALLS, MESSAGES, NO_ANSWER, VISITS, ContactRhythm
from followup.core.dates.occasions import days_by_key, festivals_in
from followup.core.model.contact import ContactOccasion
from followup.core.model.rules import INTERVALS
from followup.storage.activities.snoozes import load_snoozes
from followup.storage.contacts.groups import all_groups, members
from followup.storage.retention.warnings import load_warnings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from followup.core.dates.workdays import Calendar
    from followup.core.model.rules import Rules
    from followup.storage.contacts.groups import Group
    from followup.storage.query.context import QueryContext

THANKED_WITHIN = 14
"""A sale older than this, in days, is too old to thank for."""

_FEW = 500
"""Of fewer contacts than these addresses are looked up one by one; of more, all are read."""

GroupBeats = dict[int, tuple[tuple[str, str], ...]]


class Days(dict[str | None, int]):
    """ISO days as ordinals, each read once; None is 0, never."""

    def __missing__(self, day: str | None) -> int:
        self[day] = number = date.fromisoformat(day).toordinal() if day else 0
        return number


def load_snapshot(context: QueryContext, first: date, until: date, calendar: Calendar) -> WeekSnapshot:
    """Everything that may matter today, and the occasions from `first` to `until`: at most a month."""
    connection, today = context.connection, context.today
    days = Days()
    tasks = _tasks(connection, until)
    complaints = _complaints(connection)
    occasions = _occasions(context, first, until)
    sales = _sales(connection, today)
    named = {task.contact_id for task in tasks} | {complaint.contact_id for complaint in complaints}
    named |= {sale.contact_id for sale in sales} | {occasion.contact_id for occasion in occasions}
    people = load_people(context, days, named, _grades(first, until, context.rules))
    contacts, ungraded = connection.execute(
        "SELECT (SELECT count(*) FROM contact), (SELECT count(*) FROM contact WHERE grade IS NULL AND NOT private)"
    ).fetchone()
    return WeekSnapshot(
        people,
        tasks,
        complaints,
        occasions,
        sales,
        _answers(connection, today, days),
        load_warnings(context, people, complaints, calendar),
        ungraded,
        contacts,
        load_snoozes(connection),
    )


def load_people(
    context: QueryContext, days: Days, named: Collection[int] | None = None, grades: Iterable[str | None] = INTERVALS
) -> dict[int, ContactRhythm]:
    """The contacts a week can concern, and those that are `named`; None: all of the book.

    That is who has one of `grades`, or a cadence of their own or of a group, or was added by hand, or was met lately.
    """
    groups = _groups(context)
    if named is None or any(context.rules.cadence.intervals[None]):
        return _people(context, days, groups)
    concerned = (
        "grade IN (SELECT value FROM json_each(:grades)) OR source = 'hand' OR cadence_visit <> ''"
        " OR cadence_call <> '' OR id IN (SELECT value FROM json_each(:named)) OR grade IS NULL AND EXISTS"
        " (SELECT 1 FROM interaction WHERE contact_id = contact.id AND day BETWEEN :met AND :today)"
    )
    parameters = {
        "grades": dumps(list(grades)),
        "named": dumps([*named, *groups[1]]),
        "met": (context.today - timedelta(context.rules.cadence.met_within)).isoformat(),
    }
    return _people(context, days, groups, concerned, parameters)


def load_person(context: QueryContext, number: int) -> ContactRhythm | None:
    """One contact as the week sees it; None where there is none."""
    return _people(context, Days(), _groups(context), "id = :id", {"id": number}).get(number)


def _people(
    context: QueryContext,
    days: Days,
    groups: tuple[set[int], GroupBeats],
    where: str = "true",
    parameters: Mapping[str, object] | None = None,
) -> dict[int, ContactRhythm]:
    """The contacts for which a condition holds. Its parameters may use `:today`."""
    private, beats = groups
    now = context.today.toordinal()
    given = {**(parameters or {}), "today": context.today.isoformat(), "ordinal": now}
    sql = f"SELECT {_PERSON}, {{}} FROM contact LEFT JOIN touched ON contact_id = id WHERE {where}"
    columns = [*zip(*context.connection.execute(sql.format(_noted(context.rules)), given), strict=True)]
    if columns and max(map(max, columns[-4:])) > now:  # something is noted of a day to come: that costs more
        columns = [*zip(*context.connection.execute(sql.format(_asked(context.rules)), given), strict=True)]
    if not columns:
        return {}
    # Column by column: put together person by person, ten thousand of them took three times as long.
    ids, names, grades, firms, areas, unusual, added, graded, first, last, visited, called, vain = columns
    settings = Unusual()
    *others, hidden = zip(*map(settings.__getitem__, unusual), strict=True) if any(unusual) else map(repeat, _USUAL)
    people = zip(
        ids,
        names,
        grades,
        firms,
        *others,
        areas if all(areas) else _places(context, ids, areas),
        [mark or number in private for number, mark in zip(ids, hidden, strict=False)] if private else hidden,
        [beats.get(number, ()) for number in ids] if beats else repeat(()),
        map(days.__getitem__, added),
        map(days.__getitem__, graded),
        first,
        last,
        visited,
        called,
        vain,
        strict=False,
    )
    return dict(zip(ids, map(partial(tuple.__new__, ContactRhythm), people), strict=True))


class Unusual(dict[str | None, tuple[Any, ...]]):
    """What is the same of nearly everybody, as `_RARE` has it, out of JSON that is None where it is all as usual."""

    def __missing__(self, found: str | None) -> tuple[Any, ...]:
        self[found] = values = tuple(loads(found)) if found else _USUAL
        return values


_RARE = "language, important, do_not_contact, status = 'active', source = 'hand', cadence_visit, cadence_call, private"
_USUAL = ("", 0, 0, 1, 0, "", "", 0)
_PERSON = (
    "id, name, grade, organization, area,"
    f" iif(({_RARE}) = ('', 0, 0, 1, 0, '', '', 0), NULL, json_array({_RARE})),"
    " added, graded, iif(grade IS NULL AND first <= :ordinal, first, 0)"
)
"""A person up to the day of the first touch, which only the ungraded have. What is rarely said comes as one column."""


def _noted(rules: Rules) -> str:
    """The days (ordinals, 0: never) of a contact's last touch, visit, call and try, as `touched` has them."""
    called = "max(call, message)" if rules.cadence.message_counts else "call"
    columns = ("max(visit, call, message, other)", "visit", called, "vain")
    return ", ".join(f"ifnull({column}, 0)" for column in columns)


def _asked(rules: Rules) -> str:
    """The same up to today, out of the interactions."""
    calls = CALLS + MESSAGES if rules.cadence.message_counts else CALLS
    answered = f"outcome <> '{NO_ANSWER}'"
    conditions = (
        answered,
        f"kind IN {_these(VISITS)} AND {answered}",
        f"kind IN {_these(calls)} AND {answered}",
        f"outcome = '{NO_ANSWER}'",
    )
    return ", ".join(
        "(SELECT ifnull(CAST(julianday(max(day)) - 1721424.5 AS INTEGER), 0) FROM interaction"
        f" WHERE contact_id = contact.id AND day <= :today AND {condition})"
        for condition in conditions
    )


def _these(kinds: Sequence[str]) -> str:
    """Kinds of interaction, our own words, as SQL has a list."""
    return "(" + ", ".join(f"'{kind}'" for kind in kinds) + ")"


def _places(context: QueryContext, ids: Sequence[int], areas: Sequence[str]) -> list[str]:
    """The areas of contacts; of those without one, that of their first address: its city, or what the settings say."""
    by = context.rules.week.area
    only = "contact_id IN (SELECT value FROM json_each(?)) AND " if len(ids) < _FEW else ""
    rows = context.connection.execute(
        f"SELECT contact_id, {'city' if by == 'city' else 'street, city, region, postcode'} FROM address"
        f" WHERE {only}{'city' if by == 'city' else 'street || city || region || postcode'} <> '' ORDER BY id DESC",
        [dumps(ids)] if only else [],
    )
    places = dict(rows) if by == "city" else _areas(rows, by)
    return [area or places.get(number, "") for number, area in zip(ids, areas, strict=True)]


def _areas(rows: Iterable[tuple[Any, ...]], by: str) -> dict[int, str]:
    from followup.core.contacts.area import area_of
    from followup.core.model.contact import Address

    found = ((number, area_of(Address("", *parts), by)) for number, *parts in rows)
    return {number: area for number, area in found if area}


def _grades(first: date, until: date, rules: Rules) -> list[str]:
    """The grades that something can be due for: those with a cadence, and all of them when a festival is near."""
    near = bool(festivals_in(first, until, rules.occasions))
    return [grade for grade, beat in rules.cadence.intervals.items() if grade and (near or any(beat))]


def _groups(context: QueryContext) -> tuple[set[int], GroupBeats]:
    """Who is in a private group, and the cadences that groups give their members."""
    private: set[int] = set()
    beats: GroupBeats = defaultdict(tuple)
    for group in all_groups(context.connection):
        beat = (group.cadence_visit, group.cadence_call)
        if group.private or any(beat):
            found = _members(context, group)
            private.update(found if group.private else ())
            for number in found if any(beat) else ():
                beats[number] += (beat,)
    return private, beats


def _members(context: QueryContext, group: Group) -> list[int]:
    if group.query is None:
        return members(context.connection, group)
    from followup.storage.query.search import find

    return find(group.query, context)


def _tasks(connection: sqlite3.Connection, until: date) -> list[OpenTask]:
    rows = connection.execute(
        "SELECT id, contact_id, text, due, time, minutes, place, important FROM task"
        " WHERE done IS NULL AND due <= ? ORDER BY due, id",
        (until.isoformat(),),
    )
    return [
        OpenTask(number, contact, text, date.fromisoformat(due), time, minutes, place, bool(important))
        for number, contact, text, due, time, minutes, place, important in rows
    ]


def _complaints(connection: sqlite3.Connection) -> list[OpenComplaint]:
    rows = connection.execute(
        "SELECT id, contact_id, opened, text, resolved FROM complaint WHERE satisfied IS NULL ORDER BY id"
    )
    return [
        OpenComplaint(number, contact, date.fromisoformat(opened), text, date.fromisoformat(end) if end else None)
        for number, contact, opened, text, end in rows
    ]


def _occasions(context: QueryContext, first: date, until: date) -> list[ContactOccasion]:
    """The occasions that can fall between two days; lunar ones all, since they are few."""
    days = days_by_key(first, until, context.rules.occasions, lunar=False)
    keys = dumps([month * 100 + day for _, month, day, _ in days])
    rows = context.connection.execute(
        "SELECT id, contact_id, kind, year, month, day, calendar, leap_month FROM occasion"
        " WHERE month * 100 + day IN (SELECT value FROM json_each(?)) OR calendar = 'lunar' ORDER BY id",
        (keys,),
    )
    return list(map(ContactOccasion._make, rows))


def _sales(connection: sqlite3.Connection, today: date) -> list[FreshSale]:
    """The latest sale of each contact who bought something lately."""
    since = date.fromordinal(max(1, today.toordinal() - THANKED_WITHIN)).isoformat()
    rows = connection.execute(
        "SELECT id, contact_id, day, amount, product FROM sale WHERE day > ? AND day <= ? ORDER BY day, id",
        (since, today.isoformat()),
    )
    latest = {row[1]: FreshSale(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4]) for row in rows}
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
