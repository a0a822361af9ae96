"""Customers with sales as value shows them: a steep ranking, with a new customer."""

from __future__ import annotations

from datetime import date

from followup.core.model.rules import ValueRules
from followup.core.value.segments import CustomerSales
from followup.core.value.value import ValueReport, value_report
from followup.render.value.words import ValueView

TODAY = date(2026, 6, 2)
WINDOW = (date(2025, 6, 3), TODAY)
CNY = ValueView(currency="CNY")


def report(*profits: int, new: int = 0) -> ValueReport:
    customers = [CustomerSales(n, profit, profit * 3, TODAY.toordinal(), 1) for n, profit in enumerate(profits, 1)]
    fresh = [CustomerSales(100 + n, 5000, 9000, TODAY.toordinal(), TODAY.toordinal()) for n in range(new)]
    return value_report([*customers, *fresh], WINDOW, ValueRules())


def names(of: ValueReport) -> dict[int, tuple[str, str | None]]:
    everybody = (*of.ranking.ranked, *of.ranking.new)
    return {
        customer.id: (
            f"王{customer.id}" if customer.id % 2 else f"Emma {customer.id}",
            "A" if customer.id == 1 else None,
        )
        for customer in everybody
    }


STEEP = report(8_000_000, 1_500_000, 300_000, 100_000, 90_000, 5_000, 3_000, 1_500, 400, 100, new=1)
