"""Tasks: promises with a due date; appointments where they have a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.contact import Task
from followup.core.text.folding import fold
from followup.errors import NotFoundError
from followup.storage.book.rows import insert_row, update_row

if TYPE_CHECKING:
    import sqlite3

    from followup.storage.book.book import Writing

_COLUMNS = "SELECT id, contact_id, text, due, time, minutes, place, important, done, outcome FROM task"
# Open ones before done ones; by due day and time, those without a day last.
_ORDER = " ORDER BY done IS NOT NULL, due IS NULL, due, time = '', time, id"


def tasks_of(connection: sqlite3.Connection, contact_id: int) -> list[Task]:
    """The tasks for a contact: open ones by their due day, then those that are done."""
    return [_task(*row) for row in connection.execute(f"{_COLUMNS} WHERE contact_id = ?{_ORDER}", (contact_id,))]


def open_tasks(connection: sqlite3.Connection) -> list[Task]:
    """All tasks that are not done, by their due day."""
    return [_task(*row) for row in connection.execute(f"{_COLUMNS} WHERE done IS NULL{_ORDER}")]


def all_tasks(connection: sqlite3.Connection) -> list[Task]:
    """All tasks: open ones by their due day, then those that are done."""
    return [_task(*row) for row in connection.execute(f"{_COLUMNS}{_ORDER}")]


def load_task(connection: sqlite3.Connection, number: int) -> Task:
    """The task with this id; NotFoundError when there is none."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no task t{number}", "followup task list shows them with their ids")
    return _task(*row)


def add_task(writing: Writing, task: Task) -> int:
    """Keep a task; its id (the value's own is not looked at)."""
    return insert_row(writing, "task", {**_values(task), "contact_id": task.contact_id})


def replace_task(writing: Writing, task: Task) -> None:
    """Keep a task's new values."""
    from followup.storage.schema.tables import TaskRow

    update_row(writing, TaskRow, task.id, _values(task))


def _values(task: Task) -> dict[str, object]:
    return {
        "text": task.text,
        "due": task.due,
        "time": task.time,
        "minutes": task.minutes,
        "place": task.place,
        "important": task.important,
        "done": task.done,
        "outcome": task.outcome,
        "search": fold(task.text),
    }


def _task(  # noqa: PLR0913, PLR0917 - a row's columns
    number: int,
    contact_id: int,
    text: str,
    due: str | None,
    time: str,
    minutes: int | None,
    place: str,
    important: int,
    done: str | None,
    outcome: str,
) -> Task:
    return Task(number, contact_id, text, _day(due), time, minutes, place, bool(important), _day(done), outcome)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
