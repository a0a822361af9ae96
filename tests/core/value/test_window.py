"""The window that value is counted over: as typed, else the months of the settings."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.value.window import parse_window
from followup.errors import WrongUsageError

TODAY = date(2026, 6, 2)


def test_the_window_is_twelve_months_that_end_today() -> None:
    assert parse_window(None, None, TODAY, 12) == (date(2025, 6, 3), TODAY)
    assert parse_window(None, "2026-03-31", TODAY, 12) == (date(2025, 4, 1), date(2026, 3, 31))
    assert parse_window("2026-01-01", None, TODAY, 12) == (date(2026, 1, 1), TODAY)


def test_a_window_does_not_end_before_it_begins() -> None:
    with pytest.raises(WrongUsageError, match="before it begins"):
        parse_window("2026-02-01", "2026-01-01", TODAY, 12)
