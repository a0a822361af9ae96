"""The morning's page as text, and as the promised JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import WEEKDAYS, amount_text, format_day
from followup.core.model.grades import grade_label
from followup.render.agenda.week import HEADINGS, hints_text, item_line, item_rows
from followup.render.formats.json import Lines
from followup.render.formats.table import listing, table
from followup.render.retention.warnings import warning_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followup.core.cadence.due import ContactRhythm
    from followup.core.reports.morning import Coming, Page
    from followup.core.retention.warnings import CustomerWarning

GRAVEST = 5
_WITHOUT_DAY = ("id", "kind", "name", "grade", "why")


def remind_json(page: Page) -> dict[str, object]:
    """The page's keys as promised to scripts."""
    return {
        "date": page.day.isoformat(),
        "items": Lines(map(item_line, page.items)),
        "overdue": Lines(map(item_line, page.overdue)),
        "occasions": [_coming_json(coming, page.day) for coming in page.occasions],
        "warnings": [warning_json(person, warned) for person, warned in page.warnings],
        "missed": [_coming_json(coming, page.day) for coming in page.missed],
        "hints": list(page.hints),
    }


def remind_text(page: Page, labels: str) -> str:
    """The page for a person: headings only over what there is."""
    rows = [row[:1] + row[2:] for row in item_rows(page.items, page.day, labels)]
    times = [(item.time or "-", *row) for item, row in zip(page.items, rows, strict=True)]
    parts = [f"{WEEKDAYS[page.day.weekday()]} {page.day}\n"]
    if page.items:
        parts.append(f"Today\n{listing(('at', *_WITHOUT_DAY), times)}")
    if page.overdue:
        parts.append(f"Overdue\n{listing(HEADINGS, item_rows(page.overdue, page.day, labels))}")
    if page.occasions:
        parts.append(f"To congratulate\n{_coming_table(page.occasions, page.day, labels)}")
    if page.missed:
        parts.append(f"Missed\n{_coming_table(page.missed, page.day, labels)}")
    if page.warnings:
        parts.append(_warnings(page.warnings, labels))
    if len(parts) == 1:
        parts.append("Nothing is due today.\n")
    return "\n".join(parts) + hints_text(page.hints)


def _coming_json(coming: Coming, today: date) -> dict[str, object]:
    return {
        "id": coming.id,
        "kind": coming.kind,
        "title": coming.title,
        "date": coming.day.isoformat(),
        "in_days": (coming.day - today).days,
        "contact": _contact_json(coming.person),
        "age": coming.age,
    }


def _contact_json(person: ContactRhythm | None) -> dict[str, object] | None:
    return {"id": person.id, "name": person.name, "grade": person.grade} if person else None


def _coming_table(coming: Sequence[Coming], today: date, labels: str) -> str:
    rows = [
        (
            each.id,
            format_day(each.day, today),
            each.title,
            grade_label(each.person.grade if each.person else None, labels),
        )
        for each in coming
    ]
    return table(("id", "day", "what", "grade"), rows)


def _warnings(warnings: Sequence[tuple[ContactRhythm, CustomerWarning]], labels: str) -> str:
    """The gravest warnings, and how many more there are."""
    rows = [
        (
            f"w{person.id}",
            warned.stage,
            person.name,
            grade_label(person.grade, labels),
            amount_text(warned.profit_at_risk),
            f"{warned.why}. {warned.advice}",
        )
        for person, warned in warnings[:GRAVEST]
    ]
    more = len(warnings) - len(rows)
    rest = f"and {more:,} more: followup warnings lists them\n" if more else ""
    return f"Drifting away\n{listing(('id', 'stage', 'name', 'grade', 'profit at risk', 'why'), rows)}{rest}"
