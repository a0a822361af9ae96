"""The sales, complaints and balances of customers, gathered for `core.retention.warnings`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from json import dumps
from typing import TYPE_CHECKING

from followup.core.cadence.due import cadence_of, longest_interval
from followup.core.dates.periods import window_ending
from followup.core.retention.warnings import BEST_GRADE, WARNED_GRADES, WEEK_STAGES, WarningInput, warning_for
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


NOT_LOST = ("", 0)
"""The reason and the day of somebody who is not lost."""


def load_warnings(
    context: QueryContext,
    people: Mapping[int, ContactRhythm],
    complaints: Sequence[Complaint] | Sequence[OpenComplaint],
    calendar: Calendar,
    stages: Collection[str] = WEEK_STAGES,
) -> dict[int, CustomerWarning]:
    """Return the warnings of these stages, by contact, for the customers among `people`.

    Customers are contacts with a sale who are graded A to C, neither private nor archived.
    """
    connection, today, rules = context.connection, context.today, context.rules
    sales_by_id = _sales(connection, people, today, rules)
    with_watch = "watch" in stages
    overdrawable = sales_by_id if with_watch else _with_withdrawals(connection, sales_by_id, today, rules)
    balances = load_balances(connection, overdrawable, today, rules)
    opened = _complaints_opened(complaints)
    lost = {} if all(people[number].active for number in sales_by_id) else load_lost(connection)
    falls = load_falls(connection, today, rules) if with_watch else {}
    warnings = {}
    for number, sales in sales_by_id.items():
        person = people[number]
        if not person.active and number not in lost:
            continue
        reason, lost_on = lost.get(number, NOT_LOST)
        customer = WarningInput(
            number,
            longest_interval(cadence_of(person, rules.cadence)),
            person.last_touch,
            sales,
            opened.get(number, 0),
            balances.get(number),
            not person.active,
            reason,
            lost_on,
            falls.get(number, ""),
            not person.do_not_contact,
        )
        warning = warning_for(customer, today, calendar, rules.warnings, rules.value)
        if warning.stage in stages:
            warnings[number] = warning
    return warnings


def _complaints_opened(complaints: Sequence[Complaint] | Sequence[OpenComplaint]) -> dict[int, int]:
    """Return the day (ordinal) of each contact's oldest complaint that is not resolved."""
    opened: dict[int, int] = {}
    for complaint in complaints:
        if complaint.resolved is None:
            day = complaint.opened.toordinal()
            opened[complaint.contact_id] = min(day, opened.get(complaint.contact_id, day))
    return opened


def customer_ids(connection: sqlite3.Connection) -> list[int]:
    """Return the contacts who can be warned about at all: with a sale, graded A to C."""
    rows = connection.execute(
        "SELECT id FROM contact WHERE grade IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM sale WHERE contact_id = contact.id)",
        (dumps(WARNED_GRADES),),
    )
    return [number for (number,) in rows]


def load_falls(connection: sqlite3.Connection, today: date, rules: Rules, contact: int | None = None) -> dict[int, str]:
    """Return who lost an A to a policy within the window, in words: `from A to C on 2026-05-03`; one contact, or all.

    A grade given by hand is locked: the user who lowered it knows it.
    """
    since, _ = window_ending(today, rules.value.window)
    rows = connection.execute(
        "SELECT contact.id, contact.grade, max(day) FROM grade_change JOIN contact ON contact.id = contact_id"
        " WHERE old = :best AND contact.grade > :best AND NOT grade_locked AND day >= :since AND day <= :today"
        f" AND {'contact_id = :contact' if contact else '1'} GROUP BY contact.id",
        {"best": BEST_GRADE, "since": since.isoformat(), "today": today.isoformat(), "contact": contact},
    )
    return {number: f"from {BEST_GRADE} to {grade} on {day}" for number, grade, day in rows}


def load_lost(connection: sqlite3.Connection, contact: int | None = None) -> dict[int, tuple[str, int]]:
    """Return who was marked as lost, with the reason and the day (ordinal, 0: unknown); one contact, or all."""
    rows = connection.execute(
        f"SELECT id, lost_reason, lost_on FROM contact WHERE status = 'lost' AND {'id = :contact' if contact else '1'}",
        {"contact": contact},
    )
    return {number: (reason, date.fromisoformat(day).toordinal() if day else 0) for number, reason, day in rows}


def _with_withdrawals(
    connection: sqlite3.Connection, customers: Collection[int], today: date, rules: Rules
) -> set[int]:
    """Return the customers with any negative points: only their balance can be below zero."""
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
    """Return the sales (day, profit) of everybody among `people` who can be warned about, in the order of days."""
    sales: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for contact, day, profit in connection.execute(
        f"SELECT contact_id, day, {PROFIT} FROM sale WHERE day <= :today ORDER BY contact_id, day",
        {"margin": rules.value.margin, "today": today.isoformat()},
    ):
        person = people.get(contact)
        if person and person.grade in WARNED_GRADES and not person.private:
            sales[contact].append((ordinal(day), profit))
    return sales
