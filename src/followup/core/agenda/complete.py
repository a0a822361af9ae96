"""What ticking something off the agenda writes down."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from followup.core.activities.complaints import SATISFACTION_DAYS
from followup.core.agenda.dated import answered, celebrates
from followup.core.agenda.due import is_important
from followup.core.cadence.due import CALLS, MESSAGES, NO_ANSWER, VISITS
from followup.core.dates.occasions import FESTIVALS, festivals_in
from followup.core.dates.periods import monday
from followup.core.model.contact import Complaint, Interaction, Task
from followup.core.model.ids import ITEMS, RECORDS
from followup.errors import NotFoundError, WrongUsageError

if TYPE_CHECKING:
    from datetime import date

    from followup.core.agenda.snapshot import Facts
    from followup.core.cadence.due import Dues
    from followup.core.model.ids import RecordId
    from followup.core.model.rules import CadenceRules, Rules

ANSWERS = {"v": "visit", "c": "call", "w": "call", "g": "greeting", "f": "greeting", "y": "message"}
"""The kind of interaction that a line of the agenda asks for, by its letter."""
_FOR_THE_YEAR = timedelta(days=90)
_TWO_WEEKS = 14
_NEAR = timedelta(days=14)


def ticked_task(task: Task, text: str, today: date) -> Task | None:
    """The task, done today with `text` as what came of it; None when it was done before."""
    return None if task.done else task._replace(done=today, outcome=text)


def ticked_complaint(complaint: Complaint, text: str, today: date) -> Complaint | None:
    """The complaint, resolved today with `text` as the remedy; once resolved and asked after, satisfied. Else None."""
    if complaint.resolved is None:
        return complaint._replace(resolved=today, remedy=text)
    if complaint.satisfied is None and today >= complaint.resolved + timedelta(SATISFACTION_DAYS):
        return complaint._replace(satisfied=today)
    return None


def ticked_item(item: RecordId, contact_id: int, text: str, today: date) -> Interaction:
    """The interaction that an item of the agenda asked for, had today."""
    return Interaction(0, contact_id, today, ANSWERS[item.kind], text, item=answer_name(item))


def answer_name(item: RecordId) -> str:
    """What an interaction that answers the item says it answered: of a festival's greeting, the festival."""
    return str(item._replace(contact=None))


def item_answered(interaction: Interaction, due: Dues, today: date, rules: CadenceRules) -> str:
    """The visit or call on the agenda of this week or the next that the interaction does for: `v42`, or empty.

    `due` is when the contact's next visit and call are, before this interaction counts.
    """
    if interaction.outcome == NO_ANSWER:
        return ""
    until = monday(today).toordinal() + _TWO_WEEKS
    calls = CALLS + MESSAGES if rules.message_counts else CALLS
    for letter, next_one, kinds in (("v", due.visit, VISITS), ("c", due.call, VISITS + calls)):
        if 0 < next_one < until and interaction.kind in kinds:
            return f"{letter}{interaction.contact_id}"
    return ""


def answered_since(item: RecordId, today: date) -> date:
    """From which day on an interaction that answered this item means that it is done.

    A visit or a call may be due again tomorrow; a birthday comes once a year; a sale is thanked for once.
    """
    if item.kind == "y":
        return today.min
    return today - _FOR_THE_YEAR if item.kind in "gf" else today


def batch_of(item: RecordId, facts: Facts, today: date, rules: Rules) -> list[RecordId]:
    """The single greetings that a festival's batch (`f3`) is made of.

    They are for all who celebrate it but the important ones, who have an item each, and those who were greeted.
    NotFoundError where that festival is not near.
    """
    near = {
        festival.id: (festival, day) for festival, day in festivals_in(today - _NEAR, today + _NEAR, rules.occasions)
    }
    if item.number not in near:
        raise NotFoundError(
            f"there is no {item}: no such festival near {today}", "followup agenda shows items with their ids"
        )
    festival, day = near[item.number]
    return [
        item._replace(contact=person.id)
        for person in facts.people.values()
        if celebrates(person, festival)
        and not is_important(person, rules.week)
        and not answered(facts, person.id, str(item), day.toordinal())
    ]


def check_can_be_done(item: RecordId) -> None:
    """WrongUsageError for what cannot be ticked off: notes, interactions, sales. NotFoundError for no festival."""
    if item.kind == "f" and item.number not in {festival.id for festival in FESTIVALS}:
        known = ", ".join(f"f{festival.id} {festival.name}" for festival in FESTIVALS)
        raise NotFoundError(f"there is no festival f{item.number}", f"festivals are {known}")
    if item.kind in RECORDS and item.kind not in {"t", "k"}:
        known = f"a task t7, a complaint k2, or a line of the agenda: {', '.join(f'{letter}42' for letter in ITEMS)}"
        raise WrongUsageError(f"{item} is {_a(RECORDS[item.kind])}, which cannot be done", known)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
