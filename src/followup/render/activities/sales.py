"""Sales as a line and as a table, and the report of an import of sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import format_day
from followup.render.formats.money import money_text
from followup.render.formats.table import table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from followup.core.importing.report import ImportReport
    from followup.core.importing.sales import SalesPlan
    from followup.core.model.contact import Sale

_HEADINGS = ("id", "on", "amount", "profit", "to", "product", "note")


def sale_line(sale: Sale, name: str, today: date, currency: str) -> str:
    """Return a sale as a line: to whom, when, for how much."""
    what = "refund" if sale.amount < 0 else "sale"
    profit = "" if sale.profit is None else f", profit {money_text(sale.profit, currency)}"
    product = f", {one_line(sale.product)}" if sale.product else ""
    return (
        f"s{sale.id} {what} to {one_line(name)}, {format_day(sale.on, today)}:"
        f" {money_text(sale.amount, currency)}{profit}{product}\n"
    )


def sale_table(sales: Sequence[Sale], names: Mapping[int, str], today: date, currency: str, margin: float) -> str:
    """Return sales as a table with their sum, a profit by the margin in brackets; a sentence where there are none."""
    if not sales:
        return "No sales: followup sale add WHO AMOUNT, or followup sale import FILE\n"
    rows = [
        (
            f"s{sale.id}",
            format_day(sale.on, today),
            money_text(sale.amount, currency),
            _profit(sale, currency, margin),
            names[sale.contact_id],
            sale.product,
            sale.note,
        )
        for sale in sales
    ]
    amount, profit = sum(sale.amount for sale in sales), sum(sale.earned(margin) for sale in sales)
    total = f"{_counted(len(sales), 'sale')}: {money_text(amount, currency)}, profit {money_text(profit, currency)}\n"
    return table(_HEADINGS, rows, (2, 3)) + total


def _profit(sale: Sale, currency: str, margin: float) -> str:
    """Return the profit; in brackets where it is the margin of the amount."""
    text = money_text(sale.earned(margin), currency)
    return f"({text})" if sale.profit is None else text


def sales_import_text(report: ImportReport, plan: SalesPlan, currency: str, *, dry_run: bool) -> str:
    """Return how many sales are new, known and refused, where the refused ones are, and how to undo the import."""
    known, refused = report.total("unchanged"), report.total("skipped")
    buyers = len({sale.contact_id for sale, _ in plan.new})
    total = money_text(sum(sale.amount for sale, _ in plan.new), currency)
    summary = (
        f"{_counted(len(plan.new), 'sale')} to {_counted(buyers, 'customer')}, {total}" if buyers else "No new sales"
    )
    summary += f"; {known:,} in the book already" if known else ""
    summary += f"; {refused:,} refused" if refused else ""
    lines = [f"{summary}."]
    lines += [
        f"Refused, to be corrected and imported again: {one_line(rejects.path)} ({rejects.cards})"
        for rejects in report.rejects
    ]
    if dry_run:
        lines.append("A dry run: nothing was written.")
    elif report.sales:
        lines.append("Take it back with: followup undo")
    return "".join(f"{line}\n" for line in lines)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
