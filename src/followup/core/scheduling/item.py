"""The lines of an agenda as values: an item as it is shown, and a candidate with what binds it to days.

Named tuples, because a full week weighs thousands of them. Candidates count days as ordinals; items carry dates.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from followup.core.dates.formatting import day_of, day_text
from followup.core.scheduling.priority import IMPORTANT, URGENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followup.core.cadence.due import ContactRhythm
    from followup.core.dates.workdays import Calendar

KINDS = (
    "appointment", "task", "complaint", "satisfaction", "visit", "call", "greeting", "festival", "thanks", "warning",
)  # fmt: skip


class ItemStatus(StrEnum):
    """What became of an item of a week: `MOVED` is to another day than it was first given."""

    PLANNED = "planned"
    MOVED = "moved"
    DONE = "done"
    SKIPPED = "skipped"


class Item(NamedTuple):
    """One line of the agenda. `day` is None until it is placed; `time` is empty or `14:00`.

    `contact` is None for a festival's batch, which counts its `contacts` instead. `new` came to the week today, after
    it was first shown; `weeks` counts the weeks it was planned in, this one too; a `pinned` one stays on its day.
    """

    id: str
    contact: ContactRhythm | None
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
    status: ItemStatus = ItemStatus.PLANNED
    contacts: int | None = None
    new: bool = False
    weeks: int = 1
    pinned: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status not in (ItemStatus.DONE, ItemStatus.SKIPPED)


class Question(NamedTuple):
    """What the salesperson has to decide: a visit that was carried over too often. `answers` are words and commands."""

    id: str
    person: ContactRhythm | None
    weeks: int
    text: str
    answers: Sequence[tuple[str, str]]


class ChangeKind(StrEnum):
    """What happened to an item after its week was first shown."""

    DONE = "done"
    NEW = "new"
    """It came to the week."""
    PLANNED = "planned"
    """It had no day in the week, or nothing called for it, and has one now."""
    FOUND_ROOM = "found-room"
    """It had lost its day and has one again."""
    POSTPONED = "postponed"
    """It was not done on its day, which is over, and has a later one."""
    MOVED = "moved"
    PUT_OFF = "put-off"
    """It was snoozed to another day of the week."""
    DAY_OFF = "day-off"
    """Its day became a day off."""
    LOST_DAY = "lost-day"
    WAITS = "waits"
    """It was snoozed beyond the week."""
    MADE_ROOM = "made-room"
    """It is not due this week, and something else took its room."""
    MISSED = "missed"
    """Its day is over, and it cannot be done on another."""
    NOT_DUE = "not-due"
    PINNED = "pinned"
    SKIPPED = "skipped"


class Change(NamedTuple):
    """What happened to an item: it is on `day` now and was on `before` (ordinals; 0: none), for a reason if any."""

    item: str
    title: str
    kind: ChangeKind
    day: int = 0
    before: int = 0
    reason: str = ""


class Rank:
    """Who chooses first: appointments, then what is dated, what is due, and last what is not due yet."""

    APPOINTMENT = 0
    DATED = 1
    DUE = 2
    FILLER = 3


class Candidate(NamedTuple):
    """What may become an item. Candidates sort as they are placed: by rank, then the lightest (-weight) last.

    It is wanted from `earliest` on, by `due` if it is dated, on `due` and no other day if `fixed`. A `touch` keeps its
    distance from other touches of its person. `instead` makes what does for it if it finds no place. A cadence's own
    are explained only when shown: from `last` (0: never) and `interval`.
    """

    rank: int
    lightness: float
    due: int
    id: str
    kind: str
    person: ContactRhythm | None
    quadrant: int
    minutes: int
    earliest: int
    title: str = ""
    why: str = ""
    time: str = ""
    area: str = ""
    fixed: bool = False
    touch: bool = False
    last: int = 0
    interval: int = 0
    contacts: int | None = None
    instead: Callable[[], Candidate] | None = None


class Span(NamedTuple):
    """The days a plan is for, as ordinals: the week `first` to `last`, of which nothing before `start` is used.

    `today` is before `start` where a week to come is planned.
    """

    first: int
    last: int
    start: int
    calendar: Calendar
    today: int

    @property
    def working(self) -> list[int]:
        """The days that are left to work on."""
        return [day for day in range(self.start, self.last + 1) if self.calendar.has_hours(day)]

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
    """A candidate that found no day, and why. There may be thousands: the item is made when it is shown."""

    candidate: Candidate
    reason: str
    today: int

    @property
    def item(self) -> Item:
        """The line it would have been."""
        return item_of(self.candidate, self.today, None)


class Plan(NamedTuple):
    """A week as it is proposed: its items in the order of days, what found no place, and what would help.

    The `changes` are those of today, after the week was first shown; `questions` are about visits carried over too
    often.
    """

    span: Span
    rooms: Mapping[int, Room]
    items: Sequence[Item]
    unplaced: Sequence[Unplaced]
    hints: Sequence[str] = ()
    changes: Sequence[Change] = ()
    questions: Sequence[Question] = ()


def item_of(candidate: Candidate, today: int, day: int | None) -> Item:
    """The line that a candidate becomes on a day; what is overdue is so today, wherever it is placed."""
    return Item(
        candidate.id,
        candidate.person,
        candidate.kind,
        title_of(candidate),
        why_of(candidate, today),
        candidate.quadrant,
        candidate.quadrant in IMPORTANT,
        candidate.quadrant in URGENT,
        day_of(candidate.due),
        None if day is None else day_of(day),
        candidate.time,
        candidate.minutes,
        candidate.area,
        -candidate.lightness,
        contacts=candidate.contacts,
    )


def title_of(candidate: Candidate) -> str:
    """What there is to do, in words."""
    return candidate.title or f"{candidate.kind.capitalize()} {candidate.person.name if candidate.person else ''}"


def why_of(candidate: Candidate, today: int) -> str:
    """Why it is there, with numbers."""
    return candidate.why or _cadence_why(candidate.kind, candidate.due, candidate.last, candidate.interval, today)


def _cadence_why(kind: str, due: int, last: int, interval: int, today: int) -> str:
    overdue = today - due
    when = f"{overdue} {'day' if overdue == 1 else 'days'} overdue" if overdue > 0 else f"due {day_text(due)}"
    return f"{when}: {f'last {kind} {day_text(last)}' if last else f'no {kind} yet'}, every {interval} days"
