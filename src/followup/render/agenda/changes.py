"""What changed in a week, a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import day_of, format_day
from followup.core.scheduling.item import ChangeKind

if TYPE_CHECKING:
    from datetime import date

    from followup.core.scheduling.item import Change, Plan

_SENTENCES = {
    ChangeKind.DONE: "is done",
    ChangeKind.NEW: "is new, for {day}: {reason}",
    ChangeKind.PLANNED: "is planned for {day}",
    ChangeKind.FOUND_ROOM: "found room {on_day}",
    ChangeKind.POSTPONED: "moves to {day}: not done {on_before}",
    ChangeKind.MOVED: "moves from {before} to {day}",
    ChangeKind.PUT_OFF: "moves from {before} to {day}, put off",
    ChangeKind.DAY_OFF: "moves from {before} to {day}, which is a day off",
    ChangeKind.LOST_DAY: "lost its day: {reason}",
    ChangeKind.WAITS: "waits until {day}",
    ChangeKind.MADE_ROOM: "made room: it is not due this week",
    ChangeKind.MISSED: "was missed {on_before}",
    ChangeKind.NOT_DUE: "is not due any more",
    ChangeKind.PINNED: "is pinned to {day}",
    ChangeKind.SKIPPED: "is skipped",
}


def change_sentences(plan: Plan) -> list[str]:
    """What changed in a week, in the order of the plan."""
    return [change_sentence(change, day_of(plan.span.today)) for change in plan.changes]


def change_sentence(change: Change, today: date) -> str:
    """A change with the item and its title in front: `v42 Visit 张伟 moves from today to Fri 27 Nov`."""
    sentence = _SENTENCES[change.kind]
    if change.kind is ChangeKind.SKIPPED and change.reason:
        sentence += ": {reason}"
    day, before = _day(change.day, today), _day(change.before, today)
    words = sentence.format(day=day, before=before, on_day=_on(day), on_before=_on(before), reason=change.reason)
    return f"{change.item} {change.title} {words}"


def _day(day: int, today: date) -> str:
    return format_day(day_of(day), today) if day else ""


def _on(day: str) -> str:
    """A day as a sentence says when: `yesterday`, `on Fri 27 Nov`."""
    return day if day[:1].islower() else f"on {day}"
