"""A log entry: as text for a person, and as JSON."""

from __future__ import annotations

from datetime import date

from followup.core.activities.entry import LogEntry
from followup.core.model.contact import Interaction, Task
from followup.render.activities.entry import log_json, log_text

TODAY = date(2026, 6, 2)
VISIT = Interaction(9, 42, TODAY, "visit", "showed samples", item="v42")
QUOTE = Task(7, 42, "send the quote", date(2026, 6, 5))


def test_a_person_reads_a_line_for_the_interaction_and_one_for_the_task() -> None:
    assert log_text(LogEntry(VISIT, QUOTE), "张伟", TODAY) == (
        "i9 visit with 张伟 today (answers v42)\nt7 for 张伟: send the quote, due Fri 5 Jun\n"
    )


def test_an_attempt_without_an_answer_says_so() -> None:
    attempt = Interaction(9, 42, TODAY, "call", outcome="no-answer")
    assert log_text(LogEntry(attempt), "张伟", TODAY) == "i9 call with 张伟 today, no answer\n"


def test_json_has_the_contact_and_the_next_task_or_null() -> None:
    keys = log_json(LogEntry(VISIT, QUOTE), "张伟")
    assert (keys["id"], keys["contact"]) == ("i9", {"id": 42, "name": "张伟"})
    assert isinstance(keys["next"], dict)
    assert keys["next"]["id"] == "t7"
    assert log_json(LogEntry(VISIT), "张伟")["next"] is None
