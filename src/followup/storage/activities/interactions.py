"""Interactions: what happened with a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.contact import Interaction
from followup.storage.activities.record_table import RecordTable

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

INTERACTIONS = RecordTable(
    Interaction,
    days=("on",),
    order="day DESC, id DESC",
    hint="followup show NAME lists what happened, with ids",
    searched="summary",
)
interactions_of = INTERACTIONS.of_contact
load_interaction = INTERACTIONS.load
add_interaction = INTERACTIONS.add


def latest_answer(connection: sqlite3.Connection, contact_id: int, item: str, since: date) -> Interaction | None:
    """Return the latest interaction that answered an agenda item (`v42`) on a day or after it; None without one."""
    condition = "contact_id = ? AND item = ? AND day >= ?"
    answers = INTERACTIONS.where(connection, condition, (contact_id, item, since.isoformat()))
    return answers[0] if answers else None
