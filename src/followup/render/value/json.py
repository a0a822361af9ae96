"""What customers are worth, as promised to scripts."""

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
"""A cut says what one of its customers equals in at most so many others: firms and groups may be thousands."""


def value_json(
    found: ValueReport, names: Mapping[int, tuple[str, str | None]], by: str, limit: int | None
) -> dict[str, object]:
    """The keys as promised; `names` has the name and the grade of those listed, new ones last and without rank."""
    whole = found.profit
    cuts = found.cuts if found.accounts is None else found.cuts[:limit]
    return {
        "window": {"from": found.since.isoformat(), "to": found.until.isoformat()},
        "by": by,
        "customers": found.people,
        **({} if found.accounts is None else {"accounts": len(found.accounts)}),
        "revenue": format_money(found.revenue),
        "profit": format_money(whole),
        "eighty_percent_from": _rounded(share_that_brings(found.ranking.ranked)),
        "segments": Lines(line(_cut(cut, cuts, found.people, whole)) for cut in cuts),
        "customers_ranked": Lines(map(line, _ranked(found, names, limit))),
    }


def listed_customers(found: ValueReport, limit: int | None) -> list[CustomerSales]:
    """The customers that are listed: the ranked ones, then the new ones, so many of them."""
    return [*found.ranking.ranked[:limit], *found.ranking.new][:limit]


def _cut(cut: Cut, cuts: Sequence[Cut], people: int, whole: int) -> dict[str, object]:
    return {
        "name": cut.name,
        "customers": cut.customers,
        "customer_share": _rounded(share(cut.customers, people)),
        "revenue": format_money(cut.revenue),
        "profit": format_money(cut.profit),
        "profit_share": _rounded(share(cut.profit, whole)),
        "profit_per_customer": None if cut.each is None else format_money(cut.each),
        "equals": {other.name: _rounded(cut.equals(other)) for other in cuts[:_MOST_EQUALS] if other is not cut},
        "at_risk": {
            "customers": cut.lost_customers,
            "profit": format_money(cut.lost_profit),
            "profit_share": _rounded(share(cut.lost_profit, whole)),
        },
    }


def _ranked(
    found: ValueReport, names: Mapping[int, tuple[str, str | None]], limit: int | None
) -> Iterator[dict[str, object]]:
    sums = cumulative_profits(found.ranking.ranked)
    for place, customer in enumerate(listed_customers(found, limit)):
        old = place < len(sums)
        name, grade = names[customer.id]
        account = {} if found.accounts is None else {"customers": found.accounts[customer.id][1]}
        yield {
            "id": customer.id,
            "name": name if found.accounts is None else found.accounts[customer.id][0],
            "grade": grade,
            "segment": found.ranking.segment_at(place) if old else "new",
            "rank": place + 1 if old else None,
            "revenue": format_money(customer.revenue),
            "profit": format_money(customer.profit),
            "cumulative_share": _rounded(share(sums[place], sums[-1])) if old else None,
            **account,
        }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)
