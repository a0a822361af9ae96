"""Days and amounts as pages show them."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.dates.formatting import amount_text, day_of, day_text, format_day

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (TODAY, "today"),
        (date(2026, 11, 26), "tomorrow"),
        (date(2026, 11, 24), "yesterday"),
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2027, 1, 3), "Sun 3 Jan 2027"),
    ],
)
def test_a_day_is_written_as_a_person_says_it(day: date, text: str) -> None:
    assert format_day(day, TODAY) == text


def test_ordinals_are_written_as_days() -> None:
    assert day_text(TODAY.toordinal()) == "2026-11-25"
    assert day_of(TODAY.toordinal()) == TODAY


def test_amounts_are_written_in_whole_units() -> None:
    assert amount_text(12_000_050) == "120,000"
