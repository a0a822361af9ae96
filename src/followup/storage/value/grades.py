"""Grades: set in the book, each change with its day and reason, and their history."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup.core.value.grading import CurrentGrade

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from followup.storage.book.book import Writing

_BATCH_SIZE = 500


class GradeChange(NamedTuple):
    """A change of a grade: the day, the grades before and after (None: no grade), and the reason."""

    day: date
    old: str | None
    new: str | None
    reason: str


def load_grades_and_locks(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str | None, bool]]:
    """Return (grade, locked) by id, for those of the contacts that can be graded: private people have no grade."""
    places = ",".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT id, grade, grade_locked FROM contact WHERE id IN ({places}) AND NOT private AND id NOT IN"
        " (SELECT contact_id FROM membership JOIN groups ON groups.id = group_id WHERE groups.private)",
        list(ids),
    )
    return {number: (grade, bool(locked)) for number, grade, locked in rows}


class Regrade(NamedTuple):
    """A change of a contact's grade to be written, with its reason; None is no grade."""

    contact_id: int
    old: str | None
    new: str | None
    reason: str


def set_grade(writing: Writing, ids: Sequence[int], grade: str | None, *, locked: bool, day: date, reason: str) -> int:
    """Give contacts a grade (None: no grade) and return how many have another grade or lock than before.

    A changed grade is written to the history with its day and reason.
    """
    changed = 0
    for start in range(0, len(ids), _BATCH_SIZE):
        before = load_grades_and_locks(writing.connection, ids[start : start + _BATCH_SIZE])
        changed_ids = [number for number, state in before.items() if state != (grade, locked)]
        changed += len(changed_ids)
        regrade(
            writing, [Regrade(number, old, grade, reason) for number, (old, _) in before.items() if old != grade], day
        )
        _set_columns(writing, changed_ids, {"grade_locked": locked})
    return changed


def regrade(writing: Writing, changes: Sequence[Regrade], day: date) -> None:
    """Give each contact its new grade, and write the change to the history."""
    from followup.storage.schema.tables import GradeChangeRow

    by_grade: dict[str | None, list[int]] = defaultdict(list)
    for change in changes:
        by_grade[change.new].append(change.contact_id)
    for grade, numbers in by_grade.items():
        _set_columns(writing, numbers, {"grade": grade, "graded": day if grade else None})
    writing.insert_many(GradeChangeRow, [{**change._asdict(), "day": day} for change in changes])


def _set_columns(writing: Writing, ids: Sequence[int], values: dict[str, object]) -> None:
    from sqlmodel import col, update

    from followup.storage.schema.tables import ContactRow

    for start in range(0, len(ids), _BATCH_SIZE):
        batch = ids[start : start + _BATCH_SIZE]
        writing.session.execute(update(ContactRow).where(col(ContactRow.id).in_(batch)).values(values))


def load_current_grades(connection: sqlite3.Connection) -> dict[int, CurrentGrade]:
    """Return everybody's grade, whether it is locked, and whether the contact takes time (active, may be contacted)."""
    rows = connection.execute(
        "SELECT id, grade, grade_locked, status = 'active' AND NOT do_not_contact FROM contact"
    ).fetchall()
    return {row[0]: CurrentGrade(*row[1:]) for row in rows}


def grade_history(connection: sqlite3.Connection, contact_id: int) -> list[GradeChange]:
    """Return the changes of a contact's grade, the latest first."""
    rows = connection.execute(
        "SELECT day, old, new, reason FROM grade_change WHERE contact_id = ? ORDER BY day DESC, id DESC", (contact_id,)
    )
    return [GradeChange(date.fromisoformat(day), *rest) for day, *rest in rows]
