"""The report on lost customers: reasons, their profit, and whom to win back; as text and as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.rules import ValueRules
from followup.core.retention.lost import LostCustomer, losses_report
from followup.render.retention.lost import losses_json, losses_text

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
WENT = date(2026, 3, 1)
REPORT = losses_report(
    [
        LostCustomer(1, "张伟", "A", WENT, "price", True, [(date(2026, 1, 5), 500_000)]),
        LostCustomer(2, "Emma", "B", WENT, "closed", True, [(date(2025, 9, 5), 90_000)]),
        LostCustomer(3, "王芳", None, WENT, "price", True, [(date(2025, 9, 5), 100), (date(2026, 5, 1), 7_000)]),
        LostCustomer(4, "Bea", "C", None, "", True, []),
    ],
    TODAY,
    ValueRules(),
)


def test_reasons_win_back_and_bought_again_are_parts_of_the_report(snapshot: SnapshotAssertion) -> None:
    text = losses_text(REPORT, TODAY, "letters")
    assert text.startswith("4 lost, with 5,901 of profit a year\n")
    assert text == snapshot


def test_grades_are_shown_as_the_settings_say() -> None:
    (_, row, *_) = losses_text(REPORT, TODAY, "numbers").split("Worth asking again")[1].strip().splitlines()
    assert row.split()[:3] == ["1", "张伟", "1"]


def test_json_has_the_customers_with_what_they_brought() -> None:
    keys = losses_json(REPORT)
    assert (keys["lost"], keys["profit_a_year"]) == (4, "5901.00")
    assert keys["win_back"] == [
        {
            "contact": {"id": 1, "name": "张伟", "grade": "A"}, "reason": "price", "lost_on": "2026-03-01",
            "profit": "5000.00", "profit_a_year": "5000.00", "bought_again": None,
        }
    ]  # fmt: skip


def test_where_nobody_is_lost_there_is_a_sentence() -> None:
    assert losses_text(losses_report([], TODAY, ValueRules()), TODAY, "letters").startswith("Nobody is marked as lost")
