"""What customers are worth, in words and cells: what the terminal's page and the browser's have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.model.grades import grade_label
from followup.core.value.value import NOBODYS, cumulative_profits, share, share_that_brings
from followup.render.formats.money import round_money
from followup.render.value.json import listed_customers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followup.core.value.value import Cut, ValueReport

SHOWN = 10
CUT_HEADINGS = ("customers", "", "profit", "", "each", "losing 5 %")
"""The headings of cut_rows, behind the first."""
CUSTOMER_HEADINGS = ("rank", "id", "name", "grade", "segment", "revenue", "profit")
_WHOLE_FROM = 10
_APART = ("new", NOBODYS)
_TENTH = 0.1


class ValueView(NamedTuple):
    """How value is shown: by what it is cut, in which currency, with which labels of grades, so many rows."""

    by: str = "rank"
    currency: str = ""
    labels: str = "letters"
    limit: int | None = None

    @property
    def rows(self) -> int:
        """How many customers are listed for a person."""
        return SHOWN if self.limit is None else self.limit


def no_sales(found: ValueReport) -> str:
    """What is said where nobody bought anything."""
    return (
        f"No sales from {found.since} to {found.until}: followup sale add WHO AMOUNT writes one down, followup sale"
        " import FILE brings them in."
    )


def head(found: ValueReport, how: ValueView) -> str:
    """Which window, how many customers, how much."""
    accounts = "" if found.accounts is None else f" in {counted(len(found.accounts), 'account')}"
    return (
        f"{found.since} to {found.until}: {counted(found.people, 'customer')}{accounts},"
        f" revenue {round_money(found.revenue, how.currency)}, profit {round_money(found.profit, how.currency)}"
    )


def shown_cuts(found: ValueReport, how: ValueView) -> Sequence[Cut]:
    """The cuts that are shown: all, but of firms so many as of customers."""
    return found.cuts if found.accounts is None else found.cuts[: how.rows]


def cut_rows(found: ValueReport, how: ValueView) -> list[tuple[str, ...]]:
    """Name, customers, their share, profit, its share, profit of each, what losing some costs: of every cut shown."""
    return [
        (
            _label(cut, how),
            f"{cut.customers:,}",
            percent(share(cut.customers, found.people)),
            round_money(cut.profit, how.currency),
            percent(share(cut.profit, found.profit)),
            "-" if cut.each is None else round_money(cut.each, how.currency),
            round_money(cut.lost_profit, how.currency) if cut.customers else "-",
        )
        for cut in shown_cuts(found, how)
    ]


def customer_rows(
    found: ValueReport, names: Mapping[int, tuple[str, str | None]], how: ValueView
) -> list[tuple[str, ...]]:
    """The customers listed, under CUSTOMER_HEADINGS; `names` has the name and the grade of each."""
    rows: list[tuple[str, ...]] = []
    for place, customer in enumerate(listed_customers(found, how.rows)):
        old = place < len(found.ranking.ranked)
        name, grade = names[customer.id]
        rows.append(
            (
                str(place + 1) if old else "-",
                str(customer.id),
                name if found.accounts is None else found.accounts[customer.id][0],
                grade_label(grade, how.labels),
                found.ranking.segment_at(place) if old else "new",
                round_money(customer.revenue, how.currency),
                round_money(customer.profit, how.currency),
            )
        )
    return rows


def worth_lines(found: ValueReport, how: ValueView) -> Iterator[str]:
    """What one customer of a cut is worth in those behind it: one A is worth 9.4 C, 50 D or 125 E."""
    if found.accounts is not None or how.by == "group":
        return
    cuts = [cut for cut in found.cuts if cut.name not in _APART]
    for at, cut in enumerate(cuts):
        worth = [(cut.equals(other), other) for other in cuts[at + 1 :]]
        said = [f"{_times(times)} {_label(other, how)}" for times, other in worth if times is not None and times > 0]
        if said:
            yield f"One {_label(cut, how)} customer is worth {_either(said)}."


def sentences(found: ValueReport, how: ValueView) -> Iterator[str]:
    """What the ranking says, in words."""
    ranked, new = found.ranking.ranked, found.ranking.new
    noun = "customer" if found.accounts is None else "account"
    if ranked:
        yield _ranking_sentence(found, how, noun)
    if new:
        profit = round_money(sum(each.profit for each in new), how.currency)
        yield f"{counted(len(new), f'new {noun}')} {'is' if len(new) == 1 else 'are'} not ranked yet: profit {profit}."
    losing = sum(each.profit < 0 for each in ranked)
    loss = sum(min(0, each.profit) for each in ranked)
    if losing and found.profit > 0:
        yield f"{counted(losing, noun)} with a loss: {round_money(loss, how.currency)}."


def _ranking_sentence(found: ValueReport, how: ValueView, noun: str) -> str:
    ranked = found.ranking.ranked
    sums = cumulative_profits(ranked)
    eighty = share_that_brings(ranked)
    if eighty is None:
        return f"The profit is {round_money(sums[-1], how.currency)}: there is nothing to have a share of."
    if len(ranked) == 1:
        return f"One {noun} brings all of it."
    if ranked[0].profit == ranked[-1].profit:
        return f"All {len(ranked):,} bring the same: nobody stands out."
    from_those = f"80 % comes from the first {percent(eighty)} ({counted(round(eighty * len(ranked)), noun)})."
    top = found.ranking.top
    if not top:
        return from_those
    return f"The first {percent(top / len(ranked))} bring {percent(sums[top - 1] / sums[-1])}; {from_those}"


def percent(part: float | None) -> str:
    """A share as it is shown; `-` where there is none."""
    if part is None:
        return "-"
    return f"{part * 100:.0f} %" if abs(part) >= _TENTH or not part else f"{part * 100:.1f} %"


def counted(count: int, noun: str) -> str:
    """`1 customer`, `1,870 customers`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _label(cut: Cut, how: ValueView) -> str:
    return grade_label(cut.name, how.labels) if how.by == "grade" and cut.name != NOBODYS else cut.name


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _times(times: float) -> str:
    return f"{times:,.0f}" if times >= _WHOLE_FROM else f"{times:.1f}"
