"""Months back from a day, and the windows of months that value is counted over."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.dates.periods import months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 23), 12, date(2025, 11, 23)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 5, 31), 1, date(2026, 4, 30)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(1, 2, 3), 24, date(1, 1, 3)),
    ],
)
def test_a_window_begins_on_the_same_day_months_earlier(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
