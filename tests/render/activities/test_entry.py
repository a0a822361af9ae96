"""What was logged, for a person and for a script."""

from __future__ import annotations

from datetime import date

from followup.core.activities.entry import LogEntry
from followup.core.model.contact import Interaction, Task
from followup.render.activities.entry import log_json, log_text

TODAY = date(2026, 11, 25)
VISIT = Interaction(9, 7, TODAY, "visit", "talked about \x1b[31mtyres", item="v7")
TASK = Task(2, 7, "send the quote", date(2026, 11, 27))


def test_a_person_reads_what_it_answers_and_what_follows() -> None:
    assert log_text(LogEntry(VISIT, TASK), "王芳\x1b", TODAY) == (
        "i9 visit with 王芳␛ today (answers v7)\nt2 for 王芳␛: send the quote, due Fri 27 Nov\n"
    )
    vain = VISIT._replace(outcome="no answer", item="")
    assert log_text(LogEntry(vain), "王芳", TODAY) == "i9 visit with 王芳 today, no answer\n"


def test_a_script_gets_both_records() -> None:
    keys = log_json(LogEntry(VISIT, TASK), "王芳")
    assert (keys["id"], keys["contact"]) == ("i9", {"id": 7, "name": "王芳"})
    following = keys["next"]
    assert isinstance(following, dict)
    assert following["id"] == "t2"
    assert log_json(LogEntry(VISIT), "王芳")["next"] is None
