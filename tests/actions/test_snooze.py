"""What is put off: a task is due later, a line of the agenda waits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.actions.snooze import snooze
from followup.core.dates.parsing import When
from followup.core.model.contact import Complaint, Task
from followup.core.model.ids import parse_record_id
from followup.errors import FollowupError
from followup.storage.activities.complaints import add_complaint
from followup.storage.activities.snoozes import load_snoozes
from followup.storage.activities.tasks import add_task, load_task
from followup.storage.book.undo import history, undo

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


def test_a_task_is_due_then_at_the_time_that_was_said(book: Book) -> None:
    with book.writing("Promised", "2026-11-20") as writing:
        add_task(writing, Task(0, 1, "quote", TODAY))
    snoozed = snooze(book, parse_record_id("t1"), When(FRIDAY, "14:00"), TODAY, "2026-11-24")
    assert (snoozed.name, snoozed.until) == ("张伟", When(FRIDAY, "14:00"))
    task = load_task(book.connection, 1)
    assert task
    assert (task.due, task.time) == (FRIDAY, "14:00")


def test_a_visit_is_not_planned_before_that_day_and_undo_takes_it_back(book: Book) -> None:
    snoozed = snooze(book, parse_record_id("v2"), When(FRIDAY, ""), TODAY, "2026-11-24")
    assert (snoozed.contact_id, snoozed.until) == (2, When(FRIDAY, ""))
    assert load_snoozes(book.connection)["v2"].until == FRIDAY.toordinal()
    assert history(book.connection, 1)[0][2] == "Snoozed v2 (王芳) until 2026-11-27"
    undo(book, 1)
    assert load_snoozes(book.connection) == {}


def test_a_complaint_that_is_settled_is_not_put_off(book: Book) -> None:
    with book.writing("Complained", "2026-11-20") as writing:
        add_complaint(writing, Complaint(0, 1, TODAY, "torn", resolved=TODAY, satisfied=TODAY))
    with pytest.raises(FollowupError, match="k1 is settled since 2026-11-24"):
        snooze(book, parse_record_id("k1"), When(FRIDAY, ""), TODAY, "2026-11-24")
