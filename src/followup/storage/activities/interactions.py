"""Interactions: what happened with a contact."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from followup.core.model.contact import Interaction
from followup.core.text.folding import fold
from followup.errors import NotFoundError
from followup.storage.book.rows import insert_row, update_row

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

_COLUMNS = "SELECT id, contact_id, day, kind, summary, minutes, outcome, item FROM interaction"


def interactions_of(connection: sqlite3.Connection, contact_id: int) -> list[Interaction]:
    """What happened with a contact, the latest first."""
    rows = connection.execute(f"{_COLUMNS} WHERE contact_id = ? ORDER BY day DESC, id DESC", (contact_id,))
    return [_interaction(*row) for row in rows]


def load_interaction(connection: sqlite3.Connection, number: int) -> Interaction:
    """The interaction with this id; NotFoundError when there is none."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no interaction i{number}", "followup show NAME lists what happened, with ids")
    return _interaction(*row)


def answered(connection: sqlite3.Connection, contact_id: int, item: str, since: date) -> Interaction | None:
    """The latest interaction with a contact that answered an agenda item (`v42`) on that day or after; None without."""
    row = connection.execute(
        f"{_COLUMNS} WHERE contact_id = ? AND item = ? AND day >= ? ORDER BY day DESC, id DESC LIMIT 1",
        (contact_id, item, since.isoformat()),
    ).fetchone()
    return _interaction(*row) if row else None


def add_interaction(writing: Writing, interaction: Interaction) -> int:
    """Keep what happened; its id (the value's own is not looked at)."""
    values = {**_values(interaction), "contact_id": interaction.contact_id}
    return insert_row(writing, "interaction", values)


def replace_interaction(writing: Writing, interaction: Interaction) -> None:
    """Keep an interaction's new values."""
    from followup.storage.schema.tables import InteractionRow

    update_row(writing, InteractionRow, interaction.id, _values(interaction))


def _values(interaction: Interaction) -> dict[str, object]:
    return {
        "day": interaction.on,
        "kind": interaction.kind,
        "summary": interaction.summary,
        "minutes": interaction.minutes,
        "outcome": interaction.outcome,
        "item": interaction.item,
        "search": fold(interaction.summary),
    }


def _interaction(number: int, contact_id: int, day: str, *rest: Any) -> Interaction:  # noqa: ANN401 - columns as they come
    return Interaction(number, contact_id, date.fromisoformat(day), *rest)
