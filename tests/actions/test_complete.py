"""What is done: planned, so that a person can be asked about it, and then written as one command."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from followup.actions.complete import complete, plan_completions
from followup.core.model.contact import Interaction, Task
from followup.core.model.ids import parse_record_id
from followup.errors import FollowupError
from followup.settings.config import Settings
from followup.storage.activities.tasks import add_task, replace_task
from followup.storage.book.undo import history

if TYPE_CHECKING:
    from followup.core.agenda.complete import Completion
    from followup.storage.book.book import Book

TODAY = date(2026, 6, 19)
"""The Dragon Boat Festival, f5."""


def planned(book: Book, *items: str, text: str = "") -> list[Completion]:
    return plan_completions(book, Settings(), map(parse_record_id, items), text, TODAY)


def promise(book: Book) -> Task:
    with book.writing("Promised", "2026-06-18") as writing:
        task = Task(0, 1, "quote", TODAY)
        return task._replace(id=add_task(writing, task))


def test_planning_writes_nothing_and_completing_is_one_command_with_the_next_step(book: Book) -> None:
    promise(book)
    completions = planned(book, "t1", "v2", text="well")
    assert [completion.name for completion in completions] == ["张伟", "王芳"]
    assert len(history(book.connection)) == 2
    done = complete(book, completions, "well", Task(0, 2, "samples"), "2026-06-19")
    assert [str(completion.record and completion.record.id) for completion in done.completions] == ["1", "1"]
    assert done.next_step == Task(2, 2, "samples")
    assert [words for _, _, words in history(book.connection, 1)] == [
        "Done: t1 (张伟), v2 (王芳): well; promised t2: samples"
    ]


def test_what_was_done_before_is_written_no_second_time(book: Book) -> None:
    complete(book, planned(book, "v1"), "", None, "2026-06-19")
    (again,) = planned(book, "v1")
    assert again.after is None
    assert isinstance(again.record, Interaction)
    assert complete(book, [again], "", None, "2026-06-19").completions == [again]
    assert len(history(book.connection)) == 2


def test_a_festivals_batch_is_a_completion_for_each_greeting(book: Book) -> None:
    with book.writing("Graded", "2026-06-18") as writing:
        writing.connection.execute("UPDATE contact SET grade = 'C'")
    completions = planned(book, "f5")
    assert [(str(each.item), each.in_batch) for each in completions] == [("f5-1", True), ("f5-2", True)]
    complete(book, completions, "", None, "2026-06-19")
    assert [words for _, _, words in history(book.connection, 1)] == ["Done: f5: greeted 2 contacts"]
    assert planned(book, "f5") == []


def test_what_another_program_changed_meanwhile_is_not_written_over(book: Book) -> None:
    task = promise(book)
    completions = planned(book, "t1")
    with book.writing("Amended", "2026-06-18") as writing:
        replace_task(writing, task._replace(text="another quote"))
    with pytest.raises(FollowupError, match="t1 was changed meanwhile"):
        complete(book, completions, "", None, "2026-06-19")
