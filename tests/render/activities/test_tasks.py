"""Tasks in a line and in a table, with what is overdue marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from wcwidth import wcswidth

from followup.core.model.contact import Task
from followup.render.activities.tasks import task_line, task_table

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 25)
LATE = Task(1, 7, "send the\x1b[31m quote", due=date(2026, 11, 24), time="14:00", place="office", important=True)
TASKS = [
    LATE,
    LATE._replace(id=2, text="送样品", due=date(2026, 11, 20), time="", place="", important=False),
    LATE._replace(id=3, contact_id=8, text="lunch", due=None, time="", place=""),
    LATE._replace(id=14, done=TODAY),
]


@pytest.mark.parametrize(
    ("task", "line"),
    [
        (LATE, "t1 for 王芳␛: send the␛[31m quote, at yesterday 14:00, office, overdue 1 day\n"),
        (TASKS[1], "t2 for 王芳␛: 送样品, due Fri 20 Nov, overdue 5 days\n"),
        (TASKS[2], "t3 for 王芳␛: lunch\n"),
        (LATE._replace(due=TODAY, time="", place=""), "t1 for 王芳␛: send the␛[31m quote, due today\n"),
    ],
)
def test_a_line_says_what_was_promised_and_by_when(task: Task, line: str) -> None:
    assert task_line(task, "王芳\x1b", TODAY) == line


def test_the_table_aligns_names_and_marks_what_is_late_or_done() -> None:
    head, *lines = task_table(TASKS, {7: "王芳", 8: "Tom Groß"}, TODAY).splitlines()
    starts = {wcswidth(line[: line.index(name)]) for line, name in zip(lines, ("王", "王", "Tom", "王"), strict=True)}
    assert starts == {head.index("for")}
    for mark, line in zip(("overdue 1 day ", "overdue 5 days", "t3   -", "done today"), lines, strict=True):
        assert mark in line
    assert lines[0].endswith("send the␛[31m quote (office)")
    assert task_table([], {}, TODAY) == "Nothing is promised.\n"


@pytest.mark.parametrize("room", [60, 80, 140])
def test_the_table_fits_a_terminal(room: int, terminal: Callable[[int], None]) -> None:
    terminal(room)
    assert max(map(wcswidth, task_table(TASKS, {7: "王芳", 8: "Tom"}, TODAY).splitlines())) <= room
