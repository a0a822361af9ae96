"""What is logged is one command, with the next step and the line of the agenda that it answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.actions.log import log
from followup.core.activities.entry import LogEntry
from followup.core.model.contact import Interaction, Task
from followup.core.model.rules import Rules
from followup.storage.book.undo import history

if TYPE_CHECKING:
    from followup.storage.book.book import Book

TODAY = date(2026, 11, 24)


def test_an_entry_gets_its_ids_and_answers_the_visit_that_is_due(book: Book) -> None:
    entry = LogEntry(Interaction(0, 1, TODAY, "visit", "new line"), Task(0, 1, "quote"))
    logged = log(book, entry, "张伟", TODAY, Rules(), "2026-11-24T17:00")
    assert (logged.interaction.id, logged.interaction.item) == (1, "v1")
    assert logged.follow_up == Task(1, 1, "quote")
    _, at, words = history(book.connection, 1)[0]
    assert (at, words) == ("2026-11-24T17:00", "Logged i1, visit with 张伟: new line; promised t1: quote")


def test_without_summary_and_next_step_the_history_says_whom_and_how(book: Book) -> None:
    log(book, LogEntry(Interaction(0, 2, TODAY, "gift")), "王芳", TODAY, Rules(), "2026-11-24")
    assert history(book.connection, 1)[0][2] == "Logged i1, gift with 王芳"
