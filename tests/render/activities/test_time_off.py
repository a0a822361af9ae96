"""Days and hours off."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.model.rules import Away
from followup.render.activities.time_off import away_json, away_line, away_table

TODAY = date(2026, 11, 25)
FRIDAY = date(2026, 11, 27)
DENTIST = Away(FRIDAY, FRIDAY, time="14:00", minutes=120, reason="dentist\x1b", id=1)
HOLIDAY = Away(FRIDAY, date(2026, 12, 4), reason="度假")


@pytest.mark.parametrize(
    ("away", "line"),
    [
        (DENTIST, "a1 Fri 27 Nov, 2 h from 14:00: dentist␛"),
        (HOLIDAY, "Fri 27 Nov to Fri 4 Dec: 度假"),
        (Away(FRIDAY, FRIDAY, half=True, id=2), "a2 Fri 27 Nov, half a day"),
    ],
)
def test_a_line_says_which_days_and_how_much_of_them(away: Away, line: str) -> None:
    assert away_line(away, TODAY) == line


def test_the_table_names_the_settings_where_they_say_it() -> None:
    head, first, second = away_table([DENTIST, HOLIDAY], TODAY).splitlines()
    assert head.split() == ["id", "days", "reason"]
    assert (first.split()[0], second.split()[0]) == ("a1", "settings")
    assert first.index("dentist") == second.index("度假") == head.index("reason")
    assert away_table([], TODAY) == "No days off: followup away add DAYS\n"


def test_the_keys_for_scripts() -> None:
    assert away_json(DENTIST) == {
        "id": "a1", "from": "2026-11-27", "to": "2026-11-27", "half": False, "time": "14:00", "minutes": 120,
        "reason": "dentist\x1b",
    }  # fmt: skip
    assert (away_json(HOLIDAY)["id"], away_json(HOLIDAY)["time"]) == (None, None)
