"""Value as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.money import format_money
from followup.core.value.value import cumulative_profits, share, share_that_brings
from followup.render.formats.json import Lines, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followup.core.value.segments import CustomerSales
    from followup.core.value.value import Cut, ValueReport

_DIGITS = 6
_MOST_EQUALS = 10
"""A cut has what one of its customers equals in at most so many others: organisations may be thousands."""


def value_json(
    report: ValueReport, names: Mapping[int, tuple[str, str | None]], by: str, limit: int | None
) -> dict[str, object]:
    """Return the keys; `names` has the name and the grade of the customers listed.

    New customers come last and have no rank.
    """
    whole = report.profit
    cuts = report.cuts if report.accounts is None else report.cuts[:limit]
    return {
        "window": {"from": report.since.isoformat(), "to": report.until.isoformat()},
        "by": by,
        "customers": report.people,
        **({} if report.accounts is None else {"accounts": len(report.accounts)}),
        "revenue": format_money(report.revenue),
        "profit": format_money(whole),
        "eighty_percent_from": _rounded(share_that_brings(report.ranking.ranked)),
        "segments": Lines(line(_cut(cut, cuts, report.people, whole)) for cut in cuts),
        "customers_ranked": Lines(map(line, _ranked(report, names, limit))),
    }


def listed_customers(report: ValueReport, limit: int | None) -> list[CustomerSales]:
    """Return the customers that are listed: so many of the ranked ones and then of the new ones."""
    return [*report.ranking.ranked[:limit], *report.ranking.new][:limit]


def _cut(cut: Cut, cuts: Sequence[Cut], people: int, whole: int) -> dict[str, object]:
    return {
        "name": cut.name,
        "customers": cut.customers,
        "customer_share": _rounded(share(cut.customers, people)),
        "revenue": format_money(cut.revenue),
        "profit": format_money(cut.profit),
        "profit_share": _rounded(share(cut.profit, whole)),
        "profit_per_customer": None if cut.profit_per_customer is None else format_money(cut.profit_per_customer),
        "equals": {other.name: _rounded(cut.equals(other)) for other in cuts[:_MOST_EQUALS] if other is not cut},
        "at_risk": {
            "customers": cut.lost_customers,
            "profit": format_money(cut.lost_profit),
            "profit_share": _rounded(share(cut.lost_profit, whole)),
        },
    }


def _ranked(
    report: ValueReport, names: Mapping[int, tuple[str, str | None]], limit: int | None
) -> Iterator[dict[str, object]]:
    sums = cumulative_profits(report.ranking.ranked)
    for place, customer in enumerate(listed_customers(report, limit)):
        is_ranked = place < len(sums)
        name, grade = names[customer.id]
        account = {} if report.accounts is None else {"customers": report.accounts[customer.id][1]}
        yield {
            "id": customer.id,
            "name": name if report.accounts is None else report.accounts[customer.id][0],
            "grade": grade,
            "segment": report.ranking.segment_at(place) if is_ranked else "new",
            "rank": place + 1 if is_ranked else None,
            "revenue": format_money(customer.revenue),
            "profit": format_money(customer.profit),
            "cumulative_share": _rounded(share(sums[place], sums[-1])) if is_ranked else None,
            **account,
        }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)
