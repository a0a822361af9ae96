"""What another program did between reading and writing: a person may sit in the editor for an hour in between.

What is gone is said with the command that took it away; what is no longer as it was read is not written over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.errors import FollowupError, NotFoundError

if TYPE_CHECKING:
    import sqlite3

_HINT = "nothing was changed; followup history shows what happened"


def contact_gone(connection: sqlite3.Connection, number: int) -> NotFoundError:
    """Say that there is no such contact; of one that was there, by which command it went."""
    row = connection.execute(
        "SELECT words FROM change JOIN command ON command.id = command_id"
        " WHERE tab = 'contact' AND row = ? AND op = 'd' ORDER BY change.id DESC LIMIT 1",
        (number,),
    ).fetchone()
    if row:
        return NotFoundError(f"there is no contact {number} any more: {row[0]}", _HINT)
    return NotFoundError(f"there is no contact {number}", "followup list shows them with their ids")


def record_gone(table: str, number: int) -> NotFoundError:
    """Say that a row is no longer in the book."""
    return NotFoundError(f"there is no {table} {number} any more", _HINT)


def check_unchanged(name: str, before: object, now: object) -> None:
    """Refuse to write over what somebody else wrote: FollowupError where `now` is not what was read `before`."""
    if now != before:
        raise FollowupError(f"{name} was changed meanwhile by another command", f"{_HINT}; then do it again")
