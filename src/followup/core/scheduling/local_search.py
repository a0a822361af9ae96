"""Better than one pass: moves and swaps on a filled board until nothing gains.

Local search as in any textbook of combinatorial optimisation (Aarts and Lenstra, Local Search in Combinatorial
Optimization, 2003), over a multiple knapsack with set-up times (travel): what waits is put in where one of these makes
room for it - moving another to another day; taking off one or two that weigh less; taking off one for two that weigh
more together. Everything is tried in a fixed order and counted, never timed: the same week gives the same plan.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations, islice, product
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from followup.core.scheduling.item import Candidate
    from followup.core.scheduling.schedule import Board

TRIALS = 1000
"""How often a board is changed to see whether that gains; a week of sixty candidates needs a tenth of it."""

_LEAST = 1e-9


def improve(
    board: Board, waiting: Iterable[Candidate], is_loose: Callable[[Candidate], bool], trials: int = TRIALS
) -> None:
    """Change the board until no move or swap gains weight; what is not loose may change its day, never lose it.

    `waiting` are candidates without a day. What is taken off waits like the others.
    """
    search = _Search(board, waiting, is_loose, trials)
    while search.gains():
        pass


class _Search:
    """One search, with what waits and how many trials are left."""

    def __init__(
        self, board: Board, waiting: Iterable[Candidate], is_loose: Callable[[Candidate], bool], trials: int
    ) -> None:
        self.board = board
        self.waiting = {each.id: each for each in waiting}
        self.is_loose = is_loose
        self.trials = trials
        self.lightest: list[Candidate] = []
        self.heaviest: list[Candidate] = []

    def gains(self) -> bool:
        """Look for a place for each that waits, the heaviest first; whether any was found."""
        found = False
        for new in self._heaviest():
            if self.trials > 0 and new.id in self.waiting:
                found |= self._goes_in(new)
        return found

    def _goes_in(self, new: Candidate) -> bool:
        return (
            self._swapped([], [new])
            or any(self._swapped([old], [new]) for old in self._lighter(new))
            or self._shifted(new)
            or self._spaced(new)
            or any(self._swapped([*pair], [new]) for pair in self._pairs(new))
            or any(self._swapped([old], [new, other]) for old, other in self._for_two(new))
        )

    def _loose(self, below: float) -> Iterator[Candidate]:
        """What may be taken off and weighs less, the lightest first."""
        board = self.board
        if not self.lightest:
            loose = (each for each in board.standing() if self.is_loose(each) and board.where[each.id] in board.room)
            self.lightest = sorted(loose, key=lambda each: (-each.lightness, each.id))
        stop = bisect_left(self.lightest, below - _LEAST, key=lambda each: -each.lightness)
        return islice(self.lightest, stop if self.trials > 0 else 0)

    def _heaviest(self) -> list[Candidate]:
        """What waits, the heaviest first."""
        if not self.heaviest:
            self.heaviest = sorted(self.waiting.values(), key=_by_weight)
        return self.heaviest

    def _might(self, new: Candidate, *out: Candidate) -> bool:
        """Whether there could be room for `new` where these stand, all on one day: asked before it is tried."""
        board = self.board
        day = board.where[out[0].id]
        if board.room[day] + sum(board.frees(each) for each in out) < new.minutes:
            return False
        given = sum(each.minutes + board.travel for each in out if board.is_bound(each))
        return not board.is_kept_from(new, new.minutes - given)

    def _lighter(self, new: Candidate) -> Iterator[Candidate]:
        """One that weighs less, and in whose place the new one might fit."""
        for old in self._loose(-new.lightness):
            if self._might(new, old):
                yield old

    def _pairs(self, new: Candidate) -> Iterator[tuple[Candidate, Candidate]]:
        """Two on one day that weigh less together, and in whose place the new one might fit."""
        by_day: dict[int, list[Candidate]] = {}
        for old in self._loose(-new.lightness):
            by_day.setdefault(self.board.where[old.id], []).append(old)
        for lighter in by_day.values():
            for one, other in combinations(lighter, 2):
                if one.lightness + other.lightness > new.lightness + _LEAST and self._might(new, one, other):
                    yield one, other

    def _for_two(self, new: Candidate) -> Iterator[tuple[Candidate, Candidate]]:
        """One that may be taken off, and another that waits: `new` and that one weigh more than it, and might fit."""
        others = self._heaviest()
        heaviest = next((-each.lightness for each in others if each.id != new.id), 0.0)
        for old in self._loose(heaviest - new.lightness):
            if not self._might(new, old):
                continue
            left = self.board.room[self.board.where[old.id]] + self.board.frees(old) - new.minutes
            room = max(left, self.board.most)
            for other in others:
                if new.lightness + other.lightness >= old.lightness - _LEAST:
                    break
                if self.trials > 0 and other.id != new.id and other.minutes <= room:
                    yield old, other

    def _shifted(self, new: Candidate) -> bool:
        """Move one to another day so that `new` has room on its day."""
        board = self.board
        for day in board.days_for(new):
            for old in [*board.on.get(day, ())]:
                if old.fixed or board.room[day] + board.frees(old) < new.minutes:
                    continue
                for other in board.days_for(old):
                    if other != day and board.room[other] >= old.minutes and self._tried(old, other, new, day):
                        return True
        return False

    def _spaced(self, new: Candidate) -> bool:
        """Put another touch of the same person far enough from `new`, taking off what weighs less on both days."""
        board = self.board
        if not (new.person and board.touches_of(new)):
            return False
        own = [each for each in board.standing() if each.touch and each.person and each.person.id == new.person.id]
        for old in own:
            for other, day in product(board.days_for(old), board.days_for(new)):
                if abs(other - day) >= board.rest and self.trials > 0:
                    lighter = [each for each in self._loose(-new.lightness) if board.where[each.id] in (other, day)]
                    if self._tried(old, other, new, day, [each for each in lighter if each.id != old.id]):
                        return True
        return False

    def _tried(self, old: Candidate, other: int, new: Candidate, day: int, lighter: Sequence[Candidate] = ()) -> bool:
        """Whether `old` may stand on the other day and `new` on this one; else all is as it was.

        Of the `lighter` as many are taken off as are in the way, as long as they weigh less together than `new`.
        """
        board = self.board
        self.trials -= 1
        here = board.take_off(old)
        out: list[tuple[Candidate, int]] = []
        gain = -new.lightness
        while not self._stand([(old, other), (new, day)]):
            gain += lighter[len(out)].lightness if len(out) < len(lighter) else -inf
            if gain <= _LEAST:
                for each, where in [*out, (old, here)]:
                    board.put(each, where)
                return False
            out.append((lighter[len(out)], board.take_off(lighter[len(out)])))
        del self.waiting[new.id]
        for each, _ in reversed(out):  # perhaps it was not in the way
            if not board.stand(each):
                self.waiting[each.id] = each
        self.lightest, self.heaviest = [], []
        return True

    def _stand(self, wanted: Sequence[tuple[Candidate, int]]) -> bool:
        """Put some on their days if all of them may; else none."""
        board = self.board
        put = []
        for each, day in wanted:
            if not board.may(each, day):
                break
            board.put(each, day)
            put.append(each)
        if len(put) == len(wanted):
            return True
        for each in put:
            board.take_off(each)
        return False

    def _swapped(self, out: Sequence[Candidate], new: Sequence[Candidate]) -> bool:
        """Whether all of `new` find days once `out` are off the board; else all is as it was."""
        board = self.board
        self.trials -= 1
        days = [board.take_off(each) for each in out]
        put = [each for each in new if board.stand(each)]
        if len(put) == len(new) and board.is_kept:
            for each in new:
                del self.waiting[each.id]
            self.waiting.update((each.id, each) for each in out)
            self.lightest, self.heaviest = [], []
            return True
        for each in put:
            board.take_off(each)
        for each, day in zip(out, days, strict=True):
            board.put(each, day)
        return False


def _by_weight(candidate: Candidate) -> tuple[float, str]:
    return candidate.lightness, candidate.id
