"""What was planned for a week, line by line, and what became of it: values that are kept, and read for a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.cadence.due import CALLS, MESSAGES, VISITS, ContactRhythm
from followup.core.dates.formatting import day_of
from followup.core.scheduling.item import Item
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


class Line(NamedTuple):
    """An item as it came to a week, and what became of it. Days are ordinals, 0 is none.

    `planned` is the day it was first given, `day` the one it has now; `added` when it came, `later` if that was after
    the week was first shown; interactions numbered beyond `after` were logged since. `weeks` counts those it was
    planned in. `skipped` is the reason of a skip, `gone` what nothing calls for any more. `changed` is when it last
    changed, `cause` how. The last three are looked up, never kept: the contact's name, the day it was `done`, and the
    day it was put off to.
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
    pinned: bool = False
    skipped: str | None = None
    gone: bool = False
    changed: int = 0
    cause: str = ""
    name: str = ""
    done: int = 0
    until: int = 0

    @property
    def status(self) -> str:
        """What became of it: done, skipped, moved to another day than it was first given, or still planned."""
        if self.done:
            return "done"
        if self.skipped is not None:
            return "skipped"
        return "moved" if self.planned and self.day not in (0, self.planned) else "planned"

    @property
    def shown_on(self) -> int:
        """The day it was done, else the one it has, or had."""
        return self.done or self.day or self.planned

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do about it in its week."""
        return bool(self.done) or self.skipped is not None


class Kept(NamedTuple):
    """What is kept of a week: the day it was first `shown` (0: not yet), and its lines by item.

    `waiting` are the urgent ones that found no day; `carried` counts, for what the week before left undone, the weeks
    it was planned in. `latest` is the number of the interaction that was logged last.
    """

    shown: int = 0
    lines: Mapping[str, Line] = {}
    waiting: frozenset[str] = frozenset()
    carried: Mapping[str, int] = {}
    latest: int = 0


def line_of(item: Item, today: int, weeks: int, kept: Kept) -> Line:
    """The line that an item becomes when it first comes to a week."""
    day = item.day.toordinal() if item.day else 0
    who = item.contact
    return Line(
        item.id, who.id if who else None, item.kind, item.title, item.why, item.quadrant, who.grade if who else None,
        item.due.toordinal(), item.time, item.minutes, item.area, item.weight, item.contacts, day, day, today,
        bool(kept.shown), kept.latest, weeks, name=who.name if who else "",
    )  # fmt: skip


def item_of_line(line: Line, person: ContactRhythm | None = None) -> Item:
    """The item that a line shows: of what is done the day it was done; of what was skipped why."""
    if line.contact is not None and person is None:
        person = ContactRhythm(line.contact, line.name, line.grade, area=line.area)
    day = line.shown_on
    return Item(
        line.item,
        person,
        line.kind,
        line.title,
        f"skipped: {line.skipped}" if line.skipped and not line.done else line.why,
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
        pinned=line.pinned,
    )


def done_on(line: Line, touches: Iterable[Touch], rules: CadenceRules) -> int:
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


def left_over(lines: Iterable[Line], last: int) -> dict[str, int]:
    """What a week up to its day `last` left undone, by item, with the weeks it was planned in.

    What only filled a gap, and was not due yet, was not left.
    """
    return {line.item: line.weeks for line in lines if not (line.done or line.gone) and line.due <= last}


def _kinds(kind: str, rules: CadenceRules) -> tuple[str, ...]:
    """The kinds of interaction that do what a kind of item asks for, whether or not they name it."""
    calls = (*VISITS, *CALLS, *(MESSAGES if rules.message_counts else ()))
    return {"visit": VISITS, "call": calls, "warning": calls, "greeting": ("greeting",), "thanks": ANY_TOUCH}.get(
        kind, ()
    )
