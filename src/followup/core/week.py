"""Placing: candidates in, the week out. One pass by weight, within the capacity of every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.item import Plan, Rank, Room, Span, Unplaced, day_text, item_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.item import Candidate, Item
    from followup.core.rules import Rules
    from followup.core.workdays import Calendar

WEEKS_AHEAD = 5
QUIET = 2
"""The quadrant of what is important and not urgent."""


def span_of(today: date, calendar: Calendar) -> Span:
    """The week that is meant today: this one, or with no working day left in it the next that has one."""
    start = today.toordinal()
    first = start - today.weekday()
    for week in range(WEEKS_AHEAD):
        span = span_from(first + 7 * week, start, calendar)
        if span.working:
            return span
    return span_from(first + 7, start, calendar)


def span_from(monday: int, today: int, calendar: Calendar) -> Span:
    """The week that begins on `monday`; nothing of it before today can be used."""
    return Span(monday, monday + 6, max(monday, today), calendar, today)


def place(candidates: Iterable[Candidate], span: Span, rules: Rules) -> Plan:
    """Give every candidate a day, or a reason why it has none; fillers that find no room are left out.

    Appointments and dated items come first, then by weight; what is kept for quadrant 2 is given to the others once
    quadrant 2 has had its turn. The same candidates give the same plan, in whatever order they come.
    """
    ordered = sorted(candidates)
    week = _Week(span, ordered, rules)
    left = [each for each in ordered if each.rank < Rank.FILLER and not week.take(each)]
    week.release()
    left = [each for each in left if not week.take(each)]
    for each in ordered:
        if each.rank == Rank.FILLER and week.most:
            week.take(each)
    unplaced = sorted([*week.replaced, *(Unplaced(each, week.reason(each), span.today) for each in left)])
    rooms = {day: Room(minutes, minutes - week.room[day]) for day, minutes in week.minutes.items()}
    return Plan(span, rooms, sorted(week.items, key=_items_order), unplaced)


class _Week:
    """The days while they fill up."""

    def __init__(self, span: Span, candidates: Sequence[Candidate], rules: Rules) -> None:
        self.span = span
        self.rest = rules.cadence.rest_days
        self.travel = rules.week.minutes.travel
        self.call = rules.week.minutes.call
        self.days = span.working
        self.minutes = {day: int(rules.week.capacity * span.calendar.share(day)) for day in self.days}
        for candidate in candidates:
            if candidate.rank == Rank.APPOINTMENT and candidate.due in self.minutes:
                self.minutes[candidate.due] = max(0, self.minutes[candidate.due] - candidate.minutes)
        self.room = dict(self.minutes)
        self.most = max(self.room.values(), default=0)
        kept = rules.week.protect if any(each.quadrant == QUIET for each in candidates) else 0
        self.open_to_all = sum(self.room.values()) * (1 - kept)
        self.areas: set[tuple[int, str]] = set()
        self.organizations: set[tuple[int, str]] = set()
        self.touched: dict[int, list[int]] = {}
        self.items: list[Item] = []
        self.replaced: list[Unplaced] = []

    def release(self) -> None:
        """Open what was kept for quadrant 2 to everybody."""
        self.open_to_all = float("inf")

    def take(self, candidate: Candidate) -> bool:
        """Place a candidate, or what does instead of it; False when there is no day for either."""
        instead = candidate.instead
        least = candidate.minutes if instead is None else self.call
        if (least > self.most and not candidate.fixed) or self._is_kept_from(candidate):
            return False
        day = self._day_for(candidate)
        if day is not None:
            self._put(candidate, day)
            return True
        other = instead() if instead else None
        day = self._day_for(other) if other else None
        if other is None or day is None:
            return False
        self._put(other, day)
        reason = f"no room for a {candidate.kind}; a {other.kind} on {day_text(day)} does instead"
        self.replaced.append(Unplaced(candidate, reason, self.span.today))
        return True

    def reason(self, candidate: Candidate) -> str:
        """Why a candidate has no day."""
        if not self.days:
            return "no working day is left"
        if candidate.earliest > self.days[-1]:
            return f"rests until {day_text(candidate.earliest)}: one touch in {self.rest} days"
        if candidate.rank == Rank.DATED and candidate.due >= self.span.start:
            return f"no room left on {'' if candidate.fixed else 'or before '}{day_text(candidate.due)}"
        touched = self._touched(candidate)
        if touched:
            return f"one touch in {self.rest} days, and {day_text(touched[0])} has one"
        return "no room left in the week"

    def _is_kept_from(self, candidate: Candidate) -> bool:
        """Quadrant 2 is what the protected time is for, and only dated items of quadrant 1 may take of it."""
        if candidate.quadrant == QUIET or (candidate.quadrant == 1 and candidate.rank < Rank.DUE):
            return False
        return candidate.minutes + (self.travel if candidate.kind == "visit" else 0) > self.open_to_all

    def _day_for(self, candidate: Candidate) -> int | None:
        if candidate.fixed and (candidate.rank == Rank.APPOINTMENT or candidate.due not in self.room):
            return candidate.due
        if candidate.minutes > self.most:
            return None
        return next((day for day in self._days(candidate) if self._fits(candidate, day)), None)

    def _days(self, candidate: Candidate) -> list[int]:
        """The days that suit a candidate, the best first."""
        if candidate.fixed:
            return [candidate.due]
        days = [day for day in self.days if day >= candidate.earliest]
        if candidate.rank == Rank.DATED:
            on_time = [day for day in days if day <= candidate.due]
            return on_time[::-1] if candidate.kind == "task" and on_time else on_time or days
        if candidate.kind == "visit" and candidate.person:
            area, organization = candidate.area, candidate.person.organization
            days.sort(
                key=lambda day: ((day, organization) not in self.organizations, (day, area) not in self.areas, day)
            )
        return days

    def _fits(self, candidate: Candidate, day: int) -> bool:
        if self._cost(candidate, day) > self.room[day]:
            return False
        return all(abs(day - other) >= self.rest for other in self._touched(candidate))

    def _touched(self, candidate: Candidate) -> Sequence[int]:
        """The days on which the candidate's person has a touch already, if it is one itself."""
        return self.touched.get(candidate.person.id, ()) if candidate.touch and candidate.person else ()

    def _cost(self, candidate: Candidate, day: int) -> int:
        if candidate.kind == "visit" and (day, candidate.area) not in self.areas:
            return candidate.minutes + self.travel
        return candidate.minutes

    def _put(self, candidate: Candidate, day: int) -> None:
        if day in self.room and candidate.rank != Rank.APPOINTMENT:
            cost = self._cost(candidate, day)
            self.room[day] -= cost
            self.most = max(self.room.values())
            if candidate.quadrant != QUIET:
                self.open_to_all -= cost
        if candidate.kind == "visit" and candidate.person:
            self.areas |= {(day, candidate.area)} if candidate.area else set()
            organization = candidate.person.organization
            self.organizations |= {(day, organization)} if organization else set()
        if candidate.touch and candidate.person:
            self.touched.setdefault(candidate.person.id, []).append(day)
        self.items.append(item_of(candidate, self.span.today, day))


def _items_order(item: Item) -> tuple[object, ...]:
    return item.day, item.time or "24", -item.weight, item.id
