"""What customers are worth, as a page: one file that loads nothing, and texts of the book are only text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.rules import ValueRules
from followup.core.value.segments import CustomerSales
from followup.core.value.value import value_report
from followup.render.value.page import value_page
from followup.render.value.words import ValueView

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
PROFITS = (8_000_000, 1_500_000, 300_000, 100_000, 90_000, 5_000, 3_000, 1_500, 400, 100)
CUSTOMERS = [CustomerSales(n, profit, profit * 3, TODAY.toordinal(), 1) for n, profit in enumerate(PROFITS, 1)]
NEW = CustomerSales(100, 5_000, 9_000, TODAY.toordinal(), TODAY.toordinal())
REPORT = value_report([*CUSTOMERS, NEW], (date(2025, 6, 3), TODAY), ValueRules())
HOSTILE = '<script>alert(1)</script>"\x1b[31m\n'
CNY = ValueView(currency="CNY")


def test_the_whole_page(snapshot: SnapshotAssertion) -> None:
    html = value_page(REPORT, {customer.id: ("王芳", "A") for customer in (*CUSTOMERS, NEW)}, CNY)
    assert html[html.index("<body>") :] == snapshot


def test_it_loads_nothing_and_a_name_is_only_text() -> None:
    html = value_page(REPORT, {customer.id: (HOSTILE, None) for customer in (*CUSTOMERS, NEW)}, CNY)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert not any(word in html for word in ("<script", "http:", "https:", "@import", "\x1b"))


def test_a_page_without_sales_says_so() -> None:
    nothing = value_report([], (TODAY, TODAY), ValueRules())
    assert "<p>No sales from 2026-06-02 to 2026-06-02: " in value_page(nothing, {}, CNY)
