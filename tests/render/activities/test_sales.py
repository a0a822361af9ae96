"""Sales as a line and as a table, and the report of an import of sales."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.contact import Sale
from followup.render.activities.sales import sale_line, sale_table

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
SALE = Sale(3, 42, TODAY, 120_000, 30_000, "pumps")
REFUND = Sale(4, 42, date(2026, 5, 1), -50_000, note="came back damaged")


def test_a_line_has_amount_profit_and_product() -> None:
    assert sale_line(SALE, "张伟", TODAY, "CNY") == "s3 sale to 张伟, today: ¥1,200.00, profit ¥300.00, pumps\n"


def test_a_negative_amount_is_a_refund() -> None:
    assert sale_line(REFUND, "张伟", TODAY, "") == "s4 refund to 张伟, Fri 1 May: -500.00\n"


def test_the_table_has_the_profit_by_the_margin_in_brackets_and_the_sum(snapshot: SnapshotAssertion) -> None:
    text = sale_table([SALE, REFUND], {42: "张伟"}, TODAY, "", 0.3)
    assert "(-150.00)" in text
    assert text.endswith("2 sales: 700.00, profit 150.00\n")
    assert text == snapshot


def test_without_a_sale_there_is_a_sentence() -> None:
    assert sale_table([], {}, TODAY, "", 0.3).startswith("No sales: followup sale add")
