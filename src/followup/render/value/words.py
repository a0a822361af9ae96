"""Value as words and cells: what the terminal's page and the browser's have in common."""

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
    """How value is shown: by which cuts, in which currency, with which labels of grades, and how many rows."""

    by: str = "rank"
    currency: str = ""
    labels: str = "letters"
    limit: int | None = None

    @property
    def rows(self) -> int:
        """The number of customers that are listed for a person."""
        return SHOWN if self.limit is None else self.limit


def no_sales(report: ValueReport) -> str:
    """Return the sentence for a window without sales."""
    return (
        f"No sales from {report.since} to {report.until}: followup sale add WHO AMOUNT writes one down, followup sale"
        " import FILE brings them in."
    )


def head(report: ValueReport, view: ValueView) -> str:
    """Return the window, the number of customers, revenue and profit, as a line."""
    accounts = "" if report.accounts is None else f" in {counted(len(report.accounts), 'account')}"
    return (
        f"{report.since} to {report.until}: {counted(report.people, 'customer')}{accounts},"
        f" revenue {round_money(report.revenue, view.currency)}, profit {round_money(report.profit, view.currency)}"
    )


def shown_cuts(report: ValueReport, view: ValueView) -> Sequence[Cut]:
    """Return the cuts that are shown: all, but of organisations as many as customers."""
    return report.cuts if report.accounts is None else report.cuts[: view.rows]


def cut_rows(report: ValueReport, view: ValueView) -> list[tuple[str, ...]]:
    """Return a row for each cut shown.

    Name, customers, their share, profit, its share, profit of one customer, what losing some costs.
    """
    return [
        (
            _label(cut, view),
            f"{cut.customers:,}",
            percent(share(cut.customers, report.people)),
            round_money(cut.profit, view.currency),
            percent(share(cut.profit, report.profit)),
            "-" if cut.profit_per_customer is None else round_money(cut.profit_per_customer, view.currency),
            round_money(cut.lost_profit, view.currency) if cut.customers else "-",
        )
        for cut in shown_cuts(report, view)
    ]


def customer_rows(
    report: ValueReport, names: Mapping[int, tuple[str, str | None]], view: ValueView
) -> list[tuple[str, ...]]:
    """Return the rows of the customers listed, under CUSTOMER_HEADINGS; `names` has their names and grades."""
    rows: list[tuple[str, ...]] = []
    for place, customer in enumerate(listed_customers(report, view.rows)):
        is_ranked = place < len(report.ranking.ranked)
        name, grade = names[customer.id]
        rows.append(
            (
                str(place + 1) if is_ranked else "-",
                str(customer.id),
                name if report.accounts is None else report.accounts[customer.id][0],
                grade_label(grade, view.labels),
                report.ranking.segment_at(place) if is_ranked else "new",
                round_money(customer.revenue, view.currency),
                round_money(customer.profit, view.currency),
            )
        )
    return rows


def worth_lines(report: ValueReport, view: ValueView) -> Iterator[str]:
    """Return what one customer of a cut is worth in those behind it: one A is worth 9.4 C, 50 D or 125 E."""
    if report.accounts is not None or view.by == "group":
        return
    cuts = [cut for cut in report.cuts if cut.name not in _APART]
    for at, cut in enumerate(cuts):
        worth = [(cut.equals(other), other) for other in cuts[at + 1 :]]
        equals = [f"{_times(times)} {_label(other, view)}" for times, other in worth if times is not None and times > 0]
        if equals:
            yield f"One {_label(cut, view)} customer is worth {_either(equals)}."


def sentences(report: ValueReport, view: ValueView) -> Iterator[str]:
    """Return what the ranking says, in sentences."""
    ranked, new = report.ranking.ranked, report.ranking.new
    noun = "customer" if report.accounts is None else "account"
    if ranked:
        yield _ranking_sentence(report, view, noun)
    if new:
        profit = round_money(sum(customer.profit for customer in new), view.currency)
        yield f"{counted(len(new), f'new {noun}')} {'is' if len(new) == 1 else 'are'} not ranked yet: profit {profit}."
    losing = sum(customer.profit < 0 for customer in ranked)
    loss = sum(min(0, customer.profit) for customer in ranked)
    if losing and report.profit > 0:
        yield f"{counted(losing, noun)} with a loss: {round_money(loss, view.currency)}."


def _ranking_sentence(report: ValueReport, view: ValueView, noun: str) -> str:
    ranked = report.ranking.ranked
    sums = cumulative_profits(ranked)
    eighty = share_that_brings(ranked)
    if eighty is None:
        return f"The profit is {round_money(sums[-1], view.currency)}: there is nothing to have a share of."
    if len(ranked) == 1:
        return f"One {noun} brings all of it."
    if ranked[0].profit == ranked[-1].profit:
        return f"All {len(ranked):,} bring the same: nobody stands out."
    from_those = f"80 % comes from the first {percent(eighty)} ({counted(round(eighty * len(ranked)), noun)})."
    top = report.ranking.top
    if not top:
        return from_those
    return f"The first {percent(top / len(ranked))} bring {percent(sums[top - 1] / sums[-1])}; {from_those}"


def percent(part: float | None) -> str:
    """Return a share as it is shown; `-` where there is none."""
    if part is None:
        return "-"
    return f"{part * 100:.0f} %" if abs(part) >= _TENTH or not part else f"{part * 100:.1f} %"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: `1 customer`, `1,870 customers`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _label(cut: Cut, view: ValueView) -> str:
    return grade_label(cut.name, view.labels) if view.by == "grade" and cut.name != NOBODYS else cut.name


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _times(times: float) -> str:
    return f"{times:,.0f}" if times >= _WHOLE_FROM else f"{times:.1f}"
