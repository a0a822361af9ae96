"""Correcting what was written down."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.activities.amend import Record, Wishes, amended
from followup.core.model.contact import Complaint, Interaction, Note, Sale, Task
from followup.errors import WrongUsageError

TODAY = date(2026, 11, 27)
NOTE = Note(5, 42, TODAY, "likes tea")
VISIT = Interaction(9, 42, TODAY, "visit", "showed samples", 30)
TASK = Task(7, 42, "send the quote", TODAY, "14:00", 20, "Pudong", important=True)
SALE = Sale(3, 42, TODAY, 120000, 30000, "pumps", "first order")


@pytest.mark.parametrize(
    ("record", "wishes", "after"),
    [
        (NOTE, Wishes(text="likes coffee"), NOTE._replace(text="likes coffee")),
        (NOTE, Wishes(on="yesterday"), NOTE._replace(on=date(2026, 11, 26))),
        (VISIT, Wishes(kind="电话", minutes="none"), VISIT._replace(kind="call", minutes=None)),
        (VISIT, Wishes(text="", outcome="no-answer"), VISIT._replace(summary="", outcome="no-answer")),
        (TASK, Wishes(due="mon"), TASK._replace(due=date(2026, 11, 30), time="")),
        (TASK, Wishes(due="none", important=False), TASK._replace(due=None, time="", important=False)),
        (TASK, Wishes(text="call", place="", minutes="5"), TASK._replace(text="call", place="", minutes=5)),
        (SALE, Wishes(amount="1.5万", profit="none"), SALE._replace(amount=1500000, profit=None)),
        (SALE, Wishes(profit="-20", product="valves"), SALE._replace(profit=-2000, product="valves")),
        (TASK, Wishes(), TASK),
    ],
)
def test_what_is_wished_for_changes_and_the_rest_stays(record: Record, wishes: Wishes, after: Record) -> None:
    assert amended(record, wishes, TODAY) == after


@pytest.mark.parametrize(
    ("record", "wishes", "sentence"),
    [
        (NOTE, Wishes(amount="5"), "a note has no --amount"),
        (NOTE, Wishes(text=" "), "the note is empty"),
        (VISIT, Wishes(due="fri"), "an interaction has no --due"),
        (VISIT, Wishes(kind="viist"), "no kind of interaction"),
        (VISIT, Wishes(on="tomorrow"), "still to come"),
        (VISIT, Wishes(minutes="0"), "no number of minutes"),
        (VISIT, Wishes(minutes="²"), "no number of minutes"),
        (TASK, Wishes(on="mon"), "a task has no --on"),
        (TASK, Wishes(text=""), "the task is empty"),
        (SALE, Wishes(amount="1.234,56"), "more than one amount"),
        (SALE, Wishes(kind="call"), "a sale has no --kind"),
        (Complaint(2, 42, TODAY, "late"), Wishes(text="later"), "a complaint cannot be amended"),
    ],
)
def test_what_does_not_fit_the_record_is_refused(record: Record, wishes: Wishes, sentence: str) -> None:
    with pytest.raises(WrongUsageError, match=sentence):
        amended(record, wishes, TODAY)


def test_a_sale_does_not_become_one_of_nothing() -> None:
    with pytest.raises(WrongUsageError, match="a sale of 0 is no sale"):
        amended(SALE, Wishes(amount="0", profit="none"), TODAY)
    nothing = SALE._replace(amount=0, profit=None)
    assert amended(nothing, Wishes(text="as it came"), TODAY) == nothing._replace(note="as it came")
