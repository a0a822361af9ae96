"""Tasks: what was promised, with a due date; appointments where they have a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.contact import Task
from followup.storage.activities.record_table import RecordTable

if TYPE_CHECKING:
    import sqlite3

TASKS = RecordTable(
    Task,
    days=("due", "done"),
    # Open ones before done ones; by due day and time, those without a day last.
    order="done IS NOT NULL, due IS NULL, due, time = '', time, id",
    hint="followup task list shows them with their ids",
    flags=("important",),
    searched="text",
)
tasks_of = TASKS.of_contact
load_task = TASKS.load
add_task = TASKS.add
replace_task = TASKS.replace


def open_tasks(connection: sqlite3.Connection) -> list[Task]:
    """Return all tasks that are not done, by their due day."""
    return TASKS.where(connection, "done IS NULL")


def all_tasks(connection: sqlite3.Connection) -> list[Task]:
    """Return all tasks: open ones by their due day, then those that are done."""
    return TASKS.where(connection, "1")
