"""What was planned for a week, line by line, and what became of it: values that are kept, and read for a review."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence.due import CALLS, MESSAGES, VISITS, ContactRhythm
from followup.core.dates.formatting import day_of
from followup.core.scheduling.item import Change, ChangeKind, Item, ItemStatus
from followup.core.scheduling.priority import IMPORTANT, URGENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.core.model.rules import CadenceRules

ANY_TOUCH = (*VISITS, *CALLS, *MESSAGES)


class Touch(NamedTuple):
    """An answered interaction: its number, its day (ordinal), its kind, and the item it named, or ''."""

    id: int
    day: int
    kind: str
    item: str


class LineState(StrEnum):
    """What was decided about a line; whether it was done is looked up."""

    OPEN = "open"
    PINNED = "pinned"
    """A person chose its day."""
    SKIPPED = "skipped"
    """A person left it out of the week."""
    DROPPED = "dropped"
    """Nothing calls for it any more."""


class LastChange(NamedTuple):
    """What happened to a line last, and on which day (ordinal): it was on the day `before`, for a `reason` if any."""

    on: int
    kind: ChangeKind
    before: int = 0
    reason: str = ""


class KeptLine(NamedTuple):
    """An item as it came to a week, and what became of it. Days are ordinals, 0 is none.

    `planned` is the day it was first given, `day` the one it has now; `added` when it came, `later` if that was after
    the week was first shown; interactions numbered beyond `after` were logged since. `weeks` counts those it was
    planned in. `reason` is why it was skipped. The last three fields are looked up, never stored: the contact's name,
    the day it was `done`, and the day it was snoozed `until`.
    """

    item: str
    contact: int | None
    kind: str
    title: str
    why: str
    quadrant: int
    grade: str | None
    due: int
    time: str
    minutes: int
    area: str
    weight: float
    contacts: int | None = None
    planned: int = 0
    day: int = 0
    added: int = 0
    later: bool = False
    after: int = 0
    weeks: int = 1
    state: LineState = LineState.OPEN
    reason: str = ""
    change: LastChange | None = None
    name: str = ""
    done: int = 0
    until: int = 0

    @property
    def status(self) -> ItemStatus:
        """What became of it: what was skipped and done all the same is done."""
        if self.done:
            return ItemStatus.DONE
        if self.state is LineState.SKIPPED:
            return ItemStatus.SKIPPED
        return ItemStatus.MOVED if self.planned and self.day not in (0, self.planned) else ItemStatus.PLANNED

    @property
    def shown_on(self) -> int:
        """The day it was done, else the one it has, or had."""
        return self.done or self.day or self.planned

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do about it in its week."""
        return bool(self.done) or self.state is LineState.SKIPPED

    def changed(self, on: int, kind: ChangeKind, why: str = "", /, **fields: object) -> KeptLine:
        """Return the line with other `fields`, and what happened to it on a day."""
        change = LastChange(on, kind, self.day, why)
        return self._replace(change=change, **fields)  # type: ignore[arg-type]

    def change_today(self, today: int) -> Change | None:
        """Return what happened to it today, as a plan tells it; None where nothing did."""
        if self.done == today:
            return Change(self.item, self.title, ChangeKind.DONE)
        if self.done or not self.change or self.change.on != today:
            return None
        return Change(self.item, self.title, self.change.kind, self.day, self.change.before, self.change.reason)


class KeptWeek(NamedTuple):
    """What is kept of a week: the day it was first `shown` (0: not yet), and its lines by item.

    `waiting` are the urgent ones that found no day; `carried` counts, for what the week before left undone, the weeks
    it was planned in. `latest` is the number of the interaction that was logged last.
    """

    shown: int = 0
    lines: Mapping[str, KeptLine] = {}
    waiting: frozenset[str] = frozenset()
    carried: Mapping[str, int] = {}
    latest: int = 0


def line_of(item: Item, today: int, weeks: int, kept: KeptWeek) -> KeptLine:
    """The line that an item becomes when it first comes to a week."""
    day = item.day.toordinal() if item.day else 0
    who = item.contact
    return KeptLine(
        item.id, who.id if who else None, item.kind, item.title, item.why, item.quadrant, who.grade if who else None,
        item.due.toordinal(), item.time, item.minutes, item.area, item.weight, item.contacts, day, day, today,
        bool(kept.shown), kept.latest, weeks, name=who.name if who else "",
    )  # fmt: skip


def item_of_line(line: KeptLine, person: ContactRhythm | None = None) -> Item:
    """The item that a line shows: of what is done the day it was done; of what was skipped why."""
    if line.contact is not None and person is None:
        person = ContactRhythm(line.contact, line.name, line.grade, area=line.area)
    day = line.shown_on
    return Item(
        line.item,
        person,
        line.kind,
        line.title,
        f"skipped: {line.reason}" if line.status is ItemStatus.SKIPPED and line.reason else line.why,
        line.quadrant,
        line.quadrant in IMPORTANT,
        line.quadrant in URGENT,
        day_of(line.due),
        day_of(day) if day else None,
        line.time,
        line.minutes,
        line.area,
        line.weight,
        line.status,
        line.contacts,
        weeks=line.weeks,
        pinned=line.state is LineState.PINNED,
    )


def done_on(line: KeptLine, touches: Iterable[Touch], rules: CadenceRules) -> int:
    """The first day on which one of the contact's touches did what a line asked for; 0 if none did.

    It was on a day after the line came to the week, or was logged since.
    """
    kinds = _kinds(line.kind, rules)
    name = line.item.partition("-")[0]
    days = [
        touch.day
        for touch in touches
        if (touch.day > line.added or touch.id > line.after)
        and (touch.item == name or (touch.kind in kinds and not (touch.kind == "greeting" and touch.item)))
    ]
    return min(days, default=0)


def left_over(lines: Iterable[KeptLine], last: int) -> dict[str, int]:
    """What a week up to its day `last` left undone, by item, with the weeks it was planned in.

    What only filled a gap, and was not due yet, was not left.
    """
    return {
        line.item: line.weeks
        for line in lines
        if not (line.done or line.state is LineState.DROPPED) and line.due <= last
    }


def _kinds(kind: str, rules: CadenceRules) -> tuple[str, ...]:
    """The kinds of interaction that do what a kind of item asks for, whether or not they name it."""
    calls = (*VISITS, *CALLS, *(MESSAGES if rules.message_counts else ()))
    return {"visit": VISITS, "call": calls, "warning": calls, "greeting": ("greeting",), "thanks": ANY_TOUCH}.get(
        kind, ()
    )
