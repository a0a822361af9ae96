"""Tasks as a line and as a table; overdue ones are marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.core.model.contact import Task
from followup.render.activities.tasks import task_line, task_table

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 6, 2)
TASK = Task(7, 42, "send the quote", date(2026, 6, 5))


@pytest.mark.parametrize(
    ("task", "rest"),
    [
        (TASK, ", due Fri 5 Jun"),
        (TASK._replace(due=None), ""),
        (TASK._replace(time="14:00", place="Pudong"), ", at Fri 5 Jun 14:00, Pudong"),
        (TASK._replace(due=date(2026, 6, 1)), ", due yesterday, overdue 1 day"),
        (TASK._replace(due=date(2026, 5, 29)), ", due Fri 29 May, overdue 4 days"),
        (TASK._replace(due=date(2026, 5, 29), done=TODAY), ", due Fri 29 May"),
    ],
)
def test_a_line_has_the_due_day_the_place_and_how_late_it_is(task: Task, rest: str) -> None:
    assert task_line(task, "张伟", TODAY) == f"t7 for 张伟: send the quote{rest}\n"


def test_the_table_marks_what_is_important_late_and_done(snapshot: SnapshotAssertion) -> None:
    tasks = [
        TASK._replace(id=1, due=date(2026, 5, 29), important=True),
        TASK._replace(id=2, place="Pudong"),
        TASK._replace(id=3, due=None),
        TASK._replace(id=4, done=TODAY),
    ]
    assert task_table(tasks, {42: "张伟"}, TODAY) == snapshot


def test_without_a_task_there_is_a_sentence() -> None:
    assert task_table([], {}, TODAY) == "Nothing is promised.\n"
