"""The days of a week while they fill up: what stands where, the minutes left, and what may go where.

Everything that binds a plan is here, so that placing and improving cannot disagree about it: the minutes of a day,
travel once for each area and day, the time kept for quadrant 2, and the rest between two touches of a person.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from followup.core.scheduling.item import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate, Span

_UNKNOWN = -1
QUIET = 2
"""The quadrant of what is important and not urgent."""


class Board:
    """A week's days, and the candidates that stand on them."""

    def __init__(self, span: Span, candidates: Sequence[Candidate], rules: Rules) -> None:
        self.span = span
        self.rest = rules.cadence.rest_days
        self.travel = rules.week.minutes.travel
        self.days = span.working
        self.where: dict[str, int] = {}
        self.on: dict[int, list[Candidate]] = {day: [] for day in self.days}
        self.trips: Counter[tuple[int, str]] = Counter()
        self.quiet_trips: Counter[tuple[int, str]] = Counter()
        self.appointed: set[tuple[int, str]] = set()
        self.firms: Counter[tuple[int, str]] = Counter()
        self.touched: dict[int, list[int]] = {}
        self.minutes = {day: span.calendar.minutes(day, rules.week.capacity) for day in self.days}
        for each in candidates:
            if each.rank == Rank.APPOINTMENT and each.due in self.minutes:
                takes = each.minutes + self._travel(each, each.due)
                taken = span.calendar.taken_from(
                    each.due, each.time, each.minutes
                )  # busy hours it stands in count once
                self.minutes[each.due] = max(0, self.minutes[each.due] + taken - takes)
                self._count(each, each.due, 1)
                self.appointed.add((each.due, each.area))
        self.room = dict(self.minutes)
        self._most = _UNKNOWN
        self.open_share = sum(self.room.values()) * (1 - rules.week.protect)
        self.quiet = {each.id for each in candidates if each.quadrant == QUIET and self._could_stand(each)}
        self.dated_first = 0
        self.others = 0
        self.rivals: dict[str, str] = {}

    def put(self, candidate: Candidate, day: int) -> None:
        """Stand a candidate on a day; whether it may is asked before (`may`)."""
        self.where[candidate.id] = day
        self.on.setdefault(day, []).append(candidate)
        if candidate.rank != Rank.APPOINTMENT:
            self._use(candidate, day, self.cost(candidate, day), 1)
        if candidate.touch and candidate.person:
            self.touched.setdefault(candidate.person.id, []).append(day)

    def stand(self, candidate: Candidate) -> bool:
        """Put a candidate on the first day that suits it; False where there is none."""
        day = next((day for day in self.days_for(candidate) if self.may(candidate, day)), None)
        if day is not None:
            self.put(candidate, day)
        return day is not None

    def take_off(self, candidate: Candidate) -> int:
        """Take a candidate off its day again; the day."""
        day = self.where.pop(candidate.id)
        self.on[day].remove(candidate)
        self._use(candidate, day, -self._frees(candidate, day), -1)
        if candidate.touch and candidate.person:
            self.touched[candidate.person.id].remove(day)
        return day

    def may(self, candidate: Candidate, day: int) -> bool:
        """Whether a candidate may stand on a day: there is room, it does not come too soon, and no time is kept."""
        if day not in self.room:
            return candidate.fixed  # on a day off it costs nothing
        cost = self.cost(candidate, day)
        if cost > self.room[day] or not self.has_rested(candidate, day):
            return False
        if self.rivals and self.rivals.get(candidate.id) in self.where:
            return False
        return not self.is_kept_from(candidate, cost)

    def is_kept_from(self, candidate: Candidate, cost: int | None = None) -> bool:
        """Whether the time that a candidate takes (`cost`, or at least its minutes) is kept for quadrant 2."""
        if not self.is_bound(candidate):
            return False
        more = candidate.minutes if cost is None else cost
        return self.others + self.dated_first + more > self.open_to_others

    def is_instead(self, one: Candidate, other: Candidate) -> None:
        """Say of two candidates that one does for the other: never both have a day."""
        self.rivals |= {one.id: other.id, other.id: one.id}

    def is_bound(self, candidate: Candidate) -> bool:
        """Whether what is kept for quadrant 2 is kept from it: all others, but dated ones of quadrant 1."""
        return candidate.quadrant != QUIET and (candidate.quadrant != 1 or candidate.rank >= Rank.DUE)

    def is_free(self, candidate: Candidate, day: int) -> bool:
        """Whether a candidate without a day could stand on this one as far as its person is concerned, full or not."""
        if candidate.id in self.where or self.rivals.get(candidate.id) in self.where:
            return False
        if candidate.rank == Rank.DATED and day not in self.days_for(candidate):
            return False
        return candidate.earliest <= day and (not candidate.touch or self.has_rested(candidate, day))

    @property
    def most(self) -> int:
        """The minutes of the day that has the most left."""
        if self._most < 0:
            self._most = max(self.room.values(), default=0)
        return self._most

    @property
    def open_to_others(self) -> float:
        """The minutes of the week that quadrant 2 leaves to the others: all, once none of its candidates waits."""
        return float("inf") if self.quiet <= self.where.keys() else self.open_share

    @property
    def is_kept(self) -> bool:
        """Whether what is kept for quadrant 2 is kept: only dated items of quadrant 1 may have eaten into it."""
        return not self.others or self.others + self.dated_first <= self.open_to_others

    def cost(self, candidate: Candidate, day: int) -> int:
        """The minutes that a candidate takes of a day: its own, and travel where nobody goes to its area yet."""
        return candidate.minutes + self._travel(candidate, day)

    def frees(self, candidate: Candidate) -> int:
        """The minutes that a candidate would give back to its day: travel too, if nobody else of the day is there."""
        return self._frees(candidate, self.where[candidate.id])

    def days_for(self, candidate: Candidate) -> list[int]:
        """The days that suit a candidate, full or not, the best first."""
        if candidate.fixed:
            return [candidate.due]
        days = [day for day in self.days if day >= candidate.earliest]
        if candidate.rank == Rank.DATED:
            on_time = [day for day in days if day <= candidate.due]
            return on_time[::-1] if candidate.kind == "task" and on_time else on_time or days
        if candidate.kind == "visit":
            days.sort(key=lambda day: (*self.apartness(candidate, day), day))
        return days

    def apartness(self, visit: Candidate, day: int) -> tuple[bool, bool]:
        """Whether nobody of its organisation, and nobody of its area, is visited on a day."""
        firm = visit.person.organization if visit.person else ""
        return not (firm and self.firms[day, firm]), not (visit.area and self.trips[day, visit.area])

    def touches_of(self, candidate: Candidate) -> Sequence[int]:
        """The days on which the candidate's person has a touch already, if it is one itself."""
        return self.touched.get(candidate.person.id, ()) if candidate.touch and candidate.person else ()

    def standing(self) -> Iterable[Candidate]:
        """Everything that has a day, in the order of days."""
        return (each for day in sorted(self.on) for each in self.on[day])

    def _frees(self, candidate: Candidate, day: int) -> int:
        alone = travels(candidate) and (not candidate.area or self.trips[day, candidate.area] == 1)
        return candidate.minutes + (self.travel if alone else 0)

    def _travel(self, candidate: Candidate, day: int) -> int:
        if not travels(candidate) or (candidate.area and self.trips[day, candidate.area]):
            return 0
        return self.travel

    def _count(self, candidate: Candidate, day: int, one: int) -> None:
        if travels(candidate):
            self.trips[day, candidate.area] += one
            self.firms[day, candidate.person.organization if candidate.person else ""] += one

    def _use(self, candidate: Candidate, day: int, minutes: int, one: int) -> None:
        """Take minutes from a day, or give them back; the way to an area is the others' if no quiet visit is there."""
        if day not in self.room:
            return
        self.room[day] -= minutes
        self._most = _UNKNOWN
        paid = self._paid_by_others(candidate, day)
        self._count(candidate, day, one)
        if candidate.quadrant == QUIET and travels(candidate) and candidate.area:
            self.quiet_trips[day, candidate.area] += one
        self.others += self._paid_by_others(candidate, day) - paid
        own = one * (candidate.minutes if candidate.area or not travels(candidate) else candidate.minutes + self.travel)
        if self.is_bound(candidate):
            self.others += own
        elif candidate.quadrant != QUIET:
            self.dated_first += own

    def _paid_by_others(self, candidate: Candidate, day: int) -> int:
        where = day, candidate.area
        goes = travels(candidate) and candidate.area and where not in self.appointed
        return self.travel if goes and self.trips[where] and not self.quiet_trips[where] else 0

    def has_rested(self, candidate: Candidate, day: int) -> bool:
        """Whether a day is far enough from the other touches of its person."""
        return all(abs(day - other) >= self.rest for other in self.touches_of(candidate))

    def _could_stand(self, candidate: Candidate) -> bool:
        """Whether there is a day for it on an empty board."""
        if candidate.fixed:
            return candidate.due in self.room
        travel = self.travel if travels(candidate) else 0
        return bool(self.days) and candidate.earliest <= self.days[-1] and candidate.minutes + travel <= self.most


def travels(candidate: Candidate) -> bool:
    """Whether somebody has to go there: for a visit, and for an appointment at a place."""
    return candidate.kind == "visit" or (candidate.kind == "appointment" and bool(candidate.area))
