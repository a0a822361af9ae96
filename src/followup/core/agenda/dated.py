"""Candidates that have a date of their own: tasks, appointments, complaints, greetings, festivals, thank-yous."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.activities.complaints import SATISFACTION_DAYS
from followup.core.agenda.due import bonus, is_important
from followup.core.dates.formatting import amount_text, day_of, day_text
from followup.core.dates.occasions import (
    OccasionDate,
    age,
    days_by_key,
    festivals_in,
    greeted_for,
    speaks_chinese,
    wants_festival,
)
from followup.core.scheduling.item import Candidate, Rank, Span
from followup.core.scheduling.priority import COMPLAINT_POINTS, MARKED_POINTS, TASK_INTERVAL, lateness, quadrant, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.agenda.snapshot import OpenTask, WeekSnapshot
    from followup.core.cadence.due import ContactRhythm
    from followup.core.dates.occasions import Festival
    from followup.core.model.contact import ContactOccasion
    from followup.core.model.rules import OccasionRules, Rules

THANKS_DAYS = 3
COMPLAINT_GRADES = ("A", "B", "C")
GREETED_BEFORE = 7
"""A greeting logged so many days before an occasion, or fewer, was meant for it."""
ANSWERED_BEFORE = 31
"""An item named in an interaction is this year's if it is not older than this."""


class _Promise(NamedTuple):
    id: str
    kind: str
    title: str
    why: str
    due: int
    minutes: int
    important: bool = False
    bonus: int = 0
    time: str = ""
    area: str = ""
    fixed: bool = False
    earliest: int = 0


