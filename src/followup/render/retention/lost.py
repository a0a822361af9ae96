"""Why customers were lost, what that costs, and whom to win back: for a person and for a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import amount_text, format_day
from followup.core.model.grades import grade_label
from followup.core.model.money import format_money
from followup.render.formats.table import heading, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from followup.core.retention.lost import Losses, LostValue


def losses_json(losses: Losses) -> dict[str, object]:
    """The report's keys; money is a decimal string, `profit_a_year` that of the window before each was lost."""
    return {
        "lost": losses.contacts,
        "profit_a_year": format_money(losses.a_year),
        "reasons": [
            {"reason": each.reason, "contacts": each.contacts, "profit_a_year": format_money(each.a_year)}
            for each in losses.reasons
        ],
        "win_back": [_brought_json(each) for each in losses.win_back],
        "bought_again": [_brought_json(each) for each in losses.bought_again],
    }


def losses_text(losses: Losses, today: date, labels: str) -> str:
    """Reasons, the dearest first; who is worth asking again; who has bought since."""
    if not losses.contacts:
        return "Nobody is marked as lost: followup lose NAME --reason price marks one.\n"
    rows = [(each.reason, f"{each.contacts:,}", amount_text(each.a_year)) for each in losses.reasons]
    total = f"{losses.contacts:,} lost, with {amount_text(losses.a_year)} of profit a year"
    parts = [heading(total) + table(("reason", "lost", "profit a year"), rows, right={1, 2})]
    if losses.win_back:
        parts.append(heading("Worth asking again") + _people(losses.win_back, today, labels))
    if losses.bought_again:
        title = "Bought again since (followup lose NAME --back takes them back)"
        parts.append(heading(title) + _people(losses.bought_again, today, labels))
    return "\n".join(parts)


def _people(found: Sequence[LostValue], today: date, labels: str) -> str:
    rows = [
        (
            str(each.customer.id),
            each.customer.name,
            grade_label(each.customer.grade, labels),
            amount_text(each.profit),
            amount_text(each.a_year),
            format_day(each.customer.on, today) if each.customer.on else "-",
            each.customer.reason or "-",
        )
        for each in found
    ]
    headings = ("id", "name", "grade", "brought", "profit a year", "lost on", "reason")
    return table(headings, rows, right={3, 4})


def _brought_json(each: LostValue) -> dict[str, object]:
    lost = each.customer
    return {
        "contact": {"id": lost.id, "name": lost.name, "grade": lost.grade},
        "reason": lost.reason or None,
        "lost_on": lost.on.isoformat() if lost.on else None,
        "profit": format_money(each.profit),
        "profit_a_year": format_money(each.a_year),
        "bought_again": each.bought_again.isoformat() if each.bought_again else None,
    }
