"""Snoozing: a visit, a call, a task or a complaint is put off to a day, whatever the cadence says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.ids import IDS, parse_record_id
from followup.errors import FollowupError, WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup.core.cadence.due import ContactRhythm, Dues
    from followup.core.dates.parsing import When
    from followup.core.model.contact import Snooze, Task
    from followup.core.model.ids import RecordId

CAN_BE_SNOOZED = "tvcwky"
"""The letters of the items that can be put off; a greeting belongs to its day."""


def with_snoozes(due: Dues, person: ContactRhythm, snoozed: Mapping[str, Snooze], today: int) -> Dues:
    """Return the due dates, those of snoozed items not before their day; a snooze whose day has come is over."""
    days = ((due.visit, f"v{person.id}"), (due.call, f"c{person.id}"))
    visit, call = (
        max(day, until) if day and (until := snoozed_until(person, item, snoozed)) > today else day
        for day, item in days
    )
    return due._replace(visit=visit, call=call)


def snoozed_until(person: ContactRhythm | None, item: str, snoozed: Mapping[str, Snooze]) -> int:
    """Return the day an item (`v42`) is put off to; 0 where it is not, or was done since."""
    snooze = snoozed.get(item)
    if snooze is None or (person and _last_done(person, parse_record_id(item).kind) >= snooze.on):
        return 0
    return snooze.until


def _last_done(person: ContactRhythm, kind: str) -> int:
    """Return the last day on which what an item asks for was done; a visit counts as a call, a task's letter as 0."""
    days = {"v": person.last_visit, "c": max(person.last_visit, person.last_call), "w": person.last_touch}
    return days.get(kind, 0)


def check_can_be_snoozed(item: RecordId, when: When, today: date) -> None:
    """Raise WrongUsageError for an item that cannot be put off, a day not after today, and a time without a task."""
    if item.kind not in CAN_BE_SNOOZED:
        hint = f"followup skip {item} leaves it out" if item.kind in "gf" else "tasks and lines of the agenda can be"
        raise WrongUsageError(f"{item} is a {IDS[item.kind]}, which cannot be put off", hint)
    if when.day <= today:
        raise WrongUsageError(f"{when.day} is not after today", "name the day from which on it is wanted again")
    if when.time and item.kind != "t":
        raise WrongUsageError(f"{item} is put off to a day, not to {when.time}", "only a task has a time")


def check_still_to_do(item: RecordId, person: ContactRhythm | None, today: date) -> None:
    """Raise FollowupError for an item that was done today: the cadence says when it is due again."""
    if person and _last_done(person, item.kind) >= today.toordinal():
        raise FollowupError(
            f"{item} was done today: there is nothing to put off", f"followup cadence show {person.id} says when next"
        )


def snoozed_task(task: Task, when: When) -> Task:
    """Return the task with another due date; an appointment keeps its hour where no other is given.

    Raises FollowupError for a task that is done.
    """
    if task.done:
        raise FollowupError(f"t{task.id} is done since {task.done}", "followup task add promises something new")
    return task._replace(due=when.day, time=when.time or task.time)