def promises(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterator[Candidate]:
    """Everything with a date in the week, or one that has passed."""
    yield from tasks(facts, span, rules)
    yield from _complaints(facts, span, rules)
    yield from _greetings(facts, span, rules)
    yield from _festivals(facts, span, rules)
    yield from _thanks(facts, span, rules)


def tasks(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterator[Candidate]:
    """Tasks due or overdue; one with a clock time whose day is still to come is an appointment."""
    for task in facts.tasks:
        person = facts.people.get(task.contact_id)
        if person and task.due.toordinal() <= span.last:
            yield _dated(person, _task(task, span, rules), facts, span, rules)


def occasions_in(
    facts: WeekSnapshot, first: int, last: int, rules: OccasionRules
) -> Iterator[tuple[ContactRhythm, ContactOccasion, OccasionDate]]:
    """The occasions to greet for from `first` to `last` (ordinals, at most a month), in no order."""
    lunar = any(occasion.calendar == "lunar" for occasion in facts.occasions)
    days = days_by_key(day_of(first), day_of(last), rules, lunar=lunar) if facts.occasions else {}
    for occasion in facts.occasions:
        person = facts.people.get(occasion.contact_id)
        if person and greetable(person) and greeted_for(occasion.kind, person.grade, private=person.private):
            key = (occasion.calendar, occasion.month or 0, occasion.day or 0, occasion.leap_month)
            if key in days:
                yield person, occasion, days[key]


def greetable(person: ContactRhythm) -> bool:
    """Whether somebody may be greeted at all."""
    return person.active and not person.do_not_contact


def occasion_title(person: ContactRhythm, occasion: ContactOccasion, falls: OccasionDate) -> str:
    """An occasion in words, with the age when it is known: `Birthday of 张伟, turns 40`."""
    years = age(occasion, falls)
    if occasion.kind == "birthday":
        return f"Birthday of {person.name}{f', turns {years}' if years else ''}"
    return f"{occasion.kind.capitalize()} of {person.name}{f', {years} years' if years else ''}"


def _task(task: OpenTask, span: Span, rules: Rules) -> _Promise:
    due = task.due.toordinal()
    appointment = bool(task.time) and due >= span.start
    overdue = span.today - due
    when = f"{overdue} {'day' if overdue == 1 else 'days'} overdue: due" if overdue > 0 else "due"
    return _Promise(
        f"t{task.id}",
        "appointment" if appointment else "task",
        task.text,
        f"{when} {day_text(due)}{f' {task.time}' if task.time else ''}{f', {task.place}' if task.place else ''}",
        due,
        rules.week.minutes.task if task.minutes is None else task.minutes,
        important=task.important,
        bonus=MARKED_POINTS if task.important else 0,
        time=task.time if appointment else "",
        area=task.place,
        fixed=appointment,
    )


def _complaints(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterator[Candidate]:
    for complaint in facts.complaints:
        person = facts.people.get(complaint.contact_id)
        if person is None:
            continue
        opened = complaint.opened.toordinal()
        important = person.grade in COMPLAINT_GRADES
        if complaint.resolved is None:
            days = span.today - opened
            what = _Promise(
                f"k{complaint.id}", "complaint", complaint.text,
                f"open for {days} days, since {day_text(opened)}" if days > 0 else f"opened {day_text(opened)}",
                opened + rules.warnings.complaint_days, rules.week.minutes.task, important, COMPLAINT_POINTS,
            )  # fmt: skip
            yield _dated(person, what, facts, span, rules)
            continue
        resolved = complaint.resolved.toordinal()
        asked = max(resolved + SATISFACTION_DAYS, span.start)
        asked = span.calendar.next_working(asked) or asked
        if greetable(person) and asked <= span.last:
            what = _Promise(
                f"k{complaint.id}", "satisfaction", f"Ask whether they are satisfied: {complaint.text}",
                f"resolved {day_text(resolved)}, {SATISFACTION_DAYS} days to settle",
                resolved + SATISFACTION_DAYS, rules.week.minutes.call, important, earliest=asked,
            )  # fmt: skip
            yield _dated(person, what, facts, span, rules)


def _greetings(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterator[Candidate]:
    until = span.last
    if rules.occasions.day_off == "before":  # a day off early next week is greeted for in this one
        until = (span.calendar.next_working(span.last + 1) or span.last + 1) - 1
    for person, occasion, falls in occasions_in(facts, span.start, until, rules.occasions):
        on = falls.day.toordinal()
        day = _greeting_day(on, span, rules.occasions)
        name = f"g{occasion.id}"
        if day > span.last or answered(facts, person.id, name, on):
            continue
        calendar = f", {occasion.month}/{occasion.day} by the lunar calendar" if occasion.calendar == "lunar" else ""
        what = _Promise(
            name, "greeting", occasion_title(person, occasion, falls), f"{occasion.kind} on {day_text(on)}{calendar}",
            day, rules.week.minutes.greeting, fixed=True,
        )  # fmt: skip
        yield _dated(person, what, facts, span, rules)


def _festivals(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterator[Candidate]:
    for festival, day in festivals_in(day_of(span.start), day_of(span.last), rules.occasions):
        on = day.toordinal()
        batch = 0
        for person in facts.people.values():
            if not celebrates(person, festival) or answered(facts, person.id, f"f{festival.id}", on):
                continue
            if not is_important(person, rules.week):
                batch += 1
                continue
            what = _Promise(
                f"f{festival.id}-{person.id}", "greeting", f"{festival.name} ({festival.chinese}): {person.name}",
                f"{festival.name} on {day_text(on)}", on, rules.week.minutes.greeting, fixed=True,
            )  # fmt: skip
            yield _dated(person, what, facts, span, rules)
        if batch:
            yield _batch(festival, on, batch, rules)


def celebrates(person: ContactRhythm, festival: Festival) -> bool:
    """Whether a contact is greeted for a festival."""
    return (
        greetable(person)
        and not person.private
        and wants_festival(festival, person.grade, chinese=speaks_chinese(person.name, person.language))
    )


def _batch(festival: Festival, on: int, contacts: int, rules: Rules) -> Candidate:
    number = quadrant(important=False, urgent=True)
    return Candidate(
        Rank.DATED,
        -weight(number, None, 0),
        on,
        f"f{festival.id}",
        "festival",
        None,
        number,
        rules.week.minutes.festival,
        on,
        f"{festival.name} ({festival.chinese}): greet {contacts} contacts",
        f"{festival.name} on {day_text(on)}",
        fixed=True,
        contacts=contacts,
    )


def _thanks(facts: WeekSnapshot, span: Span, rules: Rules) -> Iterator[Candidate]:
    for sale in facts.sales:
        person = facts.people.get(sale.contact_id)
        sold = sale.on.toordinal()
        due = sold + THANKS_DAYS
        if person is None or person.private or not greetable(person) or due > span.last:
            continue
        name = f"y{sale.id}"
        if person.last_touch > sold or answered(facts, person.id, name, sold):
            continue
        what = _Promise(
            name, "thanks", f"Thank {person.name} for the order",
            f"bought {sale.product or 'for ' + amount_text(sale.amount)} on {day_text(sold)}",
            due, rules.week.minutes.greeting,
        )  # fmt: skip
        yield _dated(person, what, facts, span, rules)


def answered(facts: WeekSnapshot, contact_id: int, item: str, on: int) -> bool:
    """Whether an interaction has answered an item of the day `on`: it named it, or was a greeting around that day."""
    return any(
        (answer.item == item and answer.day >= on - ANSWERED_BEFORE)
        or (answer.kind == "greeting" and not answer.item and answer.day >= on - GREETED_BEFORE)
        for answer in facts.answers.get(contact_id, ())
    )


def _greeting_day(on: int, span: Span, rules: OccasionRules) -> int:
    if rules.day_off == "same" or span.calendar.is_working(on):
        return on
    return span.calendar.last_working(on, span.start) or on


def _dated(person: ContactRhythm, what: _Promise, facts: WeekSnapshot, span: Span, rules: Rules) -> Candidate:
    important = what.important or is_important(person, rules.week)
    number = quadrant(important=important, urgent=True)
    late = lateness(span.start - what.due, TASK_INTERVAL)
    more = what.bonus + bonus(person, facts.warnings.get(person.id))
    if what.bonus == MARKED_POINTS and person.important:
        more -= MARKED_POINTS  # marked twice is marked
    return Candidate(
        Rank.APPOINTMENT if what.kind == "appointment" else Rank.DATED,
        -weight(number, person.grade, late, more),
        what.due,
        what.id,
        what.kind,
        person,
        number,
        what.minutes,
        what.earliest or span.start,
        what.title,
        what.why,
        what.time,
        what.area or person.area,
        what.fixed,
    )
