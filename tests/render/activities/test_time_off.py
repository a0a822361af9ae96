"""Days and hours off: as a line, as a table, and as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.rules import Away
from followup.render.activities.time_off import away_json, away_line, away_table

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
DENTIST = Away(date(2026, 6, 5), date(2026, 6, 5), time="14:00", minutes=120, reason="dentist", id=1)
SUMMER = Away(date(2026, 8, 3), date(2026, 8, 14), reason="summer holiday")
MOVING = Away(date(2026, 6, 8), date(2026, 6, 8), half=True, id=2)


def test_a_line_has_the_days_the_part_of_the_day_and_the_reason() -> None:
    assert away_line(DENTIST, TODAY) == "a1 Fri 5 Jun, 2 h from 14:00: dentist"
    assert away_line(SUMMER, TODAY).endswith(": summer holiday")


def test_days_off_of_the_settings_have_no_id(snapshot: SnapshotAssertion) -> None:
    assert away_json(SUMMER)["id"] is None
    assert away_json(DENTIST) == {
        "id": "a1", "from": "2026-06-05", "to": "2026-06-05", "half": False, "time": "14:00", "minutes": 120,
        "reason": "dentist",
    }  # fmt: skip
    assert away_table([DENTIST, MOVING, SUMMER], TODAY) == snapshot


def test_without_days_off_there_is_a_sentence() -> None:
    assert away_table([], TODAY) == "No days off: followup away add DAYS\n"
