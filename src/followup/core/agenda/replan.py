"""A week that was begun, planned again: what has its day keeps it, and what is new finds room around it.

Nothing is loaded anew. What is urgent and new, or lost its day, may take the room of what weighs less and is not
pinned; the rest only fills what is free. So the same lines give the same week, as often as it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.scheduling.item import Candidate, Rank
from followup.core.scheduling.local_search import improve
from followup.core.scheduling.priority import IMPORTANT, URGENT
from followup.core.scheduling.schedule import Board
from followup.core.scheduling.solver import MANY, Filled, in_gaps, stands

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from followup.core.agenda.kept import KeptLine
    from followup.core.model.rules import Rules
    from followup.core.scheduling.item import Span

FIRST = 1e6
"""More than anything weighs: what has a date comes before what has none."""


class Begun(NamedTuple):
    """How a week stands, by item: the `days` they have (0: none any more), which are `pinned`, when they were `due`.

    `waiting` are urgent and found no day before; `stones` are what was done, as copies that stay where they are.
    """

    days: Mapping[str, int]
    pinned: Collection[str]
    due: Mapping[str, int]
    waiting: Collection[str]
    stones: Mapping[str, Candidate]

    def after(self, filled: Filled) -> Begun:
        """How the week stands once it was filled."""
        where = self._where(filled)
        return Begun(
            {**dict.fromkeys(self.days, 0), **where},
            {name for name in self.pinned if where.get(name) == self.days[name]},
            {each.id: each.due for each in filled.ordered},
            {each.id for each in filled.ordered if each.quadrant in URGENT and each.id not in where},
            self.stones,
        )

    def stands_as(self, filled: Filled) -> bool:
        """Whether filling changed nothing."""
        return self._where(filled) == {name: day for name, day in self.days.items() if day}

    def _where(self, filled: Filled) -> dict[str, int]:
        return {name: day for name, day in filled.board.where.items() if name not in self.stones}


def go_on(
    found: Mapping[str, Candidate], ordered: Sequence[Candidate], begun: Begun, span: Span, rules: Rules
) -> Filled:
    """Fill the rest of a week with what is left to do, which is `found` by item and `ordered`."""
    week = _Week(found, ordered, begun, span, rules)
    week.hold()
    week.add(Rank.DATED)
    week.add(Rank.DUE)
    for each in ordered:
        if each.rank == Rank.FILLER and week.board.most and each.id not in week.board.where:
            stands(week.board, each)
    return Filled(week.board, ordered, week.shown)


def stone(name: str, line: KeptLine) -> Candidate:
    """What was done, or has its day, for the board: it takes its minutes there, and never moves."""
    return Candidate(
        Rank.DATED, -line.weight, line.shown_on, name, line.kind, None, line.quadrant, line.minutes, 0,
        area=line.area, fixed=True,
    )  # fmt: skip


class _Week:
    """The board of a week begun; `shown` are candidates by the copies that stand for them."""

    def __init__(
        self, found: Mapping[str, Candidate], ordered: Sequence[Candidate], begun: Begun, span: Span, rules: Rules
    ) -> None:
        self.found = found
        self.ordered = ordered
        self.begun = begun
        self.call = rules.week.minutes.call
        self.board = Board(span, ordered, rules)
        self.shown: dict[str, Candidate] = {}

    def hold(self) -> None:
        """Put on the board what was done, then appointments, then what is pinned, then what has its day.

        What has a date and is late comes before what has none: the first day is for it.
        """
        board, begun = self.board, self.begun
        for name in sorted(begun.stones):
            board.put(begun.stones[name], begun.stones[name].due)
        for each in self.ordered:
            if each.rank != Rank.APPOINTMENT:
                break
            stands(board, each)
        held = [*(self.found[name] for name in begun.days if name in self.found), *self._calls()]
        self._stay(each for each in held if each.id in begun.pinned)
        self._stay(each for each in held if each.rank == Rank.DATED)
        for each in self.ordered:
            if each.rank == Rank.DATED and each.due < board.span.start and each.id not in board.where:
                stands(board, each)
        self._stay(held)
        # What had its day before may exceed what quadrant 2 leaves to the others now: it stays, and no more comes.
        board.open_share = max(board.open_share, board.others + board.dated_first)

    def _stay(self, held: Iterable[Candidate]) -> None:
        """Put what has its day on it, the heaviest first, where it may stay."""
        for each in sorted(held):
            pinned = each.id in self.begun.pinned
            day = each.due if each.fixed else self.begun.days[each.id]
            if each.id not in self.board.where and self._may_stay(each, day, pinned=pinned):
                self.board.put(self._fixed(each, day) if pinned else each, day)

    def add(self, rank: int) -> None:
        """Put what has no day where there is room; the heaviest of what may push takes the room of what weighs less."""
        board = self.board
        ranked = [each for each in self.ordered if each.rank == rank]
        for each in ranked:
            if each.id not in board.where and self._comes_first(each):
                self._makes_way_for(each)
        waiting = [each for each in ranked if each.id not in board.where]
        waiting = [each for each in waiting if not (self._might(each) and stands(board, each))]
        pushing = [each for each in waiting if self._pushes(each)][:MANY]
        if pushing:
            if rank == Rank.DATED:
                pushing = [self._first(each) for each in pushing]
            pinned = self.begun.pinned
            improve(board, pushing, lambda each: each.rank >= Rank.DUE and each.id not in pinned)
        for each in waiting:
            if each.instead and board.most >= self.call and each.id not in board.where and each.id not in board.rivals:
                call = self.shown[f"c{each.id[1:]}"] = each.instead()
                stands(board, in_gaps(each, call, board))

    def _comes_first(self, candidate: Candidate) -> bool:
        """Whether it has a date or is important, and may push."""
        return (candidate.rank == Rank.DATED or candidate.quadrant in IMPORTANT) and self._pushes(candidate)

    def _makes_way_for(self, candidate: Candidate) -> None:
        """Put a candidate on the first day that suits it, where only what has no date and comes behind it has to leave.

        Without this a complaint that was not seen to on Monday would wait for the first gap, behind calls of no haste.
        """
        board = self.board
        for day in () if candidate.fixed else board.days_for(candidate):
            behind = [each for each in board.on[day] if self._comes_behind(each, candidate)]
            gone = []
            for each in sorted(behind, key=lambda each: (-each.lightness, each.id)):
                if board.may(candidate, day):
                    break
                board.take_off(each)
                gone.append(each)
            if board.may(candidate, day):
                board.put(candidate, day)
                return
            for each in gone:
                board.put(each, day)

    def _comes_behind(self, one: Candidate, other: Candidate) -> bool:
        return one.rank >= Rank.DUE and one.quadrant > other.quadrant and one.id not in self.begun.pinned

    def _might(self, candidate: Candidate) -> bool:
        """Whether there may be room: asked first, because thousands wait."""
        return candidate.fixed or candidate.minutes <= self.board.most

    def _calls(self) -> list[Candidate]:
        """The calls that have a day instead of a visit, which then has none."""
        days = self.begun.days
        calls = []
        for name, day in days.items():
            visit = self.found.get(f"v{name[1:]}") if name[0] == "c" and day and name not in self.found else None
            if visit and visit.instead and not days.get(visit.id):
                call = self.shown[name] = visit.instead()
                calls.append(in_gaps(visit, call, self.board))
        return calls

    def _may_stay(self, candidate: Candidate, day: int, *, pinned: bool) -> bool:
        """Whether it keeps its day: that is to come and worked, the item is wanted then, and there is room."""
        board = self.board
        if day not in board.room or board.cost(candidate, day) > board.room[day]:
            return False
        if pinned:
            return True
        if candidate.rank == Rank.DATED and (
            candidate.due != self.begun.due.get(candidate.id) or day not in board.days_for(candidate)
        ):
            return False
        return (
            board.has_rested(candidate, day)
            and candidate.earliest <= day
            and board.rivals.get(candidate.id) not in board.where
        )

    def _pushes(self, candidate: Candidate) -> bool:
        """Whether it may take another's room: it had a day and lost it, or it is new, and urgent."""
        day = self.begun.days.get(candidate.id)
        if day is not None:
            return day > 0
        return candidate.quadrant in URGENT and candidate.id not in self.begun.waiting

    def _fixed(self, candidate: Candidate, day: int) -> Candidate:
        """A copy for the board that nothing moves from its day."""
        self.shown.setdefault(candidate.id, candidate)
        return candidate._replace(fixed=True, due=day)

    def _first(self, candidate: Candidate) -> Candidate:
        """A copy for the board that goes before all that has no date."""
        self.shown[candidate.id] = candidate
        return candidate._replace(lightness=candidate.lightness - FIRST)
