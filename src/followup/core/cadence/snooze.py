"""Putting something off: a visit, a call, a complaint is not wanted before a day, whatever the cadence says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.errors import FollowupError, WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup.core.cadence.due import ContactRhythm, Dues
    from followup.core.dates.parsing import When
    from followup.core.model.contact import Snooze, Task
    from followup.core.model.ids import RecordId

SNOOZED = "tvcwky"
"""The letters of what can be put off: a greeting has its day."""


def with_snoozes(due: Dues, person: ContactRhythm, snoozed: Mapping[str, Snooze], today: int) -> Dues:
    """The dues, those that are put off not before their day; once that has come they are as if never put off."""
    days = ((due.visit, f"v{person.id}"), (due.call, f"c{person.id}"))
    visit, call = (
        max(day, until) if day and (until := snoozed_until(person, name, snoozed)) > today else day
        for day, name in days
    )
    return due._replace(visit=visit, call=call)


def snoozed_until(person: ContactRhythm | None, name: str, snoozed: Mapping[str, Snooze]) -> int:
    """The day that something is put off to; 0 where it is not, or where it was done since."""
    found = snoozed.get(name)
    if found is None or (person and _touched(person, name) >= found.on):
        return 0
    return found.until


def _touched(person: ContactRhythm, name: str) -> int:
    """The last day on which somebody got what was put off: a visit does for a call; what has a date is not touched."""
    last = {"v": person.last_visit, "c": max(person.last_visit, person.last_call), "w": person.last_touch}
    return last.get(name[0], 0)


def check_can_be_snoozed(item: RecordId, when: When, today: date) -> None:
    """WrongUsageError for what cannot be put off, for a day that is not to come, and for a time where none is kept."""
    if item.kind not in SNOOZED:
        from followup.core.model.ids import KNOWN

        hint = f"followup skip {item} leaves it out" if item.kind in "gf" else "tasks and lines of the agenda can be"
        raise WrongUsageError(f"{item} is a {KNOWN[item.kind]}, which cannot be put off", hint)
    if when.day <= today:
        raise WrongUsageError(f"{when.day} is not after today", "name the day from which on it is wanted again")
    if when.time and item.kind != "t":
        raise WrongUsageError(f"{item} is put off to a day, not to {when.time}", "only a task has a time")


def check_still_to_do(item: RecordId, person: ContactRhythm | None, today: date) -> None:
    """FollowupError for what was done today: it is not due, and when it will be follows from the cadence."""
    if person and _touched(person, str(item)) >= today.toordinal():
        raise FollowupError(
            f"{item} was done today: there is nothing to put off", f"followup cadence show {person.id} says when next"
        )


def snoozed_task(task: Task, when: When) -> Task:
    """The task, due at another time; an appointment keeps its hour where none is said. FollowupError for a done one."""
    if task.done:
        raise FollowupError(f"t{task.id} is done since {task.done}", "followup task add promises something new")
    return task._replace(due=when.day, time=when.time or task.time)
