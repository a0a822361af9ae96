"""What becomes of tasks, complaints and lines of the agenda when they are done."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

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
    from collections.abc import Iterable
    from datetime import date

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.cadence.due import Dues
    from followup.core.model.ids import RecordId
    from followup.core.model.rules import CadenceRules, Rules

ANSWERS = {"v": "visit", "c": "call", "w": "call", "g": "greeting", "f": "greeting", "y": "message"}
"""The kind of interaction that a line of the agenda asks for, by its letter."""
_FOR_THE_YEAR = timedelta(days=90)
_TWO_WEEKS = 14
_NEAR = timedelta(days=14)


class Completion(NamedTuple):
    """An item that is done: the record that was there `before`, and what it becomes; None if it was done before.

    `name` is the contact's. `in_batch` says that the item is one greeting of a festival's batch.
    """

    item: RecordId
    name: str
    before: Task | Complaint | Interaction | None
    after: Task | Complaint | Interaction | None
    in_batch: bool = False

    @property
    def record(self) -> Task | Complaint | Interaction | None:
        """The record as it is now."""
        return self.after or self.before


def completed_task(task: Task, outcome: str, today: date) -> Task | None:
    """The task, done today; None when it was done before."""
    return None if task.done else task._replace(done=today, outcome=outcome)


def completed_complaint(complaint: Complaint, remedy: str, today: date) -> Complaint | None:
    """The complaint, resolved today; or satisfied, when it was resolved long enough ago to ask. Else None."""
    if complaint.resolved is None:
        return complaint._replace(resolved=today, remedy=remedy)
    if complaint.satisfied is None and today >= complaint.resolved + timedelta(SATISFACTION_DAYS):
        return complaint._replace(satisfied=today)
    return None


def completing_interaction(item: RecordId, contact_id: int, summary: str, today: date) -> Interaction:
    """The interaction that an item of the agenda asked for, had today."""
    return Interaction(0, contact_id, today, ANSWERS[item.kind], summary, item=answer_name(item))


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


def batch_greetings(item: RecordId, snapshot: WeekSnapshot, today: date, rules: Rules) -> list[RecordId]:
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
        for person in snapshot.people.values()
        if celebrates(person, festival)
        and not is_important(person, rules.week)
        and not answered(snapshot, person.id, str(item), day.toordinal())
    ]


def is_batch(item: RecordId) -> bool:
    """Whether an item is all greetings of a festival together: `f3`, and not `f3-42`."""
    return item.kind == "f" and item.contact is None


def batch_counts(items: Iterable[RecordId], completions: Iterable[Completion]) -> dict[RecordId, int]:
    """By each batch among the items: how many greetings of it are among the completions."""
    greeted = Counter(completion.item.number for completion in completions if completion.in_batch)
    return {item: greeted[item.number] for item in items if is_batch(item)}


def check_can_be_done(item: RecordId) -> None:
    """WrongUsageError for what cannot be done: notes, interactions, sales. NotFoundError for no festival."""
    if item.kind == "f" and item.number not in {festival.id for festival in FESTIVALS}:
        known = ", ".join(f"f{festival.id} {festival.name}" for festival in FESTIVALS)
        raise NotFoundError(f"there is no festival f{item.number}", f"festivals are {known}")
    if item.kind in RECORDS and item.kind not in {"t", "k"}:
        known = f"a task t7, a complaint k2, or a line of the agenda: {', '.join(f'{letter}42' for letter in ITEMS)}"
        raise WrongUsageError(f"{item} is {_a(RECORDS[item.kind])}, which cannot be done", known)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
