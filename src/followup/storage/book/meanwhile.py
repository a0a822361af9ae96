"""Errors for what another program changed between reading and writing: a person may be in the editor for an hour.

A contact that is gone is reported with the command that removed it; what was changed since is not overwritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.errors import FollowupError, NotFoundError

if TYPE_CHECKING:
    import sqlite3

_HINT = "nothing was changed; followup history shows what happened"


def contact_gone(connection: sqlite3.Connection, number: int) -> NotFoundError:
    """Return the error that there is no such contact; of one that was removed, with the command that did it."""
    row = connection.execute(
        "SELECT words FROM change JOIN command ON command.id = command_id"
        " WHERE tab = 'contact' AND row = ? AND op = 'd' ORDER BY change.id DESC LIMIT 1",
        (number,),
    ).fetchone()
    if row:
        return NotFoundError(f"there is no contact {number} any more: {row[0]}", _HINT)
    return NotFoundError(f"there is no contact {number}", "followup list shows them with their ids")


def record_gone(table: str, number: int) -> NotFoundError:
    """Return the error that a row is no longer in the book."""
    return NotFoundError(f"there is no {table} {number} any more", _HINT)


def check_unchanged(name: str, before: object, now: object) -> None:
    """Raise FollowupError where `now` is not what was read `before`: it would overwrite another command's change."""
    if now != before:
        raise FollowupError(f"{name} was changed meanwhile by another command", f"{_HINT}; then do it again")
