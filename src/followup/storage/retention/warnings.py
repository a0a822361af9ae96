"""Which customers have drifted: sales, complaints and the account of each, gathered for `core.retention.warnings`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from json import dumps
from typing import TYPE_CHECKING

from followup.core.cadence.due import cadence_of, longest_interval
from followup.core.dates.periods import window_ending
from followup.core.retention.warnings import WARNED_GRADES, WarningInput, warning_for
from followup.storage.query.balances import load_balances, ordinal
from followup.storage.query.profit import PROFIT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from followup.core.agenda.snapshot import OpenComplaint
    from followup.core.cadence.due import ContactRhythm
    from followup.core.dates.workdays import Calendar
    from followup.core.model.contact import Complaint
    from followup.core.model.rules import Rules
    from followup.core.retention.warnings import CustomerWarning
    from followup.storage.query.context import QueryContext


LOUD = ("early", "acute", "lost")
NOT_LOST = ("", 0)


def load_warnings(
    context: QueryContext,
    people: Mapping[int, ContactRhythm],
    complaints: Sequence[Complaint] | Sequence[OpenComplaint],
    calendar: Calendar,
    stages: Collection[str] = LOUD,
) -> dict[int, CustomerWarning]:
    """The customers among `people` (graded A to C, not private, not archived) who have drifted to one of `stages`."""
    connection, today, rules = context.connection, context.today, context.rules
    sales = _sales(connection, people, today, rules)
    judged = sales if "watch" in stages else _tapped(connection, sales, today, rules)
    accounts = load_balances(connection, judged, today, rules)
    opened: dict[int, int] = {}
    for complaint in complaints:
        if complaint.resolved is None:
            day = complaint.opened.toordinal()
            opened[complaint.contact_id] = min(day, opened.get(complaint.contact_id, day))
    gone = {} if all(people[number].active for number in sales) else load_lost(connection)
    fallen = load_falls(connection, today, rules) if "watch" in stages else {}
    found = {}
    for number, bought in sales.items():
        person = people[number]
        if not person.active and number not in gone:
            continue
        interval = longest_interval(cadence_of(person, rules.cadence))
        customer = WarningInput(
            number,
            interval,
            person.last_touch,
            bought,
            opened.get(number, 0),
            accounts.get(number),
            not person.active,
            *gone.get(number, NOT_LOST),
            fallen.get(number, ""),
            not person.do_not_contact,
        )
        warned = warning_for(customer, today, calendar, rules.warnings, rules.value)
        if warned.stage in stages:
            found[number] = warned
    return found


def customers(connection: sqlite3.Connection) -> list[int]:
    """Who can be warned about at all: contacts with a sale, graded A to C."""
    rows = connection.execute(
        "SELECT id FROM contact WHERE grade IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM sale WHERE contact_id = contact.id)",
        (dumps(WARNED_GRADES),),
    )
    return [number for (number,) in rows]


def load_falls(connection: sqlite3.Connection, today: date, rules: Rules, contact: int | None = None) -> dict[int, str]:
    """Whose A a policy took away within the window, in words: `from A to C on 2026-05-03`; of one contact, or of all.

    A grade given by hand is locked: who lowers one knows it.
    """
    since, _ = window_ending(today, rules.value.window)
    rows = connection.execute(
        "SELECT contact.id, contact.grade, max(day) FROM grade_change JOIN contact ON contact.id = contact_id"
        " WHERE old = 'A' AND contact.grade > 'A' AND NOT grade_locked AND day >= :since AND day <= :today"
        f" AND {'contact_id = :contact' if contact else '1'} GROUP BY contact.id",
        {"since": since.isoformat(), "today": today.isoformat(), "contact": contact},
    )
    return {number: f"from A to {grade} on {day}" for number, grade, day in rows}


def load_lost(connection: sqlite3.Connection, contact: int | None = None) -> dict[int, tuple[str, int]]:
    """Who was marked as lost, with the reason and the day (ordinal, 0: not said); one contact, or all."""
    rows = connection.execute(
        f"SELECT id, lost_reason, lost_on FROM contact WHERE status = 'lost' AND {'id = :contact' if contact else '1'}",
        {"contact": contact},
    )
    return {number: (reason, date.fromisoformat(day).toordinal() if day else 0) for number, reason, day in rows}


def _tapped(connection: sqlite3.Connection, customers: Collection[int], today: date, rules: Rules) -> set[int]:
    """The customers whose account anything was taken from: nobody else's can be overdrawn."""
    taking = dumps([kind for kind, points in rules.balance.points.items() if points < 0])
    rows = connection.execute(
        "SELECT contact_id FROM interaction WHERE contact_id IN (SELECT value FROM json_each(:customers))"
        " AND kind IN (SELECT value FROM json_each(:taking))"
        " UNION SELECT contact_id FROM task WHERE due < :today AND (done IS NULL OR done > due)",
        {"customers": dumps([*customers]), "taking": taking, "today": today.isoformat()},
    )
    return {number for (number,) in rows} & set(customers)


def _sales(
    connection: sqlite3.Connection, people: Mapping[int, ContactRhythm], today: date, rules: Rules
) -> dict[int, list[tuple[int, int]]]:
    """The sales (day, profit) of everybody among `people` who can be warned about, in the order of days."""
    sales: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for contact, day, profit in connection.execute(
        f"SELECT contact_id, day, {PROFIT} FROM sale WHERE day <= :today ORDER BY contact_id, day",
        {"margin": rules.value.margin, "today": today.isoformat()},
    ):
        person = people.get(contact)
        if person and person.grade in WARNED_GRADES and not person.private:
            sales[contact].append((ordinal(day), profit))
    return sales
