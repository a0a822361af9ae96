"""Who brings the profit: customers of a window ranked into top, core and tail; new ones stand apart."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.model.rules import ValueRules


class CustomerSales(NamedTuple):
    """A contact's sales in the window, money in hundredths; `first` is the day (ordinal) of the first sale ever.

    `latest` is the day of the latest sale in the window, `sales` how many there are in it.
    """

    id: int
    profit: int
    revenue: int
    latest: int
    first: int
    sales: int = 1


class Ranking(NamedTuple):
    """Established customers, the best first, and the new ones as they came.

    The first `top` are the top segment, those from `tail` on the tail; the core is between them.
    """

    ranked: Sequence[CustomerSales]
    new: Sequence[CustomerSales]
    top: int
    tail: int

    def segment_at(self, place: int) -> str:
        """Return the segment of the customer at a place (from 0) of `ranked`."""
        return "top" if place < self.top else "core" if place < self.tail else "tail"

    def parts(self) -> dict[str, Sequence[CustomerSales]]:
        """Return who is in each segment."""
        ranked = self.ranked
        return {
            "top": ranked[: self.top],
            "core": ranked[self.top : self.tail],
            "tail": ranked[self.tail :],
            "new": self.new,
        }


def rank(customers: Iterable[CustomerSales], today: date, rules: ValueRules) -> Ranking:
    """Rank the customers of a window that ends `today`.

    New is who bought first under `new_days` ago. The rest are ranked by profit, then revenue, then latest sale, then
    id: top is the first share of them rounded up, tail the last rounded down, core what is between.
    """
    everybody = list(customers)
    young = today.toordinal() - rules.new_days
    new = [each for each in everybody if each.first > young]
    old = [each for each in everybody if each.first <= young] if new else everybody
    ranked = sorted(
        old, key=lambda each: (-each[1], -each[2], -each[3], each[0])
    )  # by place: it is asked 100,000 times
    top = ceil(round(len(ranked) * rules.top_share, 9))  # 0.2 x 5 is 1, whatever binary fractions make of it
    tail = max(top, len(ranked) - floor(round(len(ranked) * rules.tail_share, 9)))
    return Ranking(ranked, new, top, tail)


def segments(customers: Iterable[CustomerSales], today: date, rules: ValueRules) -> dict[int, str]:
    """Return each customer's segment."""
    parts = rank(customers, today, rules).parts()
    return {customer.id: name for name, part in parts.items() for customer in part}
