"""Who brought whom in: the tree of referrals, with the profit of each and of all that came through each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Edges = dict[int, list[int]]
"""Who referred whom, by id."""


class Referral(NamedTuple):
    """A contact in the tree, `depth` below its root, brought in `by` another (None: a root).

    `profit` is its own, `through` that of everybody who came through it, each counted once. Where somebody was brought
    in by two, or in a circle, the second place says `again` and has nothing below it.
    """

    id: int
    by: int | None
    depth: int
    profit: int
    through: int
    again: bool = False


def referral_tree(edges: Edges, profits: Mapping[int, int], root: int | None = None) -> list[Referral]:
    """The tree under `root`, or all of them: line by line, the most profitable first. Circles end where they began."""
    tree = _Tree(edges, profits)
    if root is not None:
        return list(tree.under(root))
    referred = {number for numbers in edges.values() for number in numbers}
    found: list[Referral] = []
    # Who referred somebody and came by itself first; what is left then are circles, which have no beginning.
    for roots in ([number for number in edges if number not in referred], [*edges]):
        for number in tree.in_order(roots):
            if number not in tree.shown:
                found += tree.under(number)
    return found


class _Tree:
    def __init__(self, edges: Edges, profits: Mapping[int, int]) -> None:
        self.edges = edges
        self.profits = profits
        self.shown: set[int] = set()
        self._through: dict[int, int] = {}

    def under(self, root: int) -> Iterator[Referral]:
        """Walk the tree without recursion: a chain of referrals may be longer than Python's stack."""
        waiting: list[tuple[int, int | None, int]] = [(root, None, 0)]
        while waiting:
            number, by, depth = waiting.pop()
            again = number in self.shown
            yield Referral(number, by, depth, self.profits.get(number, 0), self.through(number), again)
            if not again:
                self.shown.add(number)
                below = self.in_order(self.edges.get(number, ()))
                waiting += [(each, number, depth + 1) for each in reversed(below)]

    def in_order(self, numbers: Collection[int]) -> list[int]:
        """Contacts by what they brought in, themselves included; the most first."""
        return sorted(set(numbers), key=lambda each: (-self.profits.get(each, 0) - self.through(each), each))

    def through(self, number: int) -> int:
        """The profit of everybody who came through a contact."""
        if number not in self._through:
            found = {number}
            waiting = [number]
            for each in waiting:
                new = set(self.edges.get(each, ())) - found
                found |= new
                waiting += new
            self._through[number] = sum(self.profits.get(each, 0) for each in found - {number})
        return self._through[number]
