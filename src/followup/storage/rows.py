"""One row of the salesperson's data written, changed or deleted, through SQLModel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from followup.storage.book import Writing


def insert_row(writing: Writing, table: type[SQLModel], values: dict[str, object]) -> int:
    """Insert a row (column -> value); the id it got."""
    row = table(**values)
    writing.session.add(row)
    writing.session.flush()
    number: int = row.id  # type: ignore[attr-defined]  # every table of ours has one
    return number


def update_row(writing: Writing, table: type[SQLModel], number: int, values: dict[str, object]) -> None:
    """Set columns (column -> value) of the row with this id."""
    from sqlmodel import update

    of_table: Any = table
    writing.session.execute(update(of_table).where(of_table.id == number).values(values))


def delete_row(writing: Writing, table: type[SQLModel], number: int) -> None:
    """Delete the row with this id."""
    from sqlmodel import delete

    of_table: Any = table
    writing.session.execute(delete(of_table).where(of_table.id == number))
