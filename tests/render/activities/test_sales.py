"""Sales in a line and in a table, and what an import of sales did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.importing.report import FileReport, ImportReport, Rejects
from followup.core.importing.sales import SalesPlan
from followup.core.model.contact import Sale
from followup.render.activities.sales import sale_line, sale_table, sales_import_text

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 25)
TYRES = Sale(3, 1, date(2026, 11, 1), 1_234_56, 100_00, "冷链箱")
REFUND = Sale(4, 2, date(2026, 11, 20), -50_00, None, "tyres\x1b[31m", "came back")
NAMES = {1: "王芳", 2: "Tom Groß"}


def test_a_line_says_what_was_sold_to_whom() -> None:
    assert sale_line(TYRES, "王芳", TODAY, "CNY") == ("s3 sale to 王芳, Sun 1 Nov: ¥1,234.56, profit ¥100.00, 冷链箱\n")
    assert sale_line(REFUND, "Tom\x1b", TODAY, "") == "s4 refund to Tom␛, Fri 20 Nov: -50.00, tyres␛[31m\n"


def test_amounts_end_in_one_line_and_the_margin_s_profit_is_in_brackets() -> None:
    head, first, second, whole = sale_table([TYRES, REFUND], NAMES, TODAY, "CNY", 0.2).splitlines()
    assert "  ¥100.00  王芳" in first
    assert "  (-¥10.00)  Tom Groß" in second
    assert {wcswidth(first[: first.index("王芳")]), wcswidth(second[: second.index("Tom")])} == {head.index("to  ")}
    assert head.index("amount") + len("amount") == first.index("¥1,234.56") + len("¥1,234.56")
    assert whole == "2 sales: ¥1,184.56, profit ¥90.00"
    assert sale_table([], {}, TODAY, "", 0.2).startswith("No sales: followup sale add")


@pytest.mark.parametrize("room", [80, 140])
def test_the_table_fits_a_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    assert max(map(wcswidth, sale_table([TYRES, REFUND], NAMES, TODAY, "CNY", 0.2).splitlines())) <= room


def report(*, new: int = 0, known: int = 0, refused: int = 0) -> ImportReport:
    rejects = [Rejects("sales.csv", "sales-refused.csv", refused)] if refused else []
    file = FileReport("sales.csv", "csv", "utf-8", unchanged=known, skipped=refused)
    return ImportReport([file], rejects=rejects, sales=new)


@pytest.mark.parametrize(
    ("of", "sales", "dry_run", "text"),
    [
        (report(new=2, known=1, refused=1), [TYRES, REFUND], False,
         ("2 sales to 2 customers, ¥1,184.56; 1 in the book already; 1 refused.\n"
         "Refused, to be corrected and imported again: sales-refused.csv (1)\nTake it back with: followup undo\n")),
        (report(new=1), [TYRES], True, "1 sale to 1 customer, ¥1,234.56.\nA dry run: nothing was written.\n"),
        (report(known=3), [], False, "No new sales; 3 in the book already.\n"),
    ],
)  # fmt: skip
def test_an_import_of_sales_says_what_came_and_how_to_take_it_back(
    of: ImportReport, sales: list[Sale], dry_run: bool, text: str
) -> None:
    plan = SalesPlan([(sale, "") for sale in sales], 0, [])
    assert sales_import_text(of, plan, "CNY", dry_run=dry_run) == text
