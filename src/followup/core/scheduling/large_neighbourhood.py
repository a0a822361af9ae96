"""A filled week shaken: some of it is taken off and put back in another way, and what is worth more is kept.

Loading and swapping end where no small change gains; the better week behind that is reached by large ones (iterated
local search: Lourenço, Martin, Stützle, 2003; ruin and recreate: Schrimpf and others, 2000). Two are made in turn. Two
or three days are emptied, what is dated stands on them in another order, and each is loaded as well as can be around
it. Or a part of the whole week leaves, and all that waits comes back by its weight a minute, mistaken a little. What
chance there is begins the same each time and the rounds are counted: the same week gives the same plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from followup.core.scheduling.day_fill import LEAST
from followup.core.scheduling.item import Rank
from followup.core.scheduling.schedule import travels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followup.core.scheduling.day_fill import Filling
    from followup.core.scheduling.item import Candidate
    from followup.core.scheduling.schedule import Board

BEGINNINGS = (1, 2, 3)
"""What chance begins with. One search in some hundreds ends too early; three that do were not met with."""

PATIENCE = 120
"""After so many rounds in a row without a gain it ends."""

LOOKS = 60_000
"""So many candidates are looked at in all rounds together: a long list has fewer rounds, and no longer wait."""

MISTAKES = (0.05, 0.2, 0.5)
"""By so much at most a weight a minute is mistaken, in turn."""

STAYS = 0.8
"""How often what is dated takes the first of the days that were emptied, and the next, if it may."""

LITTLE = 0.1
MUCH = 0.35
"""Of the week at least and at most that part leaves."""

T = TypeVar("T")


def shake(filling: Filling, pool: Sequence[Candidate]) -> None:
    """Change what stands of a pool, which the filling was made of; what is worth more, or as much, stays.

    It is shaken anew from where it stands for each beginning of chance, and the best that is found stays.
    """
    from random import Random

    shaking = _Shaking(filling, pool)
    start = best = shaking.placed()
    least = most = shaking.worth()
    for beginning in BEGINNINGS:
        shaking.restore(start)
        chance = Random(beginning).random  # noqa: S311 - no secret: the same chance for everybody
        found = shaking.go_on(least, chance, LOOKS // max(len(pool), 1))
        if found > most + LEAST:
            best, most = shaking.placed(), found
    shaking.restore(best)


class _Shaking:
    """The pool by id, the chance that shakes it, and the most that it was worth by that."""

    chance: Callable[[], float]
    most: float

    def __init__(self, filling: Filling, pool: Sequence[Candidate]) -> None:
        self.filling = filling
        self.board: Board = filling.board
        self.pool = {each.id: each for each in pool}
        self.price = filling.price

    def go_on(self, worth: float, chance: Callable[[], float], rounds: int) -> float:
        """Change a week of some worth until that has gained nothing for long, at most so many times; its worth then."""
        self.most, self.chance = worth, chance
        number, gained = 0, 0
        while number < min(gained + PATIENCE, rounds) and self.may_gain():
            number += 1
            if self.turn(number):
                gained = number
        return self.most

    def placed(self) -> dict[str, int]:
        """Where what stands of the pool stands."""
        return {each.id: self.board.where[each.id] for each in self.stands()}

    def restore(self, placed: Mapping[str, int]) -> None:
        """Put the pool back to where it stood; what has not moved since stays untouched."""
        board = self.board
        self._take_off([each for each in self.stands() if placed.get(each.id) != board.where[each.id]])
        for name, day in placed.items():
            if name not in board.where:
                board.put(self.pool[name], day)

    def may_gain(self) -> bool:
        """Whether anything waits that has days in this week, and nothing as heavy does for it."""
        board = self.board
        last = max(board.days, default=0)
        for each in self.waits():
            rival = board.rivals.get(each.id, "")
            if each.earliest <= last and not (rival in board.where and self.pool[rival].lightness <= each.lightness):
                return True
        return False

    def waits(self) -> list[Candidate]:
        """What of the pool has no day."""
        return [each for each in self.pool.values() if each.id not in self.board.where]

    def worth(self) -> float:
        """What stands of the pool weighs, what is dated before everything else."""
        self.filling.price = 0.0
        return sum(self.filling.gain(each) for each in self.stands())

    def stands(self) -> list[Candidate]:
        """What of the pool has a day."""
        return [each for each in self.pool.values() if each.id in self.board.where]

    def turn(self, number: int) -> bool:
        """Change the week in one of the two ways, and back to what it was if that loses; whether it gained."""
        board = self.board
        before = self.placed()
        if number % 2:
            self._put_back(number)
        else:
            self._load(2 + number // 2 % 2)
        worth = self.worth()
        if board.is_kept and worth > self.most - LEAST:
            gained = worth > self.most + LEAST
            self.most = worth
            return gained
        self.restore(before)
        return False

    def _load(self, count: int) -> None:
        """Empty some days, stand what is dated on them in another order, and load them around it."""
        board = self.board
        days = self._mixed(board.days)[:count]
        self._take_off([each for each in self.stands() if board.where[each.id] in days])
        for each in self._mixed([each for each in self.waits() if each.rank == Rank.DATED]):
            suits = {*board.days_for(each)}.intersection(days)
            day = next((day for day in days if day in suits and self.chance() < STAYS and board.may(each, day)), None)
            if day is not None:
                board.put(each, day)
        self.filling.price = self.price
        self.filling.load(days)

    def _put_back(self, number: int) -> None:
        """Take off a part of all, and put back what waits by its weight a minute, mistaken a little."""
        board, chance = self.board, self.chance
        part = LITTLE + chance() * (MUCH - LITTLE)
        self._take_off([each for each in self.stands() if chance() < part])
        mistake = MISTAKES[number // 2 % len(MISTAKES)]
        gains = {each.id: self.density(each) * (1 - mistake + 2 * mistake * chance()) for each in self.waits()}
        for each in sorted(self.waits(), key=lambda each: -gains[each.id]):
            if each.minutes <= board.most:
                board.stand(each)

    def density(self, candidate: Candidate) -> float:
        """What a candidate weighs a minute, half the way to it among them."""
        way = self.board.travel / 2 if travels(candidate) else 0
        return self.filling.gain(candidate) / max(candidate.minutes + way, 1)

    def _mixed(self, things: Sequence[T]) -> list[T]:
        order = [self.chance() for _ in things]
        return [things[index] for index in sorted(range(len(things)), key=order.__getitem__)]

    def _take_off(self, things: Sequence[Candidate]) -> None:
        for each in things:
            self.board.take_off(each)
