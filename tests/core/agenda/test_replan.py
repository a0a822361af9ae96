"""Whatever happens in a week: nothing done is lost, nothing moves without a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as some
from kept_weeks import FRI, MON, SAT, Shown, facts, met, on, shown, span, task

from followup.core.agenda.kept import KeptWeek, LineState
from followup.core.model.rules import Rules, WeekRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.core.agenda.snapshot import OpenTask
    from followup.core.cadence.due import ContactRhythm


class Day(NamedTuple):
    """What happens on one day: what is done, skipped and pinned, by its place; who comes, what is promised."""

    today: int
    done: list[int]
    skipped: list[int]
    pinned: list[tuple[int, int]]
    come: list[tuple[str, int]]
    tasks: list[int]


DAYS = some.lists(
    some.builds(
        Day,
        some.integers(MON, SAT),
        some.lists(some.integers(0, 40), max_size=6),
        some.lists(some.integers(0, 40), max_size=2),
        some.lists(some.tuples(some.integers(0, 40), some.integers(MON, FRI)), max_size=2),
        some.lists(some.tuples(some.sampled_from("ABCD"), some.integers(0, 200)), max_size=4),
        some.lists(some.integers(MON - 9, FRI), max_size=3),
    ),
    min_size=1,
    max_size=5,
).map(lambda days: sorted(days, key=lambda day: day.today))
GRADES = some.lists(some.tuples(some.sampled_from("ABCD"), some.integers(0, 200)), max_size=14)


class Life:
    """A book that goes through a week."""

    def __init__(self, people: list[tuple[str, int]], rules: Rules) -> None:
        self.people: dict[int, ContactRhythm] = {}
        self.tasks: list[OpenTask] = []
        self.kept = KeptWeek()
        self.rules = rules
        self.come(people)

    def come(self, people: list[tuple[str, int]]) -> None:
        for grade, ago in people:
            number = len(self.people) + 1
            self.people[number] = met(number, grade, ago=ago, area="东南西北"[number % 4])

    def show(self, today: int) -> Shown:
        found = shown(facts(*self.people.values(), tasks=self.tasks), self.kept, span(today), self.rules)
        self.kept = found.kept
        return found

    def live(self, day: Day, found: Shown) -> None:
        """Do, skip and pin what the day says of what is open, as the commands do it."""
        names = [item.id for item in found.plan.items if item.status in ("planned", "moved")]
        lines = dict(self.kept.lines)
        for place in day.done:
            if names:
                name = names.pop(place % len(names))
                lines[name] = lines[name]._replace(done=day.today)
                self._touched(name, day.today)
        for place in day.skipped:
            if names:
                name = names.pop(place % len(names))
                lines[name] = lines[name]._replace(state=LineState.SKIPPED, reason="no time")
        for place, pin in day.pinned:
            if names and pin >= day.today and names[place % len(names)][0] != "t":
                name = names[place % len(names)]
                lines[name] = lines[name]._replace(state=LineState.PINNED, day=pin)
        self.kept = self.kept._replace(lines=lines)
        self.come(day.come)
        if self.people:
            self.tasks += [task(100 + len(self.tasks) + n, due) for n, due in enumerate(day.tasks)]

    def _touched(self, name: str, today: int) -> None:
        number = int(name[1:])
        if name[0] == "t":
            self.tasks = [each for each in self.tasks if each.id != number]
        elif name[0] == "v":
            self.people[number] = self.people[number]._replace(last_visit=today, last_touch=today)
        else:
            self.people[number] = self.people[number]._replace(last_call=today, last_touch=today)


def done_of(kept: KeptWeek) -> Mapping[str, int]:
    return {name: line.done for name, line in kept.lines.items() if line.done}


UNSTEADY = ([("A", 0), *[("A", 18)] * 5], [Day(MON, [], [], [], [], []), Day(FRI, [], [], [], [], [])], 200, 0.3)
"""A week that moved when it was asked for again, before it was gone over until nothing moves."""


@settings(deadline=None, max_examples=60)
@example(*UNSTEADY)
@given(GRADES, DAYS, some.sampled_from([60, 110, 200, 360]), some.sampled_from([0.0, 0.3, 0.6]))
def test_whatever_happens_in_a_week(
    people: list[tuple[str, int]], days: list[Day], capacity: int, protect: float
) -> None:
    life = Life(people, Rules(week=WeekRules(capacity=capacity, protect=protect)))
    for day in days:
        before = life.kept
        found = life.show(day.today)
        again = life.show(day.today)
        assert again.said == found.said, "the same book, day and settings give the same week"
        assert again.kept == found.kept
        items = found.items
        assert len(items) == len(found.plan.items), "nothing is there twice"
        assert not items.keys() & found.left.keys()
        for name, when in done_of(before).items():
            assert (items[name].status, items[name].day) == ("done", on(when)), "what is done is never lost"
        for name, each in before.lines.items():
            if each.state is LineState.SKIPPED and not each.done:
                assert items[name].status == "skipped"
        for room in found.plan.rooms.values():
            assert room.used <= room.minutes
        for item in found.plan.items:
            assert item.day is not None
            if item.is_open:
                assert item.day.toordinal() >= day.today, "nothing is placed on a day that is over"
                assert item.day.weekday() < 5, "nor on a day off"
        assert all(found.left.values()), "and what has no day has a reason"
        life.live(day, found)


@settings(deadline=None, max_examples=40)
@given(GRADES, some.integers(MON, FRI), some.sampled_from([110, 200, 360]))
def test_nothing_moves_in_a_week_while_nothing_happens(
    people: list[tuple[str, int]], today: int, capacity: int
) -> None:
    life = Life(people, Rules(week=WeekRules(capacity=capacity)))
    first = life.show(MON)
    later = life.show(today)
    for name, day in first.days.items():
        if day >= today and name in later.days:
            assert later.days[name] == day or later.kept.lines[name].change
