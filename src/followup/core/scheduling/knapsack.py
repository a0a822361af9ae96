"""The best load of one day: a knapsack whose things lie in areas, and going to an area costs time once.

Dynamic programming over minutes, exact (Kellerer, Pferschy, Pisinger: Knapsack Problems, 2004: multiple-choice
knapsack, and knapsack with set-ups). A person may be visited or called, not both; a call needs nobody to go there.
"""

from __future__ import annotations

from math import gcd, inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Option(NamedTuple):
    """One way to have something from a person: its minutes, what it weighs, whether one has to go there."""

    id: str
    minutes: int
    weight: float
    travels: bool


class Area(NamedTuple):
    """What going there costs (0 where one goes anyway), and the people there, each with the ways to take one of."""

    travel: int
    people: Sequence[Sequence[Option]]


class _Step(NamedTuple):
    """A person's options, and the best weights by minutes before them, staying away from the area and being there."""

    options: Sequence[Option]
    away: list[float]
    there: list[float]


def best_load(room: int, areas: Sequence[Area]) -> list[str]:
    """Return the ids of the options that weigh most together within `room` minutes; among equals, the fewer first."""
    unit = gcd(*(each.travel for each in areas), *(option.minutes for option in _options(areas))) or 1
    cells = room // unit
    if cells < 0 or not areas:
        return []
    best = [0.0] * (cells + 1)
    trips: list[tuple[int, list[_Step], list[float], list[float]]] = []
    for area in areas:
        way = area.travel // unit
        away, there = best, [-inf] * min(way, cells + 1) + best[: max(0, cells + 1 - way)]
        steps = []
        for options in area.people:
            steps.append(_Step(options, away, there))
            away = _with([option for option in options if way and not option.travels], away, unit)
            there = _with(options, there, unit)
        trips.append((way, steps, away, there))
        best = [max(pair) for pair in zip(away, there, strict=True)]
    return [*_chosen(trips, cells, unit)]


def _options(areas: Sequence[Area]) -> Iterator[Option]:
    return (option for area in areas for options in area.people for option in options)


def _with(options: Sequence[Option], before: list[float], unit: int) -> list[float]:
    """The best weights with at most one of the options."""
    after = before
    for option in options:
        size = option.minutes // unit
        weight = option.weight
        after = after[:size] + [max(old, new + weight) for old, new in zip(after[size:], before, strict=False)]
    return after


def _chosen(trips: Sequence[tuple[int, list[_Step], list[float], list[float]]], cells: int, unit: int) -> Iterator[str]:
    """Walk back through the weights: what was taken is what made the difference."""
    at = cells
    for way, steps, away, there in reversed(trips):
        goes = there[at] > away[at]
        reached = (there if goes else away)[at]
        for step in reversed(steps):
            before = step.there if goes else step.away
            for option in step.options if reached != before[at] else ():
                size = option.minutes // unit
                if (goes or not option.travels) and size <= at and before[at - size] + option.weight == reached:
                    yield option.id
                    at -= size
                    break
            reached = before[at]
        at -= way if goes else 0
