"""One row of the salesperson's data written, changed or deleted, through SQLModel; its texts without control signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.core.plain_text import plain_text

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from followup.storage.book import Writing


def insert_row(writing: Writing, table: type[SQLModel], values: dict[str, object]) -> int:
    """Insert a row (column -> value); the id it got."""
    row = table(**_plain(values))
    writing.session.add(row)
    writing.session.flush()
    number: int = row.id  # type: ignore[attr-defined]  # every table of ours has one
    return number


def update_row(writing: Writing, table: type[SQLModel], number: int, values: dict[str, object]) -> None:
    """Set columns (column -> value) of the row with this id."""
    from sqlmodel import update

    of_table: Any = table
    writing.session.execute(update(of_table).where(of_table.id == number).values(_plain(values)))


def delete_row(writing: Writing, table: type[SQLModel], number: int) -> None:
    """Delete the row with this id."""
    from sqlmodel import delete

    of_table: Any = table
    writing.session.execute(delete(of_table).where(of_table.id == number))


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {name: plain_text(value) if isinstance(value, str) else value for name, value in values.items()}
