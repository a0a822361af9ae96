"""Segments: the customers of a window ranked into top, core and tail; new ones stand apart."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from followup.core.model.rules import ValueRules


class CustomerSales(NamedTuple):
    """A contact's sales in the window, summed up; money is in hundredths, days are ordinals.

    `latest` is the day of the latest sale in the window, `first` that of the first sale ever, `sales` how many sales
    there are in the window.
    """

    id: int
    profit: int
    revenue: int
    latest: int
    first: int
    sales: int = 1


class Ranking(NamedTuple):
    """The established customers, the best first, and the new ones in the order they were given.

    The first `top` of `ranked` are the top segment, those from `tail` on the tail; the core is between them.
    """

    ranked: Sequence[CustomerSales]
    new: Sequence[CustomerSales]
    top: int
    tail: int

    def segment_at(self, place: int) -> str:
        """Return the segment of the customer at a place (from 0) of `ranked`."""
        return "top" if place < self.top else "core" if place < self.tail else "tail"

    def parts(self) -> dict[str, Sequence[CustomerSales]]:
        """Return the customers of each segment."""
        ranked = self.ranked
        return {
            "top": ranked[: self.top],
            "core": ranked[self.top : self.tail],
            "tail": ranked[self.tail :],
            "new": self.new,
        }


def rank(customers: Iterable[CustomerSales], today: date, rules: ValueRules) -> Ranking:
    """Rank the customers of a window that ends `today`.

    A customer is new while the first sale is less than `new_days` ago. The others are ranked by profit, then revenue,
    then latest sale, then id. The top is the first share of them, rounded up; the tail the last share, rounded down.
    """
    everybody = list(customers)
    new_since = today.toordinal() - rules.new_days
    new = [customer for customer in everybody if customer.first > new_since]
    established = [customer for customer in everybody if customer.first <= new_since] if new else everybody
    ranked = sorted(
        established, key=lambda customer: (-customer.profit, -customer.revenue, -customer.latest, customer.id)
    )
    top = ceil(round(len(ranked) * rules.top_share, 9))  # 0.2 x 5 is 1, whatever binary fractions make of it
    tail = max(top, len(ranked) - floor(round(len(ranked) * rules.tail_share, 9)))
    return Ranking(ranked, new, top, tail)


def segments(customers: Iterable[CustomerSales], today: date, rules: ValueRules) -> dict[int, str]:
    """Return each customer's segment."""
    parts = rank(customers, today, rules).parts()
    return {customer.id: name for name, part in parts.items() for customer in part}
