"""Placing: candidates in, the week out. One pass by weight, within the capacity of every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.item import Candidate, Plan, Room, Span, Unplaced, day_of, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.item import Item
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
    return Span(monday, monday + 6, max(monday, today), calendar)


def place(candidates: Iterable[Candidate], span: Span, rules: Rules) -> Plan:
    """Give every candidate a day, or a reason why it has none; fillers that find no room are left out.

    Appointments and dated items come first, then by weight; what is kept for quadrant 2 is given to the others once
    quadrant 2 has had its turn. The same candidates give the same plan, in whatever order they come.
    """
    ordered = sorted(candidates, key=_order)
    week = _Week(span, ordered, rules)
    waiting = [candidate for candidate in ordered if not candidate.filler and not week.take(candidate)]
    week.release()
    left = [candidate for candidate in waiting if not week.take(candidate)]
    for candidate in ordered:
        if candidate.filler and week.most:
            week.take(candidate)
    unplaced = week.replaced + [Unplaced(candidate.item, week.reason(candidate)) for candidate in left]
    unplaced.sort(key=_unplaced_order)
    rooms = {day: Room(minutes, minutes - week.room[day]) for day, minutes in week.minutes.items()}
    return Plan(span, rooms, sorted(week.items, key=_items_order), unplaced)


class _Week:
    """The days while they fill up."""

    def __init__(self, span: Span, candidates: Sequence[Candidate], rules: Rules) -> None:
        self.span = span
        self.rest = rules.cadence.rest_days
        self.travel = rules.week.minutes.travel
        self.days = span.working
        self.minutes = {day: int(rules.week.capacity * span.calendar.share(day)) for day in self.days}
        for candidate in candidates:
            if candidate.item.kind == "appointment" and candidate.due in self.minutes:
                self.minutes[candidate.due] = max(0, self.minutes[candidate.due] - candidate.item.minutes)
        self.room = dict(self.minutes)
        self.most = max(self.room.values(), default=0)
        self.protect = rules.week.protect
        quiet = any(candidate.item.quadrant == QUIET for candidate in candidates)
        self.open_to_all = sum(self.room.values()) * (1 - self.protect if quiet else 1)
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
        if self._kept_from(candidate):
            return False
        day = self._day_for(candidate)
        if day is not None:
            self._put(candidate, day)
            return True
        other = candidate.instead
        day = self._day_for(other) if other else None
        if other is None or day is None:
            return False
        self._put(other, day)
        reason = f"no room for a {candidate.item.kind}; a {other.item.kind} on {day_text(day)} does instead"
        self.replaced.append(Unplaced(candidate.item, reason))
        return True

    def reason(self, candidate: Candidate) -> str:
        """Why a candidate has no day."""
        if not self.days:
            return "no working day is left"
        if candidate.earliest > self.days[-1]:
            return f"rests until {day_text(candidate.earliest)}: one touch in {self.rest} days"
        if candidate.dated and candidate.due >= self.span.start:
            return f"no room left on {'' if candidate.fixed else 'or before '}{day_text(candidate.due)}"
        if self.touched.get(candidate.touch):
            return f"one touch in {self.rest} days, and {day_text(self.touched[candidate.touch][0])} has one"
        return "no room left in the week"

    def _kept_from(self, candidate: Candidate) -> bool:
        """Quadrant 2 is what the protected time is for, and only dated items of quadrant 1 may take of it."""
        item = candidate.item
        if item.quadrant == QUIET or (item.quadrant == 1 and candidate.dated):
            return False
        return item.minutes + (self.travel if item.kind == "visit" else 0) > self.open_to_all

    def _day_for(self, candidate: Candidate) -> int | None:
        if candidate.fixed and (candidate.item.kind == "appointment" or candidate.due not in self.room):
            return candidate.due
        if candidate.item.minutes > self.most:
            return None
        return next((day for day in self._days(candidate) if self._fits(candidate, day)), None)

    def _days(self, candidate: Candidate) -> list[int]:
        """The days that suit a candidate, the best first."""
        if candidate.fixed:
            return [candidate.due]
        days = [day for day in self.days if day >= candidate.earliest]
        if candidate.dated:
            on_time = [day for day in days if day <= candidate.due] or days
            return on_time[::-1] if candidate.item.kind == "task" and on_time is not days else on_time
        if candidate.item.kind == "visit":
            area, organization = candidate.item.area, candidate.organization
            days.sort(
                key=lambda day: ((day, organization) not in self.organizations, (day, area) not in self.areas, day)
            )
        return days

    def _fits(self, candidate: Candidate, day: int) -> bool:
        if self._cost(candidate, day) > self.room[day]:
            return False
        return not candidate.touch or all(
            abs(day - other) >= self.rest for other in self.touched.get(candidate.touch, ())
        )

    def _cost(self, candidate: Candidate, day: int) -> int:
        item = candidate.item
        if item.kind == "visit" and (day, item.area) not in self.areas:
            return item.minutes + self.travel
        return item.minutes

    def _put(self, candidate: Candidate, day: int) -> None:
        item = candidate.item
        if day in self.room and item.kind != "appointment":
            cost = self._cost(candidate, day)
            self.room[day] -= cost
            self.most = max(self.room.values())
            if item.quadrant != QUIET:
                self.open_to_all -= cost
        if item.kind == "visit":
            self.areas |= {(day, item.area)} if item.area else set()
            self.organizations |= {(day, candidate.organization)} if candidate.organization else set()
        if candidate.touch:
            self.touched.setdefault(candidate.touch, []).append(day)
        self.items.append(item._replace(day=day_of(day)))


def _order(candidate: Candidate) -> tuple[object, ...]:
    item = candidate.item
    first = 0 if item.kind == "appointment" else 1 if candidate.dated else 2
    heaviest = max(item.weight, candidate.instead.item.weight) if candidate.instead else item.weight
    return first, -heaviest, candidate.due, item.id


def _items_order(item: Item) -> tuple[object, ...]:
    return item.day, item.time or "24", -item.weight, item.id


def _unplaced_order(unplaced: Unplaced) -> tuple[object, ...]:
    return -unplaced.item.weight, unplaced.item.due, unplaced.item.id
