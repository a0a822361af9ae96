"""Lost customers: marked as lost, taken back, and loaded with what they bought."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from followup.core.retention.lost import LostCustomer
from followup.storage.book.rows import update_row
from followup.storage.query.profit import PROFIT

if TYPE_CHECKING:
    from followup.storage.book.book import Writing
    from followup.storage.query.context import QueryContext


def set_lost(writing: Writing, contact_id: int, on: date, reason: str) -> None:
    """Mark a contact as lost since a day."""
    _set(writing, contact_id, "lost", on, reason)


def set_back(writing: Writing, contact_id: int) -> None:
    """Make a contact an active one again."""
    _set(writing, contact_id, "active", None, "")


def load_losses(context: QueryContext) -> list[LostCustomer]:
    """Return all contacts marked as lost, with their sales; private people are no customers."""
    from followup.storage.query.search import find

    found = find("status:lost private:no", context)
    sales: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for number, day, profit in context.connection.execute(
        f"SELECT contact_id, day, {PROFIT} FROM sale JOIN contact ON contact.id = contact_id WHERE status = 'lost'",
        {"margin": context.rules.value.margin},
    ):
        sales[number].append((date.fromisoformat(day), profit))
    rows = context.connection.execute(
        "SELECT id, name, grade, lost_on, lost_reason, NOT do_not_contact FROM contact WHERE status = 'lost'"
    )
    lost = {
        number: LostCustomer(
            number, name, grade, date.fromisoformat(on) if on else None, reason, bool(may), sales[number]
        )
        for number, name, grade, on, reason, may in rows
    }
    return [lost[number] for number in found]


def _set(writing: Writing, contact_id: int, status: str, on: date | None, reason: str) -> None:
    from followup.storage.schema.tables import ContactRow

    update_row(writing, ContactRow, contact_id, {"status": status, "lost_on": on, "lost_reason": reason})
