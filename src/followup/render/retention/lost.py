"""The report on lost customers: reasons, their profit, whom to win back; as text and as JSON."""

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
    """Return the report's keys; money is a decimal string, `profit_a_year` that of the window before each loss."""
    return {
        "lost": losses.contacts,
        "profit_a_year": format_money(losses.a_year),
        "reasons": [
            {"reason": total.reason, "contacts": total.contacts, "profit_a_year": format_money(total.a_year)}
            for total in losses.reasons
        ],
        "win_back": [_value_json(value) for value in losses.win_back],
        "bought_again": [_value_json(value) for value in losses.bought_again],
    }


def losses_text(losses: Losses, today: date, labels: str) -> str:
    """Return the reasons, the most profit first; who is worth asking again; who has bought again."""
    if not losses.contacts:
        return "Nobody is marked as lost: followup lose NAME --reason price marks one.\n"
    rows = [(reason.reason, f"{reason.contacts:,}", amount_text(reason.a_year)) for reason in losses.reasons]
    total = f"{losses.contacts:,} lost, with {amount_text(losses.a_year)} of profit a year"
    parts = [heading(total) + table(("reason", "lost", "profit a year"), rows, right={1, 2})]
    if losses.win_back:
        parts.append(heading("Worth asking again") + _customers(losses.win_back, today, labels))
    if losses.bought_again:
        title = "Bought again since (followup lose NAME --back takes them back)"
        parts.append(heading(title) + _customers(losses.bought_again, today, labels))
    return "\n".join(parts)


def _customers(values: Sequence[LostValue], today: date, labels: str) -> str:
    rows = [
        (
            str(value.customer.id),
            value.customer.name,
            grade_label(value.customer.grade, labels),
            amount_text(value.profit),
            amount_text(value.a_year),
            format_day(value.customer.on, today) if value.customer.on else "-",
            value.customer.reason or "-",
        )
        for value in values
    ]
    headings = ("id", "name", "grade", "brought", "profit a year", "lost on", "reason")
    return table(headings, rows, right={3, 4})


def _value_json(value: LostValue) -> dict[str, object]:
    customer = value.customer
    return {
        "contact": {"id": customer.id, "name": customer.name, "grade": customer.grade},
        "reason": customer.reason or None,
        "lost_on": customer.on.isoformat() if customer.on else None,
        "profit": format_money(value.profit),
        "profit_a_year": format_money(value.a_year),
        "bought_again": value.bought_again.isoformat() if value.bought_again else None,
    }
