"""How one contact stands: how often it is due and why, when next, the account with it, and how far it has drifted.

The week judges thousands out of sums made in SQL (`storage.agenda.snapshot`); this judges one out of everything known
about it, by the same rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence.due import (
    CALLS,
    MESSAGES,
    NO_ANSWER,
    VISITS,
    ContactRhythm,
    cadence_of,
    dues,
    longest_interval,
)
from followup.core.cadence.snooze import with_snoozes
from followup.core.contacts.area import area_of
from followup.core.contacts.links import REFERRED
from followup.core.dates.periods import sums_of_windows
from followup.core.retention.balance import balance, counts_late_from
from followup.core.retention.lifecycle import customer_stage
from followup.core.retention.warnings import WARNED_GRADES, WarningInput, warning_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from followup.core.cadence.due import Dues
    from followup.core.contacts.links import Link
    from followup.core.dates.workdays import Calendar
    from followup.core.model.contact import Complaint, Contact, Interaction, Note, Sale, Snooze, Task
    from followup.core.model.rules import Intervals, Rules, ValueRules
    from followup.core.retention.balance import Balance
    from followup.core.retention.warnings import CustomerWarning


class ContactHistory(NamedTuple):
    """Everything the book knows about a contact; `beats` are the cadences of its groups, as (visit, call).

    `beat_groups` are these groups' names, in the same order.

    `snoozed` is what was put off, by item; of others too.

    `lost` is why and when (ordinal) it was marked as lost, `fell` how it lost its A, `links` who is what to it.
    """

    contact: Contact
    notes: Sequence[Note] = ()
    interactions: Sequence[Interaction] = ()
    tasks: Sequence[Task] = ()
    sales: Sequence[Sale] = ()
    complaints: Sequence[Complaint] = ()
    beats: tuple[tuple[str, str], ...] = ()
    lost: tuple[str, int] = ("", 0)
    fell: str = ""
    links: Sequence[Link] = ()
    beat_groups: tuple[str, ...] = ()
    snoozed: Mapping[str, Snooze] = {}


class ContactStatus(NamedTuple):
    """What the rules say about a contact.

    `said_by` tells where the cadence comes from: `own`, `group`, `grade` or nothing; `warned` is None for those who are
    no customers graded A to C. `value` is the profit of the window, in the smallest unit; `stage` what was said, else
    what sales and referrals say. Private people have neither.
    """

    beat: Intervals
    said_by: str
    dues: Dues
    balance: Balance
    warned: CustomerWarning | None
    value: int = 0
    stage: str | None = None


def standing(known: ContactHistory, today: date, rules: Rules, calendar: Callable[[], Calendar]) -> ContactStatus:
    """Judge a contact as of today; the calendar of working days is only asked for where there is a warning to judge."""
    person, now = person_of(known, today, rules), today.toordinal()
    account = account_of(known, today, rules)
    customer = _customer(known, person, account, today, rules)
    return ContactStatus(
        cadence_of(person, rules.cadence),
        _said_by(person),
        with_snoozes(dues(person, now, rules.cadence), person, known.snoozed, now),
        account,
        warning_for(customer, today, calendar(), rules.warnings, rules.value) if customer else None,
        0 if person.private else window_profits(known.sales, today, rules.value)[0],
        known.contact.stage or (None if person.private else stage_of(known, today, rules)),
    )


def window_profits(sales: Iterable[Sale], today: date, rules: ValueRules) -> tuple[int, int]:
    """Return the profit of the window that ends today and of the one before it."""
    return sums_of_windows(((sale.on.toordinal(), sale.earned(rules.margin)) for sale in sales), today, rules.window)


def stage_of(known: ContactHistory, today: date, rules: Rules) -> str:
    """Return what sales and referrals say of a contact as a customer."""
    number = known.contact.id
    return customer_stage(
        [sale.on.toordinal() for sale in known.sales],
        today.toordinal(),
        rules,
        refers=any(link.kind == REFERRED and link.who.id == number for link in known.links),
        is_lost=known.contact.status == "lost",
    )


def person_of(known: ContactHistory, today: date, rules: Rules) -> ContactRhythm:
    """Return the contact as the week sees it."""
    contact = known.contact
    past = [each for each in known.interactions if each.on <= today]
    answered = [each for each in past if each.outcome != NO_ANSWER]
    calls = CALLS + MESSAGES if rules.cadence.message_counts else CALLS
    areas = (area_of(address, rules.week.area) for address in contact.addresses)
    return ContactRhythm(
        id=contact.id,
        name=contact.name,
        grade=contact.grade,
        organization=contact.organization,
        area=contact.area or next(filter(None, areas), ""),
        language=contact.language,
        important=contact.important,
        do_not_contact=contact.do_not_contact,
        private=contact.private,
        active=contact.status == "active",
        by_hand=contact.source == "hand",
        own_visit=contact.cadence_visit,
        own_call=contact.cadence_call,
        groups=known.beats,
        added=contact.added.toordinal() if contact.added else 0,
        graded=contact.graded.toordinal() if contact.graded else 0,
        first_touch=min((each.on.toordinal() for each in answered), default=0) if contact.grade is None else 0,
        last_touch=_last(answered),
        last_visit=_last(each for each in answered if each.kind in VISITS),
        last_call=_last(each for each in answered if each.kind in calls),
        last_attempt=_last(each for each in past if each.outcome == NO_ANSWER),
    )


def account_of(known: ContactHistory, today: date, rules: Rules) -> Balance:
    """Return the account with the contact."""
    now = today.toordinal()
    entries = [(each.on.toordinal(), each.kind) for each in known.interactions if each.outcome != NO_ANSWER]
    late = [
        counts_late_from(task.due.toordinal(), task.done.toordinal() if task.done else 0, now, rules.balance)
        for task in known.tasks
        if task.due
    ]
    return balance(entries, filter(None, late), now, rules.balance)


def _customer(
    known: ContactHistory, person: ContactRhythm, account: Balance, today: date, rules: Rules
) -> WarningInput | None:
    """Return what a warning is judged by; None for who cannot be warned about."""
    bought = sorted((sale.on.toordinal(), sale.earned(rules.value.margin)) for sale in known.sales if sale.on <= today)
    if not bought or person.private or person.grade not in WARNED_GRADES or known.contact.status == "archived":
        return None
    opened = [complaint.opened.toordinal() for complaint in known.complaints if complaint.resolved is None]
    return WarningInput(
        id=person.id,
        interval=longest_interval(cadence_of(person, rules.cadence)),
        last_touch=person.last_touch,
        sales=bought,
        complaint_opened=min(opened, default=0),
        balance=account,
        marked_lost=not person.active,
        lost_reason=known.lost[0],
        lost_on=known.lost[1],
        grade_fall=known.fell,
        may_contact=not person.do_not_contact,
    )


def _said_by(person: ContactRhythm) -> str:
    if person.own_visit or person.own_call:
        return "own"
    return "group" if any(map(any, person.groups)) else "grade" if person.grade else ""


def _last(interactions: Iterable[Interaction]) -> int:
    return max((each.on.toordinal() for each in interactions), default=0)
