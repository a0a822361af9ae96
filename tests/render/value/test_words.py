"""The words and cells that the terminal's page and the browser's have in common."""

from __future__ import annotations

import pytest
from valued_customers import CNY, STEEP, names, report

from followup.core.value.value import cut_by_grade
from followup.render.value.words import (
    ValueView,
    counted,
    customer_rows,
    cut_rows,
    head,
    percent,
    sentences,
    worth_lines,
)


@pytest.mark.parametrize(
    ("part", "text"), [(None, "-"), (0, "0 %"), (0.05, "5.0 %"), (0.1, "10 %"), (1, "100 %"), (-0.5, "-50 %")]
)
def test_small_shares_have_a_tenth_and_others_are_whole(part: float | None, text: str) -> None:
    assert percent(part) == text


def test_a_number_has_its_noun_and_its_thousands() -> None:
    assert (counted(1, "customer"), counted(1870, "customer")) == ("1 customer", "1,870 customers")


def test_the_head_has_window_customers_revenue_and_profit() -> None:
    assert head(report(500, 100), CNY) == "2025-06-03 to 2026-06-02: 2 customers, revenue ¥18.00, profit ¥6.00"


def test_a_segment_has_its_share_of_customers_and_profit() -> None:
    top, *_, new = cut_rows(STEEP, CNY)
    assert top[:5] == ("top", "2", "18 %", "¥95,000", "95 %")
    assert new[0] == "new"


def test_ranked_customers_come_first_and_new_ones_have_no_rank() -> None:
    rows = customer_rows(STEEP, names(STEEP), ValueView(limit=11))
    assert rows[0][:5] == ("1", "1", "王1", "A", "top")
    assert rows[-1][:5] == ("-", "100", "Emma 100", "", "new")
    assert len(customer_rows(STEEP, names(STEEP), CNY)) == 10


def test_one_customer_of_a_grade_is_worth_several_of_the_grades_behind_it() -> None:
    by_grade = cut_by_grade(report(900, 300, 90), {1: "A", 2: "B", 3: "C"})
    lines = [*worth_lines(by_grade, ValueView(by="grade"))]
    assert lines == ["One A customer is worth 3.0 B or 10 C.", "One B customer is worth 3.3 C."]
    assert [*worth_lines(by_grade, ValueView(by="group"))] == []


def test_new_customers_and_losses_have_a_sentence() -> None:
    assert [*sentences(report(900, -700, new=1), CNY)][1:] == [
        "1 new customer is not ranked yet: profit ¥50.00.",
        "1 customer with a loss: -¥7.00.",
    ]
