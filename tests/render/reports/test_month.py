"""The month in tables: the hours that the grades need against those there are."""

from __future__ import annotations

from datetime import date

from followup.core.reports.month import GradeNeed, Month, MonthWeek
from followup.render.reports.month import month_json, month_text

FIRST, LAST = date(2026, 11, 1).toordinal(), date(2026, 11, 30).toordinal()
MONTH = Month(
    FIRST,
    LAST,
    [GradeNeed("A", 1_200, 12.34, 25, 1_590), GradeNeed(None, 3, 0, 0.5, 7.5)],
    [MonthWeek(FIRST, FIRST, 0, 0, 0), MonthWeek(FIRST + 1, FIRST + 7, 5, 1_800, 2_400)],
    ["Fewer visits would fit"],
)


def test_for_a_person() -> None:
    assert month_text(MONTH, "numbers") == (
        f"November 2026: {MONTH.need / 60:.1f} h needed of 30.0 h\n\n"
        "grade  contacts  visits  calls  hours\n"
        "1         1,200    12.3   25.0   26.5\n"
        "-             3     0.0    0.5    0.1\n\n"
        "week      days     worked  hours  needed\n"
        "2026-W44  Nov 1         0    0.0     0.0\n"
        "2026-W45  Nov 2-8       5   30.0    40.0  short by 10.0\n"
        "\nFewer visits would fit\n"
    )


def test_without_anybody_graded_only_the_weeks_are_shown() -> None:
    text = month_text(MONTH._replace(needs=[], hints=()), "letters")
    assert "grade" not in text
    assert text.endswith("short by 10.0\n")


def test_for_a_script() -> None:
    keys = month_json(MONTH)
    assert (keys["month"], keys["from"], keys["to"], keys["hours"]) == ("2026-11", "2026-11-01", "2026-11-30", 30.0)
    assert keys["hints"] == ["Fewer visits would fit"]
    assert keys["grades"] == [
        {"grade": "A", "contacts": 1_200, "visits": 12.3, "calls": 25, "needed": 26.5},
        {"grade": None, "contacts": 3, "visits": 0, "calls": 0.5, "needed": 0.1},
    ]
    weeks = keys["weeks"]
    assert isinstance(weeks, list)
    assert weeks[1] == {
        "week": "2026-W45", "from": "2026-11-02", "to": "2026-11-08", "working_days": 5, "hours": 30.0, "needed": 40.0,
    }  # fmt: skip
