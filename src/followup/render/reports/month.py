"""The month in tables, and its keys for scripts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.cadence.workload import HOUR
from followup.core.dates.formatting import day_text
from followup.core.model.grades import grade_label
from followup.render.agenda.week import hints_text
from followup.render.formats.table import table

if TYPE_CHECKING:
    from followup.core.reports.month import GradeNeed, Month, MonthWeek


def month_json(month: Month) -> dict[str, object]:
    """The month's keys as promised to scripts; hours with one decimal."""
    return {
        "month": day_text(month.first)[:7],
        "from": day_text(month.first),
        "to": day_text(month.last),
        "hours": _hours(month.minutes),
        "needed": _hours(month.need),
        "grades": [
            {
                "grade": need.grade,
                "contacts": need.contacts,
                "visits": round(need.visits, 1),
                "calls": round(need.calls, 1),
                "needed": _hours(need.minutes),
            }
            for need in month.needs
        ],
        "weeks": [
            {
                "week": _week(week),
                "from": day_text(week.first),
                "to": day_text(week.last),
                "working_days": week.working,
                "hours": _hours(week.minutes),
                "needed": _hours(week.need),
            }
            for week in month.weeks
        ],
        "hints": list(month.hints),
    }


def month_text(month: Month, labels: str) -> str:
    """What the grades require, then the weeks with their hours; those that have too few are marked."""
    head = f"{date.fromordinal(month.first):%B %Y}: {month.need / HOUR:.1f} h needed of {month.minutes / HOUR:.1f} h"
    grades = table(
        ("grade", "contacts", "visits", "calls", "hours"),
        [_grade_row(need, labels) for need in month.needs],
        (1, 2, 3, 4),
    )
    weeks = table(("week", "days", "worked", "hours", "needed", ""), list(map(_week_row, month.weeks)), (2, 3, 4))
    return "\n".join([head, "", *([grades] if month.needs else []), weeks]) + hints_text(month.hints)


def _grade_row(need: GradeNeed, labels: str) -> tuple[str, ...]:
    return (
        grade_label(need.grade, labels) or "-",
        f"{need.contacts:,}",
        f"{need.visits:,.1f}",
        f"{need.calls:,.1f}",
        f"{need.minutes / HOUR:,.1f}",
    )


def _week_row(week: MonthWeek) -> tuple[str, ...]:
    first, last = date.fromordinal(week.first), date.fromordinal(week.last)
    return (
        _week(week),
        f"{first:%b} {first.day}-{last.day}" if week.first < week.last else f"{first:%b} {first.day}",
        str(week.working),
        f"{week.minutes / HOUR:,.1f}",
        f"{week.need / HOUR:,.1f}",
        f"short by {(week.need - week.minutes) / HOUR:,.1f}" if week.need > week.minutes else "",
    )


def _week(week: MonthWeek) -> str:
    year, number, _ = date.fromordinal(week.first).isocalendar()
    return f"{year}-W{number:02}"


def _hours(minutes: float) -> float:
    return round(minutes / HOUR, 1)
