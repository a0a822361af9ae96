"""The lines of an agenda as values: an item as it is shown, and a candidate with what binds it to days.

Named tuples, because a full week weighs thousands of them. Candidates count days as ordinals; items carry dates.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.workdays import Calendar

KINDS = (
    "appointment", "task", "complaint", "satisfaction", "visit", "call", "greeting", "festival", "thanks", "warning",
)  # fmt: skip


class ContactRef(NamedTuple):
    """Whom an item is about."""

    id: int
    name: str
    grade: str | None


class Item(NamedTuple):
    """One line of the agenda. `day` is None until it is placed; `time` is empty or `14:00`.

    `contact` is None for a festival's batch, which counts its `contacts` instead. `status` is planned, done, skipped
    or moved.
    """

    id: str
    contact: ContactRef | None
    kind: str
    title: str
    why: str
    quadrant: int
    important: bool
    urgent: bool
    due: date
    day: date | None
    time: str
    minutes: int
    area: str
    weight: float
    status: str = "planned"
    contacts: int | None = None


class Candidate(NamedTuple):
    """An item that wants a place: from `earliest` on, by `due` if `dated`, on `due` and no other day if `fixed`.

    `touch` is the contact who rests between touches, 0 for what does not count as one. `instead` is what does for it if
    it finds no place. A `filler` is not due yet and takes what is left.
    """

    item: Item
    due: int
    earliest: int = 0
    dated: bool = False
    fixed: bool = False
    touch: int = 0
    organization: str = ""
    filler: bool = False
    instead: Candidate | None = None


class Span(NamedTuple):
    """The days a plan is for, as ordinals: the whole week `first` to `last`, of which nothing before `start` is used."""

    first: int
    last: int
    start: int
    calendar: Calendar

    @property
    def working(self) -> list[int]:
        """The days that are left to work on."""
        return [day for day in range(self.start, self.last + 1) if self.calendar.is_working(day)]

    @property
    def label(self) -> str:
        """The week as `2026-W48`."""
        year, week, _ = date.fromordinal(self.first).isocalendar()
        return f"{year}-W{week:02}"


class Room(NamedTuple):
    """A working day's minutes, appointments and busy hours already taken off, and how many are used, with travel."""

    minutes: int
    used: int


class Unplaced(NamedTuple):
    """An item that found no day, and why."""

    item: Item
    reason: str


class Plan(NamedTuple):
    """A week as it is proposed: its items in the order of days, what found no place, and what would help."""

    span: Span
    rooms: Mapping[int, Room]
    items: Sequence[Item]
    unplaced: Sequence[Unplaced]
    hints: Sequence[str] = ()


@cache
def day_text(day: int) -> str:
    """An ordinal as `2026-11-27`; the same few hundred days come up thousands of times."""
    return date.fromordinal(day).isoformat()


@cache
def day_of(day: int) -> date:
    """An ordinal as a date."""
    return date.fromordinal(day)


def amount_text(amount: int) -> str:
    """An amount of the smallest unit in whole units: `120,000`."""
    return f"{amount / 100:,.0f}"
