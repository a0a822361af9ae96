"""Who brings the profit: customers of a window ranked into top, core and tail; new ones stand apart."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from followup.core.rules import ValueRules


class Customer(NamedTuple):
    """A contact's sales in the window, money in hundredths; `first` is the day of the first sale ever."""

    id: int
    profit: int
    revenue: int
    latest: date
    first: date


def segments(customers: Iterable[Customer], today: date, rules: ValueRules) -> dict[int, str]:
    """Return each customer's segment.

    New is who bought first under `new_days` ago. The rest are ranked by profit, then revenue, then latest sale, then
    id: top is the first share of them rounded up, tail the last rounded down, core what is between.
    """
    everybody = list(customers)
    found = {each.id: "new" for each in everybody if (today - each.first).days < rules.new_days}
    ranked = sorted(
        (each for each in everybody if each.id not in found),
        key=lambda each: (-each.profit, -each.revenue, -each.latest.toordinal(), each.id),
    )
    top = ceil(round(len(ranked) * rules.top_share, 9))  # 0.2 x 5 is 1, whatever binary fractions make of it
    tail = max(top, len(ranked) - floor(round(len(ranked) * rules.tail_share, 9)))
    for rank, each in enumerate(ranked):
        found[each.id] = "top" if rank < top else "core" if rank < tail else "tail"
    return found
