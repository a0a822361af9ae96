"""The week filled day by day: each day is loaded as well as it can be beside the others, until no day gets better.

Coordinate ascent over exact knapsacks (`core.scheduling.knapsack`), then over pairs of days. The time kept for
quadrant 2 binds the days together; it is bought: what is not of quadrant 2 pays a price for each of its minutes, the
least that keeps it (a Lagrange multiplier, found by halving).
"""

from __future__ import annotations

from itertools import combinations, permutations
from math import gcd
from typing import TYPE_CHECKING

from followup.core.scheduling.item import Rank
from followup.core.scheduling.knapsack import Area, Option, best_load
from followup.core.scheduling.schedule import travels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followup.core.scheduling.item import Candidate
    from followup.core.scheduling.schedule import Board

ROUNDS = 3
HALVINGS = 5
BEFORE_ALL = 1e6
"""More than anything weighs."""

LEAST = 1e-3
"""What counts as a gain: weights have two decimals, and sums of them come out a little different in another order."""


def fill(board: Board, pool: Sequence[Candidate]) -> Filling:
    """Put as much weight of the pool on the board as can be found; what is dated of it keeps a day, if another one.

    Returns what it was filled with, to go on from.
    """
    undated = [each.minutes for each in pool if each.rank != Rank.DATED]
    grid = gcd(*undated, board.travel) or 1 if undated else 1  # a task of three minutes would make the knapsack dear
    filling = Filling(board, {each.id: each for each in pool if not each.minutes % grid})
    filling.at(0.0)
    if filling.pool and not board.is_kept:
        _buy(filling)
    filling.pairs()
    return filling


def _buy(filling: Filling) -> None:
    """Find the price at which what is kept for quadrant 2 is kept, and the most is placed."""
    low, high = 0.0, max(-each.lightness / max(each.minutes, 1) for each in filling.pool.values())
    kept = [(filling.weight(filling.start), -high, filling.start)]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        filling.at(middle)
        if filling.board.is_kept:
            kept.append((filling.weight(filling.placed()), -middle, filling.placed()))
            high = middle
        else:
            low = middle
    _, price, best = max(kept, key=lambda found: found[:2])
    filling.price = -price
    filling.restore(best)


class Filling:
    """The pool of what may be placed, and the board it is placed on."""

    def __init__(self, board: Board, pool: Mapping[str, Candidate]) -> None:
        self.board = board
        self.pool = pool
        self.price = 0.0
        self.start = self.placed()

    def at(self, price: float) -> None:
        """Fill the week anew at a price for the minutes of others than quadrant 2."""
        self.price = price
        self.restore(self.start)
        self.repeat(self.reload, [[day] for day in self.board.days])

    def pairs(self) -> None:
        """Load each two days anew, as long as that gains."""
        self.repeat(self.better, [*combinations(self.board.days, 2)])

    def repeat(self, change: Callable[[Sequence[int]], None], parts: Sequence[Sequence[int]]) -> None:
        """Change every part of the week again as long as that gains, a few times at most."""
        rounds = 0
        while rounds < ROUNDS and self.gains(change, parts):
            rounds += 1

    def gains(self, change: Callable[[Sequence[int]], None], parts: Sequence[Sequence[int]]) -> bool:
        """Whether the week is worth more once every part was changed."""
        before = self.worth()
        for days in parts:
            change(days)
        return self.worth() > before + LEAST

    def better(self, days: Sequence[int]) -> None:
        """Load some days again in every order; keep the best."""
        best, most = self.placed(), self.worth()
        for order in permutations(days):
            self.reload(order)
            if self.worth() > most + LEAST and self.board.is_kept:
                best, most = self.placed(), self.worth()
        self.restore(best)

    def reload(self, days: Sequence[int]) -> None:
        """Empty some days, and load them one after the other as well as each can be."""
        for day in days:
            for each in [each for each in self.board.on[day] if each.id in self.pool]:
                self.board.take_off(each)
        self.load(days)

    def load(self, days: Sequence[int]) -> None:
        """Load some days one after the other, beside what stands on them."""
        for day in days:
            for chosen in best_load(self.board.room[day], self.areas(day)):
                self.board.put(self.pool[chosen], day)

    def areas(self, day: int) -> list[Area]:
        """What could be put on a day, by area; of a person at most one touch."""
        board = self.board
        people: dict[int | str, list[Option]] = {}
        where: dict[int | str, str] = {}
        for each in self.pool.values():
            gain = self.gain(each)
            if gain <= 0 or not board.is_free(each, day):
                continue
            person = each.person.id if each.touch and each.person else each.id
            people.setdefault(person, []).append(Option(each.id, each.minutes, gain, travels(each)))
            if travels(each):  # without an area, everybody is somewhere else
                where[person] = each.area or f"-{each.id}"
        areas: dict[str, list[list[Option]]] = {}
        for person, options in people.items():
            areas.setdefault(where.get(person, ""), []).append(options)
        return [
            Area(board.travel if name and not board.trips[day, name] else 0, found) for name, found in areas.items()
        ]

    def gain(self, candidate: Candidate) -> float:
        """What a candidate weighs, less the price of its minutes; what is dated comes before everything else."""
        paid = self.price * candidate.minutes if self.board.is_bound(candidate) else 0
        return -candidate.lightness * (BEFORE_ALL if candidate.rank == Rank.DATED else 1) - paid

    def worth(self) -> float:
        """What is placed weighs, less the prices."""
        return sum(self.gain(each) for each in self.pool.values() if each.id in self.board.where)

    def weight(self, placed: Mapping[str, int]) -> float:
        """What a filling weighs."""
        return -sum(self.pool[each].lightness for each in placed)

    def placed(self) -> dict[str, int]:
        """Where everything of the pool stands."""
        return {name: day for name, day in self.board.where.items() if name in self.pool}

    def restore(self, placed: Mapping[str, int]) -> None:
        """Put the pool back to where it stood."""
        for name in self.placed():
            self.board.take_off(self.pool[name])
        for name, day in placed.items():
            self.board.put(self.pool[name], day)


def gather(board: Board, visits: Sequence[Candidate]) -> None:
    """Bring visits of one organisation, and of one area, onto one day where that loses nothing."""
    for each in visits:
        here = board.take_off(each)
        day = min(
            (day for day in board.days_for(each) if day == here or board.may(each, day)),
            key=lambda day: (*board.apartness(each, day), day != here),
            default=here,
        )
        board.put(each, day)
