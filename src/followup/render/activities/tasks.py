"""Tasks as a line and as a table; overdue ones are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import format_day
from followup.render.formats.table import table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from followup.core.model.contact import Task


def task_line(task: Task, name: str, today: date) -> str:
    """Return a task as a line: for whom, by when, where."""
    place = f", {one_line(task.place)}" if task.place else ""
    due = f", {'at' if task.time else 'due'} {_due(task, today)}" if task.due else ""
    return f"t{task.id} for {one_line(name)}: {one_line(task.text)}{due}{place}{_late(task, today, ', ')}\n"


def task_table(tasks: Sequence[Task], names: Mapping[int, str], today: date) -> str:
    """Return tasks as a table; a sentence where there are none."""
    if not tasks:
        return "Nothing is promised.\n"
    rows = [
        (
            f"t{task.id}",
            _due(task, today),
            f"done {format_day(task.done, today)}" if task.done else _late(task, today),
            "!" if task.important else "",
            names[task.contact_id],
            f"{task.text} ({task.place})" if task.place else task.text,
        )
        for task in tasks
    ]
    return table(("id", "due", "", "!", "for", "what"), rows)


def _due(task: Task, today: date) -> str:
    if task.due is None:
        return "-"
    return f"{format_day(task.due, today)} {task.time}".strip()


def _late(task: Task, today: date, before: str = "") -> str:
    if task.done or task.due is None or task.due >= today:
        return ""
    days = (today - task.due).days
    return f"{before}overdue {days} day{'s' if days > 1 else ''}"
