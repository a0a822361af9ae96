"""Grades into the book, each change with its day and reason, and the history of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from followup.storage.book import Writing

_AT_ONCE = 500


class GradeChange(NamedTuple):
    """What a grade was and became, on which day and why; None is no grade."""

    day: date
    old: str | None
    new: str | None
    reason: str


def grades_of(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str | None, bool]]:
    """Id -> (grade, locked) of those of the contacts that can be graded: private people have no grade."""
    marks = ",".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT id, grade, grade_locked FROM contact WHERE id IN ({marks}) AND NOT private AND id NOT IN"
        " (SELECT contact_id FROM membership JOIN groups ON groups.id = group_id WHERE groups.private)",
        list(ids),
    )
    return {number: (grade, bool(locked)) for number, grade, locked in rows}


def set_grade(writing: Writing, ids: Sequence[int], grade: str | None, *, locked: bool, day: date, reason: str) -> int:
    """Give contacts a grade (None takes it away); returns how many have another grade or lock now than before.

    A changed grade is remembered with its day and reason; one that stays may still be locked.
    """
    from sqlmodel import col, update

    from followup.storage.tables import ContactRow, GradeChangeRow

    changed = 0
    for start in range(0, len(ids), _AT_ONCE):
        before = grades_of(writing.connection, ids[start : start + _AT_ONCE])
        regraded = [number for number, (old, _) in before.items() if old != grade]
        touched = [number for number, state in before.items() if state != (grade, locked)]
        changed += len(touched)
        for numbers, values in (
            (regraded, {"grade": grade, "graded": day if grade else None}),
            (touched, {"grade_locked": locked}),
        ):
            if numbers:
                writing.session.execute(update(ContactRow).where(col(ContactRow.id).in_(numbers)).values(values))
        writing.insert_many(
            GradeChangeRow,
            [
                {"contact_id": number, "day": day, "old": before[number][0], "new": grade, "reason": reason}
                for number in regraded
            ],
        )
    return changed


def grade_history(connection: sqlite3.Connection, contact_id: int) -> list[GradeChange]:
    """The changes of a contact's grade, the latest first."""
    rows = connection.execute(
        "SELECT day, old, new, reason FROM grade_change WHERE contact_id = ? ORDER BY day DESC, id DESC", (contact_id,)
    )
    return [GradeChange(date.fromisoformat(day), *rest) for day, *rest in rows]
