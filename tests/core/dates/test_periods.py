"""Month arithmetic, and the windows of months that value is counted over."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.dates.periods import add_months, last_of_month, sums_of_windows, window_ending


@pytest.mark.parametrize(
    ("day", "months", "shifted"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 11, 23), -12, date(2025, 11, 23)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2026, 5, 31), -1, date(2026, 4, 30)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, shifted: date) -> None:
    assert add_months(day, months) == shifted


def test_there_are_no_days_before_the_year_1_and_after_9999() -> None:
    for day, months in ((date(1, 2, 3), -24), (date(9999, 12, 1), 1)):
        with pytest.raises(OverflowError):
            add_months(day, months)


def test_a_month_ends_on_its_last_day() -> None:
    assert last_of_month(date(2024, 2, 3)) == date(2024, 2, 29)
    assert last_of_month(date(2026, 12, 31)) == date(2026, 12, 31)


def test_a_window_has_both_its_ends_and_is_cut_at_the_first_day_there_is() -> None:
    assert window_ending(date(2026, 11, 23), 12) == (date(2025, 11, 24), date(2026, 11, 23))
    assert window_ending(date(1, 2, 3), 24) == (date(1, 1, 1), date(1, 2, 3))


def test_a_day_is_summed_in_the_window_or_in_the_one_before_it() -> None:
    until = date(2026, 11, 23)
    days = {
        date(2026, 11, 24): 1, until: 10, date(2025, 11, 24): 100,
        date(2025, 11, 23): 1000, date(2024, 11, 24): 10_000, date(2024, 11, 23): 100_000,
    }  # fmt: skip
    amounts = [(day.toordinal(), amount) for day, amount in days.items()]
    assert sums_of_windows(amounts, until, 12) == (110, 11_000)
