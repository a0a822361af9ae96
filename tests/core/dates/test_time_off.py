"""Days and hours off, as a person types them and reads them."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.dates.time_off import away_days, away_part, parse_away, parse_away_id
from followup.core.model.rules import Away
from followup.errors import WrongUsageError

TUESDAY = date(2026, 6, 2)
FRIDAY = date(2026, 6, 5)


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        ("fri", FRIDAY, FRIDAY),
        ("2026-08-03..2026-08-14", date(2026, 8, 3), date(2026, 8, 14)),
        ("fri..mon", FRIDAY, date(2026, 6, 8)),
        ("mon..fri", date(2026, 6, 8), date(2026, 6, 12)),
        ("next mon to next fri", date(2026, 6, 8), date(2026, 6, 12)),
        ("12-28..01-03", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-08-03..+3d", date(2026, 8, 3), date(2026, 8, 6)),
        ("8月3日到8月14日", date(2026, 8, 3), date(2026, 8, 14)),
    ],
)
def test_one_day_or_a_range(days: str, start: date, end: date) -> None:
    assert parse_away(days, TUESDAY) == Away(start, end)


def test_hours_begin_at_a_time_where_one_is_said() -> None:
    assert parse_away("fri", TUESDAY, hours=2.5) == Away(FRIDAY, FRIDAY, minutes=150)
    assert parse_away("fri 14:00", TUESDAY, hours=2) == Away(FRIDAY, FRIDAY, time="14:00", minutes=120)
    assert parse_away("fri 14:00", TUESDAY) == Away(FRIDAY, FRIDAY, time="14:00")


def test_a_reason_is_kept_on_one_line() -> None:
    assert parse_away("fri", TUESDAY, half=True, reason="moving\n house").reason == "moving house"


@pytest.mark.parametrize(
    ("days", "options", "message"),
    [
        ("someday", {}, "no date"),
        ("fri..", {}, "no range"),
        ("mon..tue..wed", {}, "no range"),
        ("2026-08-14..2026-08-03", {}, "is before"),
        ("fri..mon 14:00", {}, "has a time"),
        ("2026-01-01..2099-01-01", {}, "ten years"),
        ("fri", {"hours": 0}, "--hours cannot be 0"),
        ("fri", {"hours": 25}, "--hours cannot be 25"),
        ("fri", {"hours": float("nan")}, "--hours cannot be nan"),
        ("fri", {"half": True, "hours": 2}, "half a day"),
        ("fri 14:00", {"half": True}, "half a day"),
    ],
)
def test_what_is_no_day_or_contradicts_itself_is_refused(days: str, options: dict[str, float], message: str) -> None:
    with pytest.raises(WrongUsageError, match=message):
        parse_away(days, TUESDAY, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("away", "days", "part"),
    [
        (Away(FRIDAY, FRIDAY), "Fri 5 Jun", ""),
        (Away(TUESDAY, FRIDAY, half=True), "today to Fri 5 Jun", "half a day"),
        (Away(FRIDAY, FRIDAY, minutes=150), "Fri 5 Jun", "2.5 h"),
        (Away(FRIDAY, FRIDAY, time="14:00", minutes=120), "Fri 5 Jun", "2 h from 14:00"),
        (Away(FRIDAY, FRIDAY, time="14:00"), "Fri 5 Jun", "from 14:00"),
    ],
)
def test_they_are_told_in_words(away: Away, days: str, part: str) -> None:
    assert (away_days(away, TUESDAY), away_part(away)) == (days, part)


def test_ids_begin_with_an_a() -> None:
    assert (parse_away_id("a1"), parse_away_id("Ａ 12")) == (1, 12)
    with pytest.raises(WrongUsageError, match="no id"):
        parse_away_id("t7")
