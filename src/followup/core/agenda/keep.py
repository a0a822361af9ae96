"""The week kept: planned when first shown; from then on it keeps what it has, adds what is new, says what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.agenda.carryover import asked_about, question, weeks_of
from followup.core.agenda.hints import hints
from followup.core.agenda.kept import Kept, Line, item_of_line, line_of
from followup.core.agenda.plan import candidates
from followup.core.agenda.replan import Begun, go_on, stone
from followup.core.dates.formatting import day_of, format_day
from followup.core.scheduling.item import Plan, Rank, Unplaced
from followup.core.scheduling.priority import URGENT
from followup.core.scheduling.schedule import Board
from followup.core.scheduling.solver import Filled, fill_week, items_order, plan_of, rooms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from followup.core.agenda.snapshot import Facts
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Candidate, Item, Span

ROUNDS = 8
"""So often a plan is gone over at most; two or three times are what it takes."""


def keep_week(facts: Facts, span: Span, rules: Rules, kept: Kept) -> tuple[Plan, Kept]:
    """Plan a week as far as it is not decided yet; the plan, and what is to be kept of it.

    The same book, day, settings and lines give the same plan; and what is given back to be kept gives it again.
    """
    return _Week(facts, span, rules, kept).planned()


def past_week(span: Span, rules: Rules, kept: Kept) -> Plan:
    """A week that is over: what was planned, and what became of it; all its days, with what that took of them."""
    lines = [line for line in kept.lines.values() if (line.planned or line.done) and not line.gone]
    items = sorted(map(item_of_line, lines), key=items_order)
    taken = [_taken(line) for line in lines if line.status != "skipped"]
    board = Board(span._replace(start=span.first), taken, rules)
    for each in taken:
        board.put(each, each.due)
    return Plan(span, rooms_of(board), items, [])


def _taken(line: Line) -> Candidate:
    """What took the minutes of a day, or was meant to."""
    found = stone(line.item, line)
    return found._replace(rank=Rank.APPOINTMENT, time=line.time) if line.kind == "appointment" else found


class _Week:
    """One week while it is planned: `found` are the candidates left to do, `asked` those that are a question."""

    def __init__(self, facts: Facts, span: Span, rules: Rules, kept: Kept) -> None:
        self.facts = facts
        self.span = span
        self.rules = rules
        self.kept = kept
        every = {each.id: each for each in candidates(facts, span, rules)}
        self.lines = {_name(line, every): line for line in kept.lines.values()}
        self.kept = kept._replace(lines=self.lines)
        self.asked = {each.id: each for each in asked_about(every, self.kept)}
        self.found = {each.id: each for each in self._left(every)}

    def planned(self) -> tuple[Plan, Kept]:
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
            if not (line.closed or line.gone or line.until > self.span.last) and name not in self.asked
        }
        return Begun(
            {name: line.day for name, line in left.items()},
            {name for name, line in left.items() if line.pinned},
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

    def _kept(self, plan: Plan) -> Kept:
        """What is to be kept of the plan: a line for what has a day, had one, or is carried over."""
        placed = {item.id: item for item in plan.items}
        left = {each.candidate.id: each for each in plan.unplaced}
        lines = {name: self._after(line, placed.get(name), left.get(name)) for name, line in self.lines.items()}
        carried = (each.item for name, each in left.items() if name in self.kept.carried and name not in lines)
        for item in (*(item for item in plan.items if item.id not in lines), *carried):
            lines[item.id] = self._new(item)
        waiting = frozenset(name for name, each in left.items() if each.candidate.quadrant in URGENT)
        return Kept(self.kept.shown or self.span.today, lines, waiting, self.kept.carried, self.kept.latest)

    def _new(self, item: Item) -> Line:
        line = line_of(item, self.span.today, weeks_of(item.id, self.kept), self.kept)
        if not line.later or not line.planned:
            return line
        return line._replace(changed=line.added, cause=f"is new, for {self._day(line.day)}: {line.why}")

    def _after(self, line: Line, item: Item | None, left: Unplaced | None) -> Line:
        """A line after today's planning: its day, and how it came to another one."""
        if line.closed:
            return line
        if item and item.day:
            return self._on(line, item.day.toordinal(), item.due.toordinal())
        day, cause = self._without_day(line, left)
        if cause:
            return self._changed(line._replace(gone=False), day=day, cause=cause)
        if line.gone:
            return line
        missed = 0 < line.day < self.span.start and line.kind in ("greeting", "festival")
        cause = f"was missed {self._at(line.day)}" if missed else "is not due any more"
        return line._replace(gone=True, changed=self.span.today, cause=cause)

    def _without_day(self, line: Line, left: Unplaced | None) -> tuple[int, str]:
        """The day, and why, of what is wanted and has none in this week; no words where nothing calls for it."""
        if left:
            return 0, f"lost its day: {left.reason}"
        if line.until > self.span.last:
            return line.until, f"waits until {self._day(line.until)}"
        return 0, "made room: it is not due this week" if line.item in self.found else ""

    def _on(self, line: Line, day: int, due: int) -> Line:
        if line.gone or not line.planned:
            cause = f"is planned for {self._day(day)}"
        elif 0 < line.day < self.span.start:
            cause = f"moves to {self._day(day)}: not done {self._at(line.day)}"
        elif not line.day:
            cause = f"found room {self._at(day)}"
        else:
            cause = f"moves from {self._day(line.day)} to {self._day(day)}{self._reason(line)}"
        changed = self._changed(line, day=day, cause=cause)
        return changed._replace(gone=False, planned=line.planned or day, due=due)

    def _reason(self, line: Line) -> str:
        """Why a line left a day that is still to come."""
        if line.item in self.facts.snoozed:
            return ", put off"
        return "" if self.span.calendar.has_hours(line.day) else ", which is a day off"

    def _changed(self, line: Line, *, day: int, cause: str) -> Line:
        if line.day == day and not line.gone:
            return line
        return line._replace(day=day, pinned=False, changed=self.span.today, cause=cause)

    def _decided(self, after: Kept) -> Iterable[Item]:
        """The items of what was done, skipped or put off: they stay to be seen."""
        for line in after.lines.values():
            if line.closed or (line.until > self.span.last and line.day == line.until):
                yield item_of_line(line, self.facts.people.get(line.contact or 0))

    def _at(self, day: int) -> str:
        """A day as a sentence says when: `yesterday`, `on Fri 27 Nov`."""
        words = self._day(day)
        return words if words[0].islower() else f"on {words}"

    def _day(self, day: int) -> str:
        return format_day(day_of(day), day_of(self.span.today))


def _name(line: Line, every: Mapping[str, Candidate]) -> str:
    """What a line is called: its item; a complaint resolved this week steps aside for the question that follows it."""
    follows = line.kind == "complaint" and line.done and line.item in every
    return f"{line.item} {line.kind}" if follows else line.item


def _marked(item: Item, line: Line, today: int) -> Item:
    """An item with what its line knows."""
    new = line.later and line.added == today
    why = item.why if line.weeks == 1 else f"{item.why}; carried over, week {line.weeks}"
    return item._replace(status=line.status, new=new, weeks=line.weeks, pinned=line.pinned, why=why)


def _changes(after: Kept, today: int) -> list[str]:
    """What changed today since the week was first shown, a sentence each: done, new, moved, fallen away."""
    found = []
    for line in sorted(after.lines.values(), key=lambda line: (not line.done, line.day, -line.weight, line.item)):
        title = f"{line.item} {line.title}"
        if line.done == today:
            found.append(f"{title} is done")
        elif line.changed == today and not line.done:
            found.append(f"{title} {line.cause}")
    return found
