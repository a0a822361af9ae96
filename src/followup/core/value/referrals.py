"""Referrals: the tree of who referred whom, with each contact's profit and that of everybody it referred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Edges = dict[int, list[int]]
"""The ids of those each contact referred, by its id."""


class Referral(NamedTuple):
    """A contact in the tree, `depth` below its root, referred by `by` (None: a root).

    `profit` is the contact's own, `through` that of everybody below it, each counted once. A contact that was referred
    by two, or in a circle, is `again` at its second place and has nothing below it.
    """

    id: int
    by: int | None
    depth: int
    profit: int
    through: int
    again: bool = False


def referral_tree(edges: Edges, profits: Mapping[int, int], root: int | None = None) -> list[Referral]:
    """Return the tree under `root`, or all trees: line by line, the most profitable first.

    A circle of referrals ends where it began.
    """
    tree = _Tree(edges, profits)
    if root is not None:
        return list(tree.under(root))
    referred = {number for numbers in edges.values() for number in numbers}
    lines: list[Referral] = []
    # First those who were not referred by anybody; what is left then are circles, which have no beginning.
    for roots in ([number for number in edges if number not in referred], [*edges]):
        for number in tree.in_order(roots):
            if number not in tree.shown:
                lines += tree.under(number)
    return lines


class _Tree:
    """The tree while it is walked: which contacts are shown already, and the profits that were summed."""

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
                waiting += [(child, number, depth + 1) for child in reversed(below)]

    def in_order(self, numbers: Collection[int]) -> list[int]:
        """Return contacts by their own profit and that of everybody below them, the most first."""
        return sorted(set(numbers), key=lambda number: (-self.profits.get(number, 0) - self.through(number), number))

    def through(self, number: int) -> int:
        """Return the profit of everybody below a contact."""
        if number not in self._through:
            below = {number}
            waiting = [number]
            for parent in waiting:
                new = set(self.edges.get(parent, ())) - below
                below |= new
                waiting += new
            self._through[number] = sum(self.profits.get(child, 0) for child in below - {number})
        return self._through[number]
