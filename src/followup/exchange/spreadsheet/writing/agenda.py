"""Writes the week as CSV: a line for each item, those without a day at the end, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup.core.model.grades import grade_label
from followup.exchange.spreadsheet.writing.contacts import BYTE_ORDER_MARK, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.scheduling.item import Item, Plan

COLUMNS: Final = (
    "id", "day", "time", "kind", "contact", "name", "grade", "title", "why", "quadrant", "due", "minutes", "area",
    "weight", "status", "reason", "new", "weeks", "pinned",
)  # fmt: skip
"""`contact` is the id; `reason` is why an item has no day. New columns go to the end: spreadsheets count them."""


def write_week_csv(plan: Plan, labels: str) -> Iterator[str]:
    """Yield the lines of a CSV; grades as the settings label them."""
    yield BYTE_ORDER_MARK
    yield from write_rows(COLUMNS, _rows(plan, labels), "\r\n")


def _rows(plan: Plan, labels: str) -> Iterator[dict[str, str]]:
    for item in plan.items:
        yield _cells(item, labels)
    for unplaced in plan.unplaced:
        yield _cells(unplaced.item, labels) | {"reason": unplaced.reason}


def _cells(item: Item, labels: str) -> dict[str, str]:
    who = item.contact
    return {
        "id": item.id,
        "day": item.day.isoformat() if item.day else "",
        "time": item.time,
        "kind": item.kind,
        "contact": str(who.id) if who else "",
        "name": who.name if who else f"{item.contacts} contacts",
        "grade": grade_label(who.grade if who else None, labels),
        "title": item.title,
        "why": item.why,
        "quadrant": str(item.quadrant),
        "due": item.due.isoformat(),
        "minutes": str(item.minutes),
        "area": item.area,
        "weight": str(item.weight),
        "status": item.status,
        "new": "yes" if item.new else "",
        "weeks": str(item.weeks) if item.weeks > 1 else "",
        "pinned": "yes" if item.pinned else "",
    }
