"""The week kept: planned when first shown; from then on it keeps what it has, adds what is new, says what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.agenda.carryover import asked_about, question, weeks_of
from followup.core.agenda.hints import hints
from followup.core.agenda.kept import KeptLine, KeptWeek, LineState, item_of_line, line_of
from followup.core.agenda.plan import candidates
from followup.core.agenda.replan import Begun, go_on, stone
from followup.core.scheduling.item import ChangeKind, ItemStatus, Plan, Rank, Unplaced
from followup.core.scheduling.priority import URGENT
from followup.core.scheduling.schedule import Board
from followup.core.scheduling.solver import Filled, fill_week, items_order, plan_of, rooms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from followup.core.agenda.snapshot import WeekSnapshot
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate, Change, Item, Span

ROUNDS = 8
"""So often a plan is gone over at most; two or three times are what it takes."""


def keep_week(facts: WeekSnapshot, span: Span, rules: Rules, kept: KeptWeek) -> tuple[Plan, KeptWeek]:
    """Plan a week as far as it is not decided yet; the plan, and what is to be kept of it.

    The same book, day, settings and lines give the same plan; and what is given back to be kept gives it again.
    """
    return _Week(facts, span, rules, kept).planned()


def past_week(span: Span, rules: Rules, kept: KeptWeek) -> Plan:
    """A week that is over: what was planned, and what became of it; all its days, with what that took of them."""
    lines = [
        line for line in kept.lines.values() if (line.planned or line.done) and line.state is not LineState.DROPPED
    ]
    items = sorted(map(item_of_line, lines), key=items_order)
    taken = [_taken(line) for line in lines if line.status is not ItemStatus.SKIPPED]
    board = Board(span._replace(start=span.first), taken, rules)
    for each in taken:
        board.put(each, each.due)
    return Plan(span, rooms_of(board), items, [])


def _taken(line: KeptLine) -> Candidate:
    """What took the minutes of a day, or was meant to."""
    found = stone(line.item, line)
    return found._replace(rank=Rank.APPOINTMENT, time=line.time) if line.kind == "appointment" else found


class _Week:
    """One week while it is planned: `found` are the candidates left to do, `asked` those that are a question."""

    def __init__(self, facts: WeekSnapshot, span: Span, rules: Rules, kept: KeptWeek) -> None:
        self.facts = facts
        self.span = span
        self.rules = rules
        self.kept = kept
        every = {each.id: each for each in candidates(facts, span, rules)}
        self.lines = {_name(line, every): line for line in kept.lines.values()}
        self.kept = kept._replace(lines=self.lines)
        self.asked = {each.id: each for each in asked_about(every, self.kept)}
        self.found = {each.id: each for each in self._left(every)}

    def planned(self) -> tuple[Plan, KeptWeek]:
        """Plan what is left, put what is decided beside it, and note what changed."""
        ordered = sorted(self.found.values())
        plan = self._with_questions(plan_of(self._steady(ordered), self.rules))
        plan = plan._replace(items=[item for item in plan.items if not self._is_done(item.id)])
        after = self._kept(plan)
        items = [*(_marked(item, after.lines[item.id], self.span.today) for item in plan.items), *self._decided(after)]
        plan = plan._replace(items=sorted(items, key=items_order), changes=_changes(after, self.span.today))
        return plan._replace(hints=hints(plan, self.facts, self.rules)), after

    def _steady(self, ordered: Sequence[Candidate]) -> Filled:
        """The week filled, and gone over until that changes nothing: asked again, it will not move either."""
        begun = self._begun()
        if self.kept.shown:
            filled = go_on(self.found, ordered, begun, self.span, self.rules)
        else:
            filled = fill_week(ordered, self.span, self.rules)
            if all(each.id in filled.board.where for each in ordered if each.rank < Rank.FILLER):
                return filled
        rounds = 0
        while rounds < ROUNDS and not begun.stands_as(filled):
            rounds += 1
            begun = begun.after(filled)
            filled = go_on(self.found, ordered, begun, self.span, self.rules)
        return filled

    def _is_done(self, name: str) -> bool:
        return name in self.lines and bool(self.lines[name].done)

    def _begun(self) -> Begun:
        """How the week stands by its lines."""
        left = {
            name: line
            for name, line in self.lines.items()
            if not (line.closed or line.state is LineState.DROPPED or line.until > self.span.last)
            and name not in self.asked
        }
        return Begun(
            {name: line.day for name, line in left.items()},
            {name for name, line in left.items() if line.state is LineState.PINNED},
            {name: line.due for name, line in left.items()},
            self.kept.waiting,
            {name: stone(name, line) for name, line in self.lines.items() if line.done >= self.span.start},
        )

    def _left(self, every: Mapping[str, Candidate]) -> Iterable[Candidate]:
        """What is left to do: not what was done or skipped in this week, nor what is a question; its call may be."""
        if not self.lines and not self.asked:
            yield from every.values()
            return
        closed = {name for name, line in self.lines.items() if line.closed}
        calls = {f"v{name[1:]}" for name in closed if name[0] == "c"}
        for name, each in every.items():
            if name in self.asked:
                if each.instead and name not in calls:
                    yield each.instead()
            elif name not in closed:
                yield each._replace(instead=None) if name in calls else each

    def _with_questions(self, plan: Plan) -> Plan:
        """The plan with its questions; what is asked about is listed among what has no day."""
        if not self.asked:
            return plan
        weeks = {name: weeks_of(name, self.kept) for name in self.asked}
        waiting = [
            Unplaced(each, f"carried over {weeks[name] - 1} times: it waits for an answer", self.span.today)
            for name, each in self.asked.items()
        ]
        asked = [question(each, weeks[each.id], self.rules) for each in sorted(self.asked.values())]
        return plan._replace(unplaced=sorted([*plan.unplaced, *waiting]), questions=asked)

    def _kept(self, plan: Plan) -> KeptWeek:
        """What is to be kept of the plan: a line for what has a day, had one, or is carried over."""
        placed = {item.id: item for item in plan.items}
        left = {each.candidate.id: each for each in plan.unplaced}
        lines = {name: self._after(line, placed.get(name), left.get(name)) for name, line in self.lines.items()}
        carried = (each.item for name, each in left.items() if name in self.kept.carried and name not in lines)
        for item in (*(item for item in plan.items if item.id not in lines), *carried):
            lines[item.id] = self._new(item)
        waiting = frozenset(name for name, each in left.items() if each.candidate.quadrant in URGENT)
        return KeptWeek(self.kept.shown or self.span.today, lines, waiting, self.kept.carried, self.kept.latest)

    def _new(self, item: Item) -> KeptLine:
        line = line_of(item, self.span.today, weeks_of(item.id, self.kept), self.kept)
        if not line.later or not line.planned:
            return line
        return line.changed(line.added, ChangeKind.NEW, line.why)

    def _after(self, line: KeptLine, item: Item | None, left: Unplaced | None) -> KeptLine:
        """A line after today's planning: its day, and how it came to another one."""
        if line.closed:
            return line
        if item and item.day:
            return self._placed(line, item.day.toordinal(), item.due.toordinal())
        change = self._without_day(line, left)
        if change:
            wanted = line._replace(state=LineState.OPEN) if line.state is LineState.DROPPED else line
            return self._on_day(wanted, *change)
        if line.state is LineState.DROPPED:
            return line
        missed = 0 < line.day < self.span.start and line.kind in ("greeting", "festival")
        kind = ChangeKind.MISSED if missed else ChangeKind.NOT_DUE
        return line.changed(self.span.today, kind, state=LineState.DROPPED)

    def _without_day(self, line: KeptLine, left: Unplaced | None) -> tuple[int, ChangeKind, str] | None:
        """The day, and why, of what is wanted and has none in this week; None where nothing calls for it."""
        if left:
            return 0, ChangeKind.LOST_DAY, left.reason
        if line.until > self.span.last:
            return line.until, ChangeKind.WAITS, ""
        return (0, ChangeKind.MADE_ROOM, "") if line.item in self.found else None

    def _placed(self, line: KeptLine, day: int, due: int) -> KeptLine:
        """The line of an item that has a day in the week."""
        placed = self._on_day(line, day, self._how_placed(line))
        return placed._replace(planned=line.planned or day, due=due)

    def _how_placed(self, line: KeptLine) -> ChangeKind:
        """How a line came to another day than it had."""
        if line.state is LineState.DROPPED or not line.planned:
            return ChangeKind.PLANNED
        if 0 < line.day < self.span.start:
            return ChangeKind.POSTPONED
        if not line.day:
            return ChangeKind.FOUND_ROOM
        if line.item in self.facts.snoozed:
            return ChangeKind.PUT_OFF
        return ChangeKind.MOVED if self.span.calendar.has_hours(line.day) else ChangeKind.DAY_OFF

    def _on_day(self, line: KeptLine, day: int, kind: ChangeKind, reason: str = "") -> KeptLine:
        """The line on a day (0: none); it changes only where that is another day, or nothing called for it."""
        if line.day == day and line.state is not LineState.DROPPED:
            return line
        return line.changed(self.span.today, kind, reason, day=day, state=LineState.OPEN)

    def _decided(self, after: KeptWeek) -> Iterable[Item]:
        """The items of what was done, skipped or put off: they stay to be seen."""
        for line in after.lines.values():
            if line.closed or (line.until > self.span.last and line.day == line.until):
                yield item_of_line(line, self.facts.people.get(line.contact or 0))


def _name(line: KeptLine, every: Mapping[str, Candidate]) -> str:
    """What a line is called: its item; a complaint resolved this week steps aside for the question that follows it."""
    follows = line.kind == "complaint" and line.done and line.item in every
    return f"{line.item} {line.kind}" if follows else line.item


def _marked(item: Item, line: KeptLine, today: int) -> Item:
    """An item with what its line knows."""
    new = line.later and line.added == today
    why = item.why if line.weeks == 1 else f"{item.why}; carried over, week {line.weeks}"
    return item._replace(status=line.status, new=new, weeks=line.weeks, pinned=line.state is LineState.PINNED, why=why)


def _changes(after: KeptWeek, today: int) -> list[Change]:
    """What changed today since the week was first shown: what was done first, then by day."""
    lines = sorted(after.lines.values(), key=lambda line: (not line.done, line.day, -line.weight, line.item))
    return [change for line in lines if (change := line.change_today(today))]
