"""The value of the customers of a window: shares, what one customer equals in others, and what losing some costs.

Money is in the currency's smallest unit, shares are 0..1. A share of a total that is not positive is None: nobody has
three quarters of a loss.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from followup.core.text.folding import fold
from followup.core.value.segments import CustomerSales, Ranking, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from followup.core.model.rules import ValueRules

LOST_SHARE = 0.05
"""The share of a segment's customers whose loss is counted as its risk."""
MOST_OF_IT = 0.8
NOBODYS = "none"
"""The name of the cut of customers without a grade or a group."""


class Cut(NamedTuple):
    """Some of the customers together: a segment, a grade, a group, an organisation."""

    name: str
    customers: int
    revenue: int
    profit: int

    def equals(self, other: Cut) -> float | None:
        """Return how many customers of the other cut one of this one is worth; None where that cannot be said."""
        if not self.customers or not other.customers or other.profit <= 0:
            return None
        return self.profit * other.customers / (self.customers * other.profit)

    @property
    def profit_per_customer(self) -> int | None:
        """The profit of one customer, rounded; None where there is none."""
        return round(self.profit / self.customers) if self.customers else None

    @property
    def lost_customers(self) -> float:
        """The number of customers whose loss is counted: LOST_SHARE of them."""
        return round(self.customers * LOST_SHARE, 2)

    @property
    def lost_profit(self) -> int:
        """The profit that is lost with them if they are like the others."""
        return round(self.profit * LOST_SHARE)


class ValueReport(NamedTuple):
    """The customers of a window (both ends included), ranked, and divided into cuts.

    `people` counts the contacts. Where organisations are ranked, `ranking` has one account an organisation, and
    `accounts` the name and the number of buyers by the account's id.
    """

    since: date
    until: date
    people: int
    ranking: Ranking
    cuts: Sequence[Cut]
    accounts: Mapping[int, tuple[str, int]] | None = None

    @property
    def revenue(self) -> int:
        """The revenue of everybody, new customers included."""
        return sum(customer.revenue for customer in self.ranking.ranked) + sum(
            customer.revenue for customer in self.ranking.new
        )

    @property
    def profit(self) -> int:
        """The profit of everybody, new customers included."""
        return sum(customer.profit for customer in self.ranking.ranked) + sum(
            customer.profit for customer in self.ranking.new
        )


def value_report(customers: Iterable[CustomerSales], window: tuple[date, date], rules: ValueRules) -> ValueReport:
    """Rank the customers of a window into top, core, tail and new."""
    since, until = window
    ranking = rank(customers, until, rules)
    cuts = [_cut(name, part) for name, part in ranking.parts().items()]
    return ValueReport(since, until, len(ranking.ranked) + len(ranking.new), ranking, cuts)


def cut_by_grade(report: ValueReport, grades: Mapping[int, str | None]) -> ValueReport:
    """Return the report with cuts by grade; new customers are among the others."""
    parts: dict[str, list[CustomerSales]] = defaultdict(list)
    for customer in (*report.ranking.ranked, *report.ranking.new):
        parts[grades.get(customer.id) or NOBODYS].append(customer)
    return report._replace(cuts=[_cut(name, parts[name]) for name in sorted(parts, key=lambda name: (len(name), name))])


def cut_by_group(report: ValueReport, members: Mapping[str, frozenset[int]]) -> ValueReport:
    """Return the report with cuts by group; a customer in several groups counts in each, one in none in NOBODYS."""
    everybody = (*report.ranking.ranked, *report.ranking.new)
    cuts = [_cut(name, [customer for customer in everybody if customer.id in ids]) for name, ids in members.items()]
    cuts = sorted((cut for cut in cuts if cut.customers), key=lambda cut: (-cut.profit, cut.name))
    grouped = frozenset().union(*members.values())
    nobodys = [customer for customer in everybody if customer.id not in grouped]
    return report._replace(cuts=[*cuts, _cut(NOBODYS, nobodys)] if nobodys else cuts)


def value_of_accounts(
    customers: Iterable[CustomerSales],
    firms: Mapping[int, tuple[str, str]],
    window: tuple[date, date],
    rules: ValueRules,
) -> ValueReport:
    """Rank organisations instead of people; `firms` has each contact's (organisation, name).

    The buyers of one organisation (its name folded) are one account; a contact without one is an account alone. The
    account has the id of its best buyer.
    """
    buyers: dict[str, list[CustomerSales]] = defaultdict(list)
    for customer in customers:
        buyers[fold(firms[customer.id][0]) or f"\n{customer.id}"].append(customer)
    accounts = {}
    merged = []
    for several in buyers.values():
        best = max(several, key=lambda customer: (customer.profit, -customer.id))
        organization, name = firms[best.id]
        accounts[best.id] = (organization or name, len(several))
        merged.append(_account(best.id, several))
    report = value_report(merged, window, rules)
    ranked = (*report.ranking.ranked, *report.ranking.new)
    cuts = [Cut(*accounts[account.id], account.revenue, account.profit) for account in ranked]
    return report._replace(people=sum(count for _, count in accounts.values()), cuts=cuts, accounts=accounts)


def share(part: int, whole: int) -> float | None:
    """Return the share of a part; None where the whole is not positive."""
    return part / whole if whole > 0 else None


def cumulative_profits(ranked: Sequence[CustomerSales]) -> list[int]:
    """Return the profit of the first, the first two, and so on."""
    return list(accumulate(customer.profit for customer in ranked))


def share_that_brings(ranked: Sequence[CustomerSales], part: float = MOST_OF_IT) -> float | None:
    """Return the share of the ranked customers that brings that part of their profit; None without a profit."""
    sums = cumulative_profits(ranked)
    if not sums or sums[-1] <= 0:
        return None
    enough = next(place for place, profit in enumerate(sums, 1) if profit >= part * sums[-1])
    return enough / len(sums)


def _cut(name: str, part: Sequence[CustomerSales]) -> Cut:
    return Cut(name, len(part), sum(customer.revenue for customer in part), sum(customer.profit for customer in part))


def _account(number: int, buyers: Sequence[CustomerSales]) -> CustomerSales:
    return CustomerSales(
        number,
        sum(customer.profit for customer in buyers),
        sum(customer.revenue for customer in buyers),
        max(customer.latest for customer in buyers),
        min(customer.first for customer in buyers),
        sum(customer.sales for customer in buyers),
    )
