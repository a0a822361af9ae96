"""What a person says about the week: this on that day, that not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.agenda.carryover import weeks_of
from followup.core.agenda.kept import LineState, line_of
from followup.core.dates.formatting import day_of, format_day
from followup.core.scheduling.item import ChangeKind, ItemStatus
from followup.errors import FollowupError, NotFoundError, WrongUsageError

if TYPE_CHECKING:
    from datetime import date

    from followup.core.agenda.kept import KeptLine, KeptWeek
    from followup.core.scheduling.item import Item, Plan, Span

_HAVE_THEIR_DAY = ("greeting", "festival")


def pin(plan: Plan, kept: KeptWeek, name: str, day: date) -> KeptWeek:
    """What is to be kept when an item is pinned to a day of the week; one that was skipped is planned again.

    Raises WrongUsageError for a day that cannot be, and for what has its own; FollowupError for what is done.
    """
    item = _open_item(plan, name)
    span = plan.span
    today = day_of(span.today)
    _check_day(name, day, span, today)
    if item.time or item.kind in _HAVE_THEIR_DAY:
        when = f"{format_day(item.due, today)} {item.time}".rstrip()
        hint = f"followup snooze {name} DATE moves an appointment" if item.time else "what has a date keeps it"
        raise WrongUsageError(f"{name} is for {when}: it cannot be pinned", hint)
    if item.kind == "task" and today <= item.due < day:
        raise WrongUsageError(
            f"{name} is promised for {format_day(item.due, today)}", f"followup snooze {name} {day} moves the promise"
        )
    line = _line(item, kept, span)
    pinned = line.changed(span.today, ChangeKind.PINNED, day=day.toordinal(), state=LineState.PINNED, reason="")
    return _with(kept, pinned)


def check_pinned(plan: Plan, name: str, day: date) -> Item:
    """The item on the day it was pinned to; FollowupError where appointments and other pins leave no room there."""
    item = next((item for item in plan.items if item.id == name and item.day == day), None)
    if item is None:
        when = format_day(day, day_of(plan.span.today))
        raise FollowupError(f"there is no room for {name} on {when}", "pin it to another day, or skip what is pinned")
    return item


def skip(plan: Plan, kept: KeptWeek, name: str, reason: str) -> KeptWeek:
    """What is to be kept when an item is left out of the week. FollowupError for what is done."""
    item = _open_item(plan, name)
    line = _line(item, kept, plan.span)
    return _with(
        kept, line.changed(plan.span.today, ChangeKind.SKIPPED, reason, state=LineState.SKIPPED, reason=reason)
    )


def _check_day(name: str, day: date, span: Span, today: date) -> None:
    when = format_day(day, today)
    number = day.toordinal()
    if number < today.toordinal():
        raise WrongUsageError(f"{when} is over", f"the days left of {span.label} are {_days(span, today)}")
    if not span.first <= number <= span.last:
        raise WrongUsageError(f"{when} is not in {span.label}", f"followup snooze {name} {day} puts it off until then")
    if number not in span.working:
        raise WrongUsageError(f"{when} is a day off", f"the days left of {span.label} are {_days(span, today)}")


def _days(span: Span, today: date) -> str:
    return ", ".join(format_day(day_of(day), today) for day in span.working)


def _open_item(plan: Plan, name: str) -> Item:
    """The item of the week, placed or not; NotFoundError where it is not on the agenda, FollowupError if it is done."""
    item = next((item for item in plan.items if item.id == name), None)
    item = item or next((each.item for each in plan.unplaced if each.candidate.id == name), None)
    if item is None:
        raise NotFoundError(
            f"{name} is not on the agenda of {plan.span.label}",
            f"followup agenda shows items with their ids; followup snooze {name} DATE puts off what is not due yet",
        )
    if item.status is ItemStatus.DONE:
        raise FollowupError(f"{name} is done already", "followup undo takes back what was done last")
    return item


def _line(item: Item, kept: KeptWeek, span: Span) -> KeptLine:
    return kept.lines.get(item.id) or line_of(item, span.today, weeks_of(item.id, kept), kept)


def _with(kept: KeptWeek, line: KeptLine) -> KeptWeek:
    return kept._replace(lines={**kept.lines, line.item: line})
