"""A week that was begun, planned again: what has its day keeps it, and what is new finds room around it.

Nothing is loaded anew. What is urgent and new, or lost its day, may take the room of what weighs less and is not
pinned; the rest only fills what is free. So the same lines give the same week, as often as it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.board import Board
from followup.core.improving import improve
from followup.core.item import Candidate, Rank
from followup.core.week import in_gaps, plan_of, stands
from followup.core.weight import URGENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from followup.core.item import Plan, Span
    from followup.core.kept import Kept, Line
    from followup.core.rules import Rules

FIRST = 1e6
"""More than anything weighs: what has a date comes before what has none."""


def go_on(ordered: Sequence[Candidate], kept: Kept, span: Span, rules: Rules) -> Plan:
    """Plan the rest of a week. `ordered` are the candidates left to do, sorted; what was done takes its time."""
    week = _Begun(ordered, kept, span, rules)
    week.hold()
    week.add(Rank.DATED)
    week.add(Rank.DUE)
    week.instead()
    for each in week.waiting(Rank.FILLER):
        if week.board.most:
            stands(week.board, each)
    left = [*week.waiting(Rank.DATED), *week.waiting(Rank.DUE)]
    plan = plan_of(week.board, left, week.shown, rules)
    return plan._replace(items=[item for item in plan.items if item.id not in week.stones])


class _Begun:
    """The board of a week begun. `stones` are what was done, `shown` whom the copies on the board stand for."""

    def __init__(self, ordered: Sequence[Candidate], kept: Kept, span: Span, rules: Rules) -> None:
        self.kept = kept
        self.rules = rules
        self.board = Board(span, ordered, rules)
        self.ordered = ordered
        self.shown: dict[str, Candidate] = {}
        self.pinned = {name for name, line in kept.lines.items() if line.pinned}
        self.stones: Collection[str] = {name for name, line in kept.lines.items() if line.done >= span.start}

    def hold(self) -> None:
        """Put on the board what was done, then appointments, then what is pinned, then what has its day."""
        board = self.board
        for name in sorted(self.stones):
            line = self.kept.lines[name]
            board.put(_stone(name, line), line.done)
        for each in self.ordered:
            if each.rank == Rank.APPOINTMENT:
                stands(board, each)
        lines = self.kept.lines
        held = [(each, lines[each.id]) for each in (*self.ordered, *self._calls()) if each.id in lines]
        for each, line in sorted(held, key=lambda pair: not pair[1].pinned):
            day = each.due if each.fixed else line.day
            if each.id not in board.where and self._may_stay(each, line, day):
                board.put(self._fixed(each, day) if line.pinned else each, day)
        # What had its day before may exceed what quadrant 2 leaves to the others now: it stays, and no more comes.
        board.open_share = max(board.open_share, board.others + board.dated_first)

    def add(self, rank: int) -> None:
        """Put what has no day where there is room; what may push takes the room of what weighs less."""
        waiting = [each for each in self.waiting(rank) if not stands(self.board, each)]
        pushing = [each for each in waiting if self._pushes(each)]
        if not pushing:
            return
        if rank == Rank.DATED:
            pushing = [self._first(each) for each in pushing]
        improve(self.board, pushing, lambda each: each.rank >= Rank.DUE and each.id not in self.pinned)

    def instead(self) -> None:
        """Put the calls that do for visits without a day where there is room."""
        shortest = self.rules.week.minutes.call
        for each in self.waiting(Rank.DUE):
            if each.instead and self.board.most >= shortest and each.id not in self.board.rivals:
                call = each.instead()
                self.shown[call.id] = call
                stands(self.board, in_gaps(each, call, self.board))

    def waiting(self, rank: int) -> list[Candidate]:
        """The candidates of a rank that have no day."""
        return [each for each in self.ordered if each.rank == rank and each.id not in self.board.where]

    def _calls(self) -> Iterable[Candidate]:
        """The calls that have a day instead of a visit, which then has none."""
        lines = self.kept.lines
        for each in self.ordered:
            line = lines.get(f"c{each.person.id}") if each.instead and each.person else None
            visit = lines.get(each.id)
            if each.instead and line and line.day and not line.closed and not (visit and visit.day):
                call = each.instead()
                self.shown[call.id] = call
                yield in_gaps(each, call, self.board)

    def _may_stay(self, candidate: Candidate, line: Line, day: int) -> bool:
        """Whether a line keeps its day: it is to come and worked, the item is wanted then, and there is room."""
        board = self.board
        if day not in board.room or board.cost(candidate, day) > board.room[day]:
            return False
        if line.pinned:
            return True
        if candidate.rank == Rank.DATED and (candidate.due != line.due or day not in board.days_for(candidate)):
            return False
        rested = all(abs(day - other) >= board.rest for other in board.touches_of(candidate))
        return rested and candidate.earliest <= day and board.rivals.get(candidate.id) not in board.where

    def _pushes(self, candidate: Candidate) -> bool:
        """Whether it may take another's room: it had a day and lost it, or it is new, and urgent."""
        line = self.kept.lines.get(candidate.id)
        if line:
            return line.day > 0
        return candidate.quadrant in URGENT and candidate.id not in self.kept.waiting

    def _fixed(self, candidate: Candidate, day: int) -> Candidate:
        """A copy for the board that nothing moves from its day."""
        self.shown[candidate.id] = candidate
        return candidate._replace(fixed=True, due=day)

    def _first(self, candidate: Candidate) -> Candidate:
        """A copy for the board that goes before all that has no date."""
        self.shown[candidate.id] = candidate
        return candidate._replace(lightness=candidate.lightness - FIRST)


def _stone(name: str, line: Line) -> Candidate:
    """What was done, for the board: it takes its minutes on the day it was done, and never moves."""
    return Candidate(
        Rank.DATED, -line.weight, line.done, name, line.kind, None, line.quadrant, line.minutes, 0,
        area=line.area, fixed=True,
    )  # fmt: skip
